"""The history of a record: who changed what, when and why."""

from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agreements.changes.record_history import PAGE, Step, changes_of
from agreements.models import Edit
from agreements.nouns.derived import NUMBER_PATTERN

from . import metadata
from .addressed_page import AddressedPage
from .told_changes import Telling, Told


class Act(NamedTuple):
    """What was changed in one go: by whom and why, where they said so."""

    step: Step
    edit: Edit | None
    changes: list[Told]


class HistoryPage(AddressedPage):
    """What became of one record and of what hangs on it, the newest first."""

    template_name = "agreements/history.html"

    def canonical(self):
        """Answer with a redirect to the one true address of the history."""
        return redirect(self.object.get_history_url(), permanent=True)

    def get_context_data(self, **context):
        """Return the newest changes; older ones stand behind the number that the address tells."""
        before = version_number(self.request.GET.get("before"))
        steps = changes_of(self.object, before=before, limit=PAGE + 1)
        shown = steps[:PAGE]
        title = _("History of %(record)s") % {"record": self.object}
        return super().get_context_data(
            object=self.object,
            noun=self.noun,
            title=title,
            acts=acts(shown, Telling(self.object, shown)),
            older=shown[-1].number if len(steps) > PAGE else None,
            are_editors_named=settings.EDITORS_ARE_NAMED,
            metadata=metadata.made(
                self.request, title, _("Each change of this record: when, what and why.")
            ),
            **context,
        )


def acts(steps, telling):
    """Return the Acts of some steps: those of one edit that follow each other are one."""
    found = []
    for _edit, group in groupby(steps, key=lambda step: step.edit.pk if step.edit else step.at):
        together = list(group)
        changes = [told for step in together if (told := telling.of(step)).lines]
        if changes:
            # What changed in the record itself stands before what hangs on it.
            changes.sort(key=lambda told: bool(told.subject))
            found.append(Act(together[0], together[0].edit, changes))
    return found


def version_number(text):
    """Return the number of a version, None without one; raise Http404 for what is none."""
    if not text:
        return None
    if not NUMBER_PATTERN.fullmatch(text):
        raise Http404(_("Changes are numbered 1, 2, 3 and so on."))
    return int(text)
