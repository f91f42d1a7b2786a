"""The days that each record is dated by, from a first to a last one."""

from collections.abc import Iterable
from datetime import date

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_where, with_room
from agreements.models.days import Precision

from .last_asked import with_newest

# Days are counted from the first of the year 1, so that 0 is none.
FIRST_OF_1970 = date(1970, 1, 1).toordinal()
# In days: 179 years, which no meeting lasts.
LONGEST = 65_535
# Readers ask for years and months, mostly the same ones.
MAX_PERIODS = 32


class DaySpans:
    """The first and the last day that the day of each document may be.

    `_first` has the first day, 0 where there is none, `_length` how many days it may be. `_asked`
    has the documents of the periods that were asked lately.
    """

    def __init__(self, size: int):
        """Take how many documents there are; none has a day yet."""
        self._first = np.zeros(size, dtype=np.int32)
        self._length = np.zeros(size, dtype=np.uint16)
        self._asked: dict[tuple[date, date], BitMap] = {}

    def kept(self) -> dict:
        return vars(self) | {"_asked": {}}

    def put(self, docs: np.ndarray, first: np.ndarray, last: np.ndarray) -> None:
        """Have the days of documents (whole numbers) be these (int32), 0 where it has none."""
        size = int(docs.max(initial=-1)) + 1
        self._first, self._length = with_room(self._first, size), with_room(self._length, size)
        self._first[docs] = first
        self._length[docs] = np.where(first, np.minimum(last - first + 1, LONGEST), 0)
        self._asked = {}

    def overlapping(self, first: date, last: date) -> BitMap:
        """Return the documents whose day may be one from a first to a last one.

        They must not be changed.
        """
        found = self._asked.get((first, last))
        if found is None:
            found = self._find(first, last)
            self._asked = with_newest(self._asked, (first, last), found, MAX_PERIODS)
        return found

    def _find(self, first: date, last: date) -> BitMap:
        is_within = self._first <= last.toordinal()
        is_within &= self._first + self._length > first.toordinal()
        return bitmap_where(is_within)


def spans(
    days: Iterable[Iterable], precisions: Iterable[Iterable]
) -> tuple[np.ndarray, np.ndarray]:
    """Return from which first to which last day records are dated (int32), 0 where not at all.

    `days` has a column for each day that dates them, as dates or ISO texts or None, `precisions` a
    column for each that says how exactly it is known.
    """
    firsts, lasts = [], []
    for column, known_to in zip(days, precisions, strict=True):
        first = np.array(list(column), dtype="datetime64[D]")
        last = first.copy()
        for precision, unit in ((Precision.MONTH, "M"), (Precision.YEAR, "Y")):
            is_vague = np.array([known == precision for known in known_to], dtype=bool)
            beyond = first[is_vague].astype(f"datetime64[{unit}]") + 1
            last[is_vague] = beyond.astype("datetime64[D]") - 1
        firsts.append(first)
        lasts.append(last)
    return _ordinals(np.fmin.reduce(firsts)), _ordinals(np.fmax.reduce(lasts))


def _ordinals(days: np.ndarray) -> np.ndarray:
    return np.where(np.isnat(days), 0, days.astype(np.int64) + FIRST_OF_1970).astype(np.int32)
