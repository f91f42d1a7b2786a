"""The history of a record as readers and editors are told of it: who changed what, when and why."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.db.models import Model
from django.http import Http404
from django.utils.translation import gettext as _

from agreements.models import Edit
from agreements.nouns.derived import NUMBER_PATTERN

from .record_history import PAGE, Step, changes_of
from .told_changes import Telling, Told


class Act(NamedTuple):
    """What was changed in one go: by whom and why, where they said so."""

    step: Step
    edit: Edit | None
    changes: list[Told]


class ToldHistory(NamedTuple):
    """A page of the history of a record, and the number before which the next one begins."""

    acts: list[Act]
    older: int | None


def told_history(record: Model, before: str | None) -> ToldHistory:
    """Return the newest changes of a record in words, or those before the number of a version.

    Raises Http404 where an address tells what is no such number.
    """
    steps = changes_of(record, before=version_number(before), limit=PAGE + 1)
    shown = steps[:PAGE]
    older = shown[-1].number if len(steps) > PAGE else None
    return ToldHistory(acts(shown, Telling(record, shown)), older)


def acts(steps: Iterable[Step], telling: Telling) -> list[Act]:
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


def version_number(text: str | None) -> int | None:
    """Return the number of a version, None without one; raise Http404 for what is none."""
    if not text:
        return None
    if not NUMBER_PATTERN.fullmatch(text):
        raise Http404(_("Changes are numbered 1, 2, 3 and so on."))
    return int(text)
