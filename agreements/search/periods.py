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


def _named_month(name: str) -> str:
    """Return the pattern of a month by its name in any language, in a group of a name.

    Only Uzbek words bear Uzbek endings: Mardan is no month. Ь is Russian, but often written in
    Uzbek, too.
    """
    uzbek = rf"(?P<uzbek_{name}>(?:{_any_of(words_for_months('uz'))})(?:(?<=[рлн])ь)?)"
    month = rf"(?P<{name}>{uzbek}|{_any_of(NUMBERS)})(?(uzbek_{name}){ENDING})"
    return rf"{month}(?:[ -]?(?:oy|ой){ENDING})?"


NAMED_MONTH = _named_month("month")
ORDINAL = r"(?:st|nd|rd|th)?"
# Spaces are few, so that no text of spaces alone takes long.
SPACES = " {0,2}"
# What stands between the first and the last of some days, months or years.
TO = rf"(?:{SPACES}[-~至到]{SPACES}| {{1,2}}(?:to|till|until|through|по|до) {{1,2}})"
# Days or months of one year that are named together are mostly neighbours: "14 and 15 June 2025".
TO_OR_AND = rf"(?:{TO}| {{1,2}}(?:and|&|и|va|ва) {{1,2}}|[、与與和及])"
YEAR_WORD = (
    "yil(?:lar)?(?:i|gi|da|ning|dagi|dan|ga|gacha)?|йил(?:лар)?(?:и|ги|да|нинг|даги|дан|га|гача)?"
    r"|год(?:а|у|ом|е|ы|ов|ам|ами|ах)?|гг?\.?|yy?\.?|йй?\.?"
)
# What ends a Russian number that is read as a word: 2025-го, 2025-м; often without need, 2025-ого.
ORDINAL_ENDING = "(?:-(?:[ыо]?й|о?го|о?му?)(?!\\w))?"
OF_YEAR = rf"{ORDINAL_ENDING}(?:{SPACES}-?{SPACES}(?:{YEAR_WORD})(?!\w))?"
# The first of some days, with what leads to the last.
FROM_DAY = rf"(?:(?P<from_day>0?[1-9]|[12][0-9]|3[01]){ORDINAL}{TO_OR_AND})?"
FROM_MONTH = (
    rf"(?:(?:(?P<other_day>0?[1-9]|[12][0-9]|3[01]){ORDINAL}(?:-| {{1,2}})(?:of )?)?"
    rf"{_named_month('from_month')}{TO_OR_AND})?"
)
# 13.06.2025-14.06.2025 is of two days, 2025-06-13-5 of none.
NOT_MORE = rf"{NO_WORD_AFTER}(?![./][0-9])"
NOT_MORE_OF_SIGN = rf"{NOT_MORE}(?!(?P=sign)[0-9])"
FORMS = [
    re.compile(f"{NO_WORD_BEFORE}(?<![0-9][.,/]){form}", re.IGNORECASE)
    for form in (
        # 2025-06-13, 2025.06
        rf"{YEAR}(?P<sign>[-./]){MONTH}(?:(?P=sign){DAY})?{NOT_MORE_OF_SIGN}",
        # 13.06.2025, 13/06/2025, 13-14.06.2025; 06.2025
        rf"{FROM_DAY}{DAY}(?P<sign>[-./]){MONTH}(?P=sign){YEAR}{OF_YEAR}{NOT_MORE_OF_SIGN}",
        rf"{MONTH}[./]{YEAR}{OF_YEAR}{NOT_MORE}",
        # 06/28/2025, where the other order would make no day
        rf"{MONTH}(?P<sign>[-/])(?P<day>1[3-9]|2[0-9]|3[01])(?P=sign){YEAR}{NOT_MORE_OF_SIGN}",
        # 13 June 2025, 13th of June, 2025; 13 июня 2025 года; 13-iyun 2025-yil; June 2025;
        # 13–14 June 2025, June–July 2025, 13 June to 2 July 2025
        rf"{FROM_MONTH}(?:{FROM_DAY}{DAY}{ORDINAL}(?:-| {{1,2}})(?:of )?)?{NAMED_MONTH}"
        rf"\.?,?{SPACES}(?:of )?{YEAR}{OF_YEAR}{NO_WORD_AFTER}",
        # June 13, 2025
        rf"{NAMED_MONTH}\.? {{1,2}}{FROM_DAY}{DAY}{ORDINAL},? {{1,2}}{YEAR}{NO_WORD_AFTER}",
        # 2025-yil 13-iyun, 2025 yil iyun
        rf"{YEAR}{OF_YEAR},? {{1,2}}{FROM_MONTH}(?:{FROM_DAY}{DAY}(?:-| {{1,2}}))?"
        rf"{NAMED_MONTH}{NO_WORD_AFTER}",
        # 2025年6月13日, 2025年6月, 2025年; 2025年6月13日至14日, 2025年6月至7月,
        # 2025年6月13日至7月2日
        rf"{YEAR}{SPACES}年(?:{SPACES}(?:(?P<from_month>0?[1-9]|1[0-2]){SPACES}月?"
        rf"(?:{SPACES}(?P<other_day>[0-9]{{1,2}}){SPACES}[日号號])?{TO_OR_AND})?"
        rf"{MONTH}{SPACES}月份?"
        rf"(?:{SPACES}(?:(?P<from_day>[0-9]{{1,2}}){SPACES}[日号號]?{TO_OR_AND})?{DAY}{SPACES}[日号號])?)?度?",
        # 2023/2024, as a year of studies is written
        rf"(?P<from_year>(?:19|20|21)[0-9]{{2}})/{YEAR}{OF_YEAR}{NO_WORD_AFTER}(?![.,/][0-9])",
        # 2025, 2025 года, 2025-yil, 2025-м году, 2025 y.
        rf"{YEAR}{OF_YEAR}{NO_WORD_AFTER}(?![.,/][0-9])",
    )
]
LAST_MONTH = 12
# Chinese has no space behind it: 从2023年到2025年.
FROM_BEFORE = ("从", "從", "自")
BETWEEN = re.compile(TO, re.IGNORECASE)
# 2023-yildan 2025-yilgacha says by its endings what leads from one to the other.
ENDS_AS_FIRST, ENDS_AS_LAST = re.compile("(?:dan|дан)$"), re.compile("(?:gacha|гача)$")
# What opens, joins and closes what is said to be between two: "between 2023 and 2025",
# "2023 va 2025 yillar oralig'ida", 2023年与2025年之间.
SAID_BETWEEN = [
    tuple(re.compile(part, re.IGNORECASE) for part in parts)
    for parts in (
        (r"(?<!\w)(?:between|между) {1,2}\Z", " {1,2}(?:and|&|и) {1,2}", ""),
        (
            "",
            " {1,2}(?:va|bilan|ва|билан) {1,2}",
            r" {1,2}(?:o.?rtasi|orasi|oralig.?i|ўртаси|ораси|оралиғи)(?:da(?:gi)?|да(?:ги)?)(?!\w)",
        ),
        ("", "[与與和及]", f"{SPACES}之?[间間]"),
    )
]
MAX_OPENING = len("between") + 2
ANY_YEAR = re.compile("(?:19|20|21)[0-9]{2}")


@dataclass(frozen=True)
class Period:
    """The days from a first to a last one that a reader names: a day, a month, a year, some years.

    One without a first or a last day has the first or last of all. `written` is how the reader
    names it.
    """

    first: date
    last: date
    written: str = field(default="", compare=False)

    @property
    def year(self) -> str:
        """Return the year that it is, "" of any other period."""
        is_year = self == Period(date(self.first.year, 1, 1), date(self.first.year, 12, 31))
        return str(self.first.year) if is_year else ""

    @property
    def is_one(self) -> bool:
        """Return whether it is a single day, month or year."""
        month = self.first.replace(day=1)
        starts = (
            (self.first, Precision.DAY),
            (month, Precision.MONTH),
            (month.replace(month=1), Precision.YEAR),
        )
        return any(self == Period(start, Day(start, known).last) for start, known in starts)

    @property
    def is_open(self) -> bool:
        """Return whether it has no first or no last day."""
        return date.min == self.first or date.max == self.last

    def holds(self, other: "Period") -> bool:
        """Return whether all days of another period are of this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        if self.is_open:
            day = self.last if date.min == self.first else self.first
            return str(Day(day, Precision.DAY))
        is_months = self.first.day == 1 and Day(self.last, Precision.MONTH).last == self.last
        is_years = is_months and self.first.month == 1 and self.last.month == LAST_MONTH
        precision = Precision.YEAR if is_years else Precision.MONTH if is_months else Precision.DAY
        first, last = (str(Day(day, precision)) for day in (self.first, self.last))
        if first == last:
            return first
        return f"{first}–{last}" if is_years else f"{first} – {last}"


class Found(NamedTuple):
    """A Period in a text, and where it stands in it."""

    start: int
    end: int
    period: Period


def periods_in(plain: str, written: str) -> Iterator[Found]:
    """Yield the periods that stand in a text in plain signs, the longest at each place.

    `written` is the same text as it was written. What no calendar has is no period. From one to
    another is a period, too: "June 2023 to May 2025".
    """
    if not ANY_YEAR.search(plain):
        return
    before = None
    for found in _single_periods(plain, written):
        both = before and _from_to(before, found, plain, written)
        if before and not both:
            yield before
        if both:
            yield both
        before = None if both else found
    if before:
        yield before


def _single_periods(plain: str, written: str) -> Iterator[Found]:
    matches = [match for form in FORMS for match in form.finditer(plain)]
    rest = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        found = _found(match, written) if match.start() >= rest else None
        if found:
            yield found
            rest = found.end


def _found(match: re.Match, written: str) -> Found | None:
    period = _period(match, written)
    if period:
        return Found(*match.span(), period)
    # "Room 20 - 13 June 2025" has one day.
    is_of_days = match.groupdict().get("from_day")
    last_day = match.re.match(match.string, match.start("day")) if is_of_days else None
    return _found(last_day, written) if last_day else None


def _from_to(one: Found, other: Found, plain: str, written: str) -> Found | None:
    """Return the period from one to another, None where the text does not say so."""
    first, last = one.period, other.period
    said = _led(one, other, plain) or _said_between(one, other, plain)
    if not said or last.last < first.last:
        return None
    start, end = said
    return Found(start, end, Period(first.first, last.last, written[start:end]))


def _led(one: Found, other: Found, plain: str) -> tuple[int, int] | None:
    """Return where it stands that one period leads to another, None where it does not."""
    between = plain[one.end : other.start]
    first, last = one.period.written, other.period.written
    by_endings = ENDS_AS_FIRST.search(first) and ENDS_AS_LAST.search(last)
    if not (BETWEEN.fullmatch(between) or (by_endings and between.isspace())):
        return None
    return one.start - plain.endswith(FROM_BEFORE, 0, one.start), other.end


def _said_between(one: Found, other: Found, plain: str) -> tuple[int, int] | None:
    """Return where it stands that something is between two periods, None where it does not."""
    for opening, joining, closing in SAID_BETWEEN:
        opened = opening.search(plain, max(0, one.start - MAX_OPENING), one.start)
        joined = joining.fullmatch(plain, one.end, other.start)
        closed = closing.match(plain, other.end)
        if opened and joined and closed:
            return one.start - len(opened[0]), closed.end()
    return None


def _period(match: re.Match, written: str) -> Period | None:
    parts = {name: _number(text) for name, text in match.groupdict().items() if text}
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    from_month = parts.get("from_month", month)
    from_day = parts.get("other_day") if "from_month" in parts else parts.get("from_day", day)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        last = Day(date(year, month or 1, day or 1), precision).last
        # From December to January.
        is_of_year_before = (from_month or 1) > (month or 1)
        from_year = parts.get("from_year", year - is_of_year_before)
        first = date(from_year, from_month or 1, from_day or 1)
    except ValueError:
        return None
    is_rising = parts.get("from_year") != year and last >= first
    return Period(first, last, written[slice(*match.span())]) if is_rising else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else month_number(text)
