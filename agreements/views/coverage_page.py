"""The ledger of known unknowns."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agreements.evidence.coverage import meters
from agreements.evidence.series import newest_beside
from agreements.lists.answer import answer
from agreements.lists.filters import RegisterFilter
from agreements.lists.recorded import RecordedBySnapshot
from agreements.models import Citation, Figure

from . import metadata
from .list_page import NONE_YET, list_parts
from .page import Page, page_asked

TITLE = _("What is missing")
SENTENCE = _("What sources count, beside what this register lists: what is known to be unknown.")


class CoveragePage(Page):
    """Every number that a source states, beside what the register lists of it."""

    template_name = "agreements/coverage.html"
    queryset = (
        Figure.objects.with_left_out()
        .select_related(*Figure.SUBJECTS)
        .prefetch_related(Prefetch("citations", Citation.objects.with_voices()))
    )

    def get_context_data(self, **context):
        filterset = RegisterFilter(self.request.GET, queryset=self.queryset.all())
        answered = answer(filterset, page_asked(self.request.GET), self.snapshot)
        parts = list_parts(answered)
        newest = newest_beside(parts["object_list"])
        for figure in parts["object_list"]:
            figure.newest = newest.get(figure.pk)
        return super().get_context_data(
            title=TITLE,
            empty=NONE_YET,
            parameters=filterset.form.parameters,
            meters=meters(parts["object_list"], RecordedBySnapshot(self.snapshot)),
            metadata=metadata.of_list(self.request, TITLE, SENTENCE, answered),
            **parts,
            **context,
        )
