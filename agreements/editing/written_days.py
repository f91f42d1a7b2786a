"""Days as people write them: whole, or a month or a year only; never one that reads in two ways."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.models.days import FIRST_YEAR, LAST_YEAR, OUTSIDE_CENTURIES, Day, Precision
from agreements.models.months import month_number

FORMS = [
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{1,2})(-(?P<day>[0-9]{1,2}))?)?",
        r"((?P<day>[0-9]{1,2})\.)?(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})",
        r"((?P<day>[0-9]{1,2}) )?(?P<month>[a-zа-я]{3,9})\.?,? (?P<year>[0-9]{4})",
        r"(?P<month>[a-zа-я]{3,9})\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})年((?P<month>[0-9]{1,2})月((?P<day>[0-9]{1,2})日)?)?",
        r"(?P<year>[0-9]{4})[- ](yil|йил)(,? ((?P<day>[0-9]{1,2})[- ])?"
        r"(?P<month>[a-zа-я]{3,9}))?",
    )
]
# What Russian writes after a year: "14 июня 2025 г."
YEAR_WORD = re.compile(r"(?<=[0-9]) ?(г\.?|год|года|году)$")
TWO_WAYS = re.compile(r"[0-9]{1,4}/[0-9]{1,2}(/[0-9]{1,4})?", re.ASCII)


def read_day(text: str) -> Day:
    """Return the day that a text names, with how exactly; none for an empty text.

    Raises ValidationError with a sentence that says how to write it.
    """
    text = " ".join(text.split()).lower()
    if not text:
        return Day(None, Precision.DAY)
    if TWO_WAYS.fullmatch(text):
        raise ValidationError(
            _("With strokes, 06/07/2025 is 6 July or 7 June: write 2025-07-06 or 6 July 2025.")
        )
    written = YEAR_WORD.sub("", text)
    match = next(filter(None, (form.fullmatch(written) for form in FORMS)), None)
    if match is None:
        raise ValidationError(_("This is no day: write 2022, 2022-07, 2022-07-29 or 29 July 2022."))
    return _known(match["year"], match["month"], match["day"])


def _known(year: str, month: str | None, day: str | None) -> Day:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValidationError(OUTSIDE_CENTURIES)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        on = date(int(year), _month(month or "1"), int(day or 1))
    except ValueError as error:
        raise ValidationError(_("The calendar has no such day.")) from error
    return Day(on, precision)


def _month(text: str) -> int:
    """Return the number of a month; raise ValueError where it is none."""
    if text.isdigit():
        return int(text)
    number = month_number(text)
    if number is None:
        raise ValueError(text)
    return number
