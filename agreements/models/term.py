"""The term of an agreement: from when to when it is in force, as far as that is known."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .days import Precision

# Statuses of agreements that are not in force today: not begun yet, done, or given up.
CLOSED = ("planned", "completed", "ended")


class InForce(models.TextChoices):
    """Whether an agreement is in force on a day."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_KNOWN = "not-known", _("Not known")


def in_force_expression(on=None):
    """Return the SQL expression of InForce on a day, today by default.

    No: the agreement certainly begins later or certainly ended before, or the day is today or
    later and its status says that it is planned, completed or ended early. What such a status
    means for a day in the past is not known.

    Yes: it certainly has begun, and certainly has not ended. The day of signing is no first day.
    A month or a year stands for any of its days: the first day may be as late as its last, the
    last day as early as its first.

    Else it is not known: a first or a last day that no source gives is no answer, an open end is.
    """
    today = timezone.localdate()
    on = on or today
    certainly_not = Q(starts_on__gt=on) | _lies_before("ends", on)
    if on >= today:
        certainly_not |= Q(status__in=CLOSED)
    goes_on = Q(is_open_ended=True) | Q(ends_on__gte=on)
    certainly = _lies_before("starts", on + timedelta(days=1)) & goes_on & ~Q(status__in=CLOSED)
    return Case(
        When(certainly_not, then=Value(InForce.NO)),
        When(certainly, then=Value(InForce.YES)),
        default=Value(InForce.NOT_KNOWN),
        output_field=CharField(),
    )


def _lies_before(end, on):
    """Return the condition that a day of the term, known or vague, is over before a given one."""
    first_days = {
        Precision.DAY: on,
        Precision.MONTH: on.replace(day=1),
        Precision.YEAR: on.replace(month=1, day=1),
    }
    rules = Q()
    for precision, first in first_days.items():
        rules |= Q(**{f"{end}_precision": precision, f"{end}_on__lt": first})
    return rules


def term_constraints(name):
    """Return the rules of a term: an open one has no last day, none ends before it begins.

    Vague days are compared as exactly as both are known, as ISO 8601 text: what begins on 17 May
    2024 may end in 2024.
    """
    same_month, same_year = _begins_alike(7), _begins_alike(4)
    return [
        models.CheckConstraint(
            name=f"{name}_open_ended_has_no_last_day",
            condition=Q(is_open_ended=False) | Q(ends_on=None),
            violation_error_message=_(
                "An agreement for which no end was agreed has no last day: give one or the other."
            ),
        ),
        models.CheckConstraint(
            name=f"{name}_term_does_not_end_before_it_begins",
            condition=Q(starts_on=None)
            | Q(ends_on=None)
            | Q(ends_on__gte=F("starts_on"))
            | Q(same_month, ends_precision=Precision.MONTH)
            | Q(same_year, ends_precision=Precision.YEAR),
            violation_error_message=_("A term cannot end before it begins."),
        ),
    ]


def _begins_alike(length):
    first, last = (Substr(Cast(day, CharField()), 1, length) for day in ("starts_on", "ends_on"))
    return Exact(first, last)
