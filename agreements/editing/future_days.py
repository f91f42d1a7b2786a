"""Which days may lie in the future: those of what is planned, and those that were agreed on."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models import Figure, Source
from agreements.models.days import Dated
from agreements.nouns import NOUNS

from .violation import Violation

# How far ahead anything is planned.
PLANNED_YEARS = 10
# Days of other nouns than those that DAYS has, all of them known exactly.
EXACT_DAYS = {Source: ("read_on",)}


def latest_day() -> date:
    """Return the last day that is not in the future: somewhere on earth it is tomorrow already."""
    return timezone.localdate() + timedelta(days=1)


def future_problem(record: Dated, field: str) -> Promise | None:
    """Return what is wrong with one of the days of a record as it lies in the future, or None.

    The term of an agreement was agreed on and may lie in any year. Only what is planned has its
    day before it: an agreement or a project by its status; an event, which can be announced.
    """
    day = getattr(record, field)
    if day is None or field in record.AGREED_DAYS or day <= latest_day():
        return None
    if not record.is_planned:
        return _("This day is in the future: only what is planned has its day there.")
    if day.year > latest_day().year + PLANNED_YEARS:
        return _("This day is more than ten years ahead: nothing is planned for then.")
    return None


def days_are_past_or_planned() -> Iterator[Violation]:
    """Yield the records with a day in the future, of what is not planned."""
    for model in (*(noun.model for noun in NOUNS.values()), Figure):
        for field in (*model.DAYS, *EXACT_DAYS.get(model, ())):
            yield from _in_future(model, field)


def _in_future(model: type[models.Model], field: str) -> Iterator[Violation]:
    for record in model.objects.filter(**{f"{field}__gt": latest_day()}).iterator():
        if problem := future_problem(record, field):
            yield Violation(getattr(record, "subject", record), problem)
