"""Times without a first or a last day: since 2024, после 2023 года, 2015 yilgacha, 2015年以前."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from .periods import Found, Period

ONE_DAY = timedelta(days=1)
# What stands before a day, what it ends with and what stands behind it.
Words = tuple[str, str, str]

FROM_ITS_FIRST: tuple[Words, ...] = (
    ("since|с|со|начиная с", "", ""),
    ("from", "", "on|onwards?"),
    ("", "", "onwards?"),
    ("", "dan|дан", "beri|buyon|boshlab|бери|буён|бошлаб"),
)
FROM_ITS_LAST: tuple[Words, ...] = (
    ("after|после", "", ""),
    ("", "dan|дан", "keyin|so.?ng|кейин|сўнг"),
)
TO_ITS_FIRST: tuple[Words, ...] = (
    ("before|prior to|ранее|раньше", "", ""),
    ("", "dan|дан", "oldin|avval|олдин|аввал"),
)
# As between two: "с 2023 до 2025" has all of 2025.
TO_ITS_LAST: tuple[Words, ...] = (
    ("until|till|up to|до", "", ""),
    ("", "gacha|гача", ""),
)
# After what stands behind: 2024-yildan by itself.
BY_ITS_ENDING: tuple[Words, ...] = (("", "dan|дан", ""),)
MAX_BEFORE = len("начиная с") + 3


def _patterns(words: Words) -> tuple[re.Pattern, ...]:
    before, ending, behind = words
    return (
        re.compile(rf"(?<!\w)(?:{before}) {{1,2}}\Z" if before else "", re.IGNORECASE),
        re.compile(rf"(?:{ending})\Z", re.IGNORECASE),
        re.compile(rf" {{1,2}}(?:{behind})(?!\w)" if behind else "", re.IGNORECASE),
    )


def _in_chinese(behind: str) -> tuple[re.Pattern, ...]:
    after = re.compile(rf"(?:{behind})(?![\u3400-\u9fff])")
    return re.compile(r"[自从從]?\Z"), re.compile(""), after


def _since(period: Period) -> Period:
    return replace(period, last=date.max)


def _after(period: Period) -> Period:
    return replace(period, first=period.last + ONE_DAY, last=date.max)


def _before(period: Period) -> Period:
    return replace(period, first=date.min, last=period.first - ONE_DAY)


def _until(period: Period) -> Period:
    return replace(period, first=date.min)


# Alone they may begin another word: 后勤, 起草.
IN_CHINESE = (("以来|起", _since), ("以后|之后|后", _after), ("以前|之前|前", _before))
IN_OTHERS = (
    (FROM_ITS_FIRST, _since),
    (FROM_ITS_LAST, _after),
    (TO_ITS_FIRST, _before),
    (TO_ITS_LAST, _until),
    (BY_ITS_ENDING, _since),
)
# What is said beside a day, a month or a year, and the time that is meant.
SAID: list[tuple[tuple[re.Pattern, ...], Callable[[Period], Period]]] = [
    *((_in_chinese(behind), meant) for behind, meant in IN_CHINESE),
    *((_patterns(words), meant) for some, meant in IN_OTHERS for words in some),
]


def opened(found: Found, plain: str, written: str) -> Found:
    """Return a period with the words beside it that say that it is a first or a last one.

    What is from one to another is neither.
    """
    if not found.period.is_one:
        return found
    for (before, ending, behind), meant in SAID:
        opening = before.search(plain, max(0, found.start - MAX_BEFORE), found.start)
        closing = behind.match(plain, found.end)
        if opening and closing and ending.search(found.period.written):
            start, end = found.start - len(opening[0]), closing.end()
            return Found(start, end, replace(meant(found.period), written=written[start:end]))
    return found
