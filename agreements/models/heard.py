"""Whether anybody has written of an agreement lately."""

from datetime import date

from django.db import models
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .citation import Citation
from .days import Precision

YEARS = 2


class Heard(models.TextChoices):
    """Whether a source wrote of an agreement in the two years before a day, or since."""

    LATELY = "lately", _("Written of within two years")
    LONG_AGO = "long-ago", _("Not written of for two years")
    NOT_KNOWN = "not-known", _("No dated source")


def since(on: date) -> date:
    """Return the first of the days that are no more than two years before a day."""
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - YEARS, day=28 if is_leap_day else on.day)


def heard_expression(on=None):
    """Return the SQL expression of Heard as seen from a day, today by default.

    The newest source that has a day tells, whatever it says of the agreement. A month or a year
    stands for its last day.
    """
    first = since(on or timezone.localdate())
    firsts = {
        Precision.DAY: first,
        Precision.MONTH: first.replace(day=1),
        Precision.YEAR: first.replace(month=1, day=1),
    }
    lately = Q()
    for precision, day in firsts.items():
        lately |= Q(source__published_precision=precision, source__published_on__gte=day)
    telling = Citation.objects.order_by().filter(agreement=OuterRef("pk"))
    return Case(
        When(Exists(telling.filter(lately)), then=Value(Heard.LATELY)),
        When(
            Exists(telling.filter(source__published_on__isnull=False)), then=Value(Heard.LONG_AGO)
        ),
        default=Value(Heard.NOT_KNOWN),
        output_field=CharField(),
    )
