"""The history of a record: who changed what, when and why."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agreements.changes.told_history import told_history

from . import metadata
from .addressed_page import AddressedPage
from .page import one_text


class HistoryPage(AddressedPage):
    """What became of one record and of what hangs on it, the newest first."""

    template_name = "agreements/history.html"

    def canonical(self):
        """Answer with a redirect to the one true address of the history."""
        return redirect(self.object.get_history_url(), permanent=True)

    def get_context_data(self, **context):
        """Return the newest changes; older ones stand behind the number that the address tells."""
        title = _("History of %(record)s") % {"record": self.object}
        return super().get_context_data(
            object=self.object,
            noun=self.noun,
            parameters=("before",),
            title=title,
            history=told_history(self.object, one_text(self.request.GET, "before")),
            are_editors_named=settings.EDITORS_ARE_NAMED,
            metadata=metadata.made(
                self.request, title, _("Each change of this record: when, what and why.")
            ),
            **context,
        )
