"""Years, months and days as they stand in a reader's text, in four languages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from agreements.models.days import Day, Precision
from agreements.models.months import NUMBERS, month_number, words_for_months

from .plain import NO_WORD_AFTER, NO_WORD_BEFORE

YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
MONTH = r"(?P<month>0?[1-9]|1[0-2])"
DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# The Uzbek endings of what a date stands in: "2025-yil iyunda", "iyun oyida", "сентябргача".
ENDING = "(?:[iи]?(?:da(?:gi|n)?|ga(?:cha)?|ning|да(?:ги|н)?|га(?:ча)?|нинг)|[iи])?"
# Only Uzbek words bear them: Mardan is no month. Ь is Russian, but often written in Uzbek, too.
NAMED_MONTH = (
    rf"(?P<month>(?P<uzbek>(?:{_any_of(words_for_months('uz'))})(?:(?<=[рлн])ь)?)"
    rf"|{_any_of(NUMBERS)})(?(uzbek){ENDING})(?:[ -]?(?:oy|ой){ENDING})?"
)
ORDINAL = r"(?:st|nd|rd|th)?"
# Spaces are few, so that no text of spaces alone takes long.
SPACES = " {0,2}"
YEAR_WORD = (
    "yil(?:i|gi|da|ning|dagi|dan|ga)?|йил(?:и|ги|да|нинг|даги|дан|га)?"
    r"|год(?:а|у|ом|е)?|г\.?"
)
OF_YEAR = rf"(?:{SPACES}-?{SPACES}(?:{YEAR_WORD})(?!\w))?"
FORMS = [
    re.compile(f"{NO_WORD_BEFORE}(?<![0-9][.,/]){form}", re.IGNORECASE)
    for form in (
        # 2025-06-13, 2025.06
        rf"{YEAR}(?P<sign>[-./]){MONTH}(?:(?P=sign){DAY})?{NO_WORD_AFTER}(?![-./][0-9])",
        # 13.06.2025, 13/06/2025; 06.2025
        rf"{DAY}(?P<sign>[-./]){MONTH}(?P=sign){YEAR}{OF_YEAR}{NO_WORD_AFTER}(?![-./][0-9])",
        rf"{MONTH}[./]{YEAR}{OF_YEAR}{NO_WORD_AFTER}(?![-./][0-9])",
        # 13 June 2025, 13th of June, 2025; 13 июня 2025 года; 13-iyun 2025-yil; June 2025
        rf"(?:{DAY}{ORDINAL}(?:-| {{1,2}})(?:of )?)?{NAMED_MONTH}"
        rf"\.?,?{SPACES}(?:of )?{YEAR}{OF_YEAR}{NO_WORD_AFTER}",
        # June 13, 2025
        rf"{NAMED_MONTH}\.? {{1,2}}{DAY}{ORDINAL},? {{1,2}}{YEAR}{NO_WORD_AFTER}",
        # 2025-yil 13-iyun, 2025 yil iyun
        rf"{YEAR}{OF_YEAR},? {{1,2}}(?:{DAY}(?:-| {{1,2}}))?{NAMED_MONTH}{NO_WORD_AFTER}",
        # 2025年6月13日, 2025年6月, 2025年
        rf"{YEAR}{SPACES}年(?:{SPACES}{MONTH}{SPACES}月份?(?:{SPACES}{DAY}{SPACES}[日号號])?)?度?",
        # 2020-2025
        rf"{YEAR}{SPACES}-{SPACES}(?P<last>(?:19|20|21)[0-9]{{2}}){OF_YEAR}{NO_WORD_AFTER}",
        # 2025, 2025 года, 2025-yil
        rf"{YEAR}{OF_YEAR}{NO_WORD_AFTER}(?![.,/][0-9])",
    )
]
ANY_YEAR = re.compile("(?:19|20|21)[0-9]{2}")


@dataclass(frozen=True)
class Period:
    """The days from a first to a last one that a reader names: a day, a month, a year, some years.

    `written` is how the reader names it.
    """

    first: date
    last: date
    written: str = field(default="", compare=False)

    @property
    def year(self) -> str:
        """Return the year that it is, "" of any other period."""
        is_year = self == Period(date(self.first.year, 1, 1), date(self.first.year, 12, 31))
        return str(self.first.year) if is_year else ""

    def __str__(self) -> str:
        for precision in Precision.DAY, Precision.MONTH, Precision.YEAR:
            day = Day(self.first, precision)
            if day.last == self.last:
                return str(day)
        return f"{self.first.year}–{self.last.year}"


class Found(NamedTuple):
    """A Period in a text, and where it stands in it."""

    start: int
    end: int
    period: Period


def periods_in(plain: str, written: str) -> Iterator[Found]:
    """Yield the periods that stand in a text in plain signs, the longest at each place.

    `written` is the same text as it was written. What no calendar has is no period.
    """
    if not ANY_YEAR.search(plain):
        return
    matches = [match for form in FORMS for match in form.finditer(plain)]
    rest = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        period = _period(match, written) if match.start() >= rest else None
        if period:
            yield Found(*match.span(), period)
            rest = match.end()


def _period(match: re.Match, written: str) -> Period | None:
    parts = match.groupdict()
    year, month, day = int(parts["year"]), parts.get("month"), parts.get("day")
    if month:
        month = int(month) if month.isdecimal() else month_number(month)
    try:
        first = date(year, month or 1, int(day or 1))
    except ValueError:
        return None
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    last = date(int(parts["last"]), 12, 31) if parts.get("last") else Day(first, precision).last
    return Period(first, last, written[slice(*match.span())]) if last >= first else None
