"""Days that a source knows exactly, or only as a month or a year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db import models
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext


class Precision(models.TextChoices):
    """How exactly a day is known."""

    DAY = "day", _("the day")
    MONTH = "month", _("the month only")
    YEAR = "year", _("the year only")


def precision_field():
    """Return the field that stands beside a day and says how exactly it is known."""
    return models.CharField(
        _("known to"),
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
        help_text=_("A month stands as its first day, a year as 1 January."),
    )


def first_day_constraint(name, day, precision):
    """Return the rule that a vague day is stored as the first of its month or year.

    The days are compared as ISO 8601 text, which both databases do without a function of Django's.
    """
    return models.CheckConstraint(
        name=name,
        condition=Q(**{precision: Precision.DAY})
        | Q(**{precision: Precision.MONTH, f"{day}__endswith": "-01"})
        | Q(**{precision: Precision.YEAR, f"{day}__endswith": "-01-01"}),
        violation_error_message=_(
            "A day known only as a month or a year is entered as the first day of it."
        ),
    )


# From the first agreements of which papers tell to the end of the next century.
FIRST_YEAR, LAST_YEAR = 1900, 2199
OUTSIDE_CENTURIES = _("A day lies between the years 1900 and 2199.")


def sensible_day_constraint(name, *days):
    """Return the rule that days lie within the years of which the register can tell."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    rules = (Q(**{day: None}) | Q(**{f"{day}__range": (first, last)}) for day in days)
    return models.CheckConstraint(
        name=name,
        condition=reduce(and_, rules),
        violation_error_message=OUTSIDE_CENTURIES,
    )


@dataclass(frozen=True)
class Day:
    """A day together with how exactly it is known; false where it is not known at all."""

    on: date | None
    precision: str

    def __bool__(self):
        return self.on is not None

    def __str__(self):
        if self.on is None:
            return ""
        if self.precision == Precision.YEAR:
            return pgettext("a year alone", "%(year)s") % {"year": self.on.year}
        if self.precision == Precision.MONTH:
            return formats.date_format(self.on, "YEAR_MONTH_FORMAT")
        return formats.date_format(self.on, "DATE_FORMAT")

    @property
    def last(self):
        """Return the last day that may be meant, None where it is not known at all."""
        if self.on is None or self.precision == Precision.DAY:
            return self.on
        if self.precision == Precision.YEAR:
            return self.on.replace(month=12, day=31)
        return self.on.replace(day=monthrange(self.on.year, self.on.month)[1])

    @property
    def iso(self):
        """Return the day as ISO 8601 text, no longer than it is known: "2024-09"."""
        length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)
        return self.on.isoformat()[:length] if self.on else ""


class Dated:
    """Something with days, each with a field that says how exactly it is known.

    `DAYS` has that field by the field of the day. `AGREED_DAYS` are those that were agreed on, and
    not reached: they may lie in any year.
    """

    DAYS = {}
    AGREED_DAYS = ()

    @property
    def is_planned(self):
        """Return whether it may still lie ahead: where its status says so."""
        return getattr(self, "status", "") == "planned"

    def day(self, field):
        """Return the Day of one of its days: with how exactly it is known."""
        return Day(getattr(self, field), getattr(self, self.DAYS[field]))
