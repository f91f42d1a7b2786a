"""The ledger of known unknowns."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agreements.coverage import meters
from agreements.models import Citation, Figure

from .base import RegisterList


class Coverage(RegisterList):
    """Every number that a source states, beside what the register lists of it."""

    template_name = "agreements/coverage.html"
    queryset = Figure.objects.select_related(*Figure.SUBJECTS).prefetch_related(
        Prefetch("citations", Citation.objects.with_voices())
    )
    title = _("Coverage")

    def get_template_names(self):
        """Return the ledger's own page: it lists figures in the light of other records."""
        return [self.template_name]

    def get_context_data(self, **context):
        """Return the page of figures, each with its meter."""
        context = super().get_context_data(**context)
        context["meters"] = meters(context["object_list"])
        return context
