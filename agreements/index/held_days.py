"""A day of each document, in two bytes as long as all are within a lifetime of today."""

import numpy as np

from agreements.arrays import with_room

# Days are counted from 1970 on, as numpy does. What may begin or end at any time has these.
EARLIEST, LATEST = np.iinfo(np.int32).min, np.iinfo(np.int32).max
# In the middle of what two bytes hold, which is 1910 to 2089.
MIDDLE = int(np.datetime64("2000-01-01", "D").astype(np.int64))


class HeldDays:
    """The day of each document; EARLIEST and LATEST stand for days before and after all others.

    `_held` counts from MIDDLE on, and has the least and the largest number of its kind for these
    two; it takes four bytes a document once a day asks for them.
    """

    def __init__(self, size: int, day: int):
        """Take how many documents there are, and the day that each has."""
        self._held = np.zeros(size, dtype=np.int16)
        self.put(slice(None), day)

    def make_room(self, size: int) -> None:
        self._held = with_room(self._held, size)

    def put(self, docs: np.ndarray | slice, days: np.ndarray | int) -> None:
        """Have the days of documents be these (whole numbers), or all the same one."""
        held = _held_as(days, self._held.dtype)
        if held is None:
            self._held = _held_as(self.of(slice(None)), np.dtype(np.int32))
            held = _held_as(days, self._held.dtype)
        self._held[docs] = held

    def of(self, docs: slice) -> np.ndarray:
        """Return the days of some documents (int32)."""
        held, limits = self._held[docs], np.iinfo(self._held.dtype)
        days = held.astype(np.int32) + np.int32(MIDDLE)
        days[held == limits.min] = EARLIEST
        days[held == limits.max] = LATEST
        return days


def _held_as(days: np.ndarray | int, kind: np.dtype) -> np.ndarray | None:
    """Return days as numbers of a kind hold them, None where it is too small for one of them."""
    days, limits = np.array(days, dtype=np.int64, ndmin=1), np.iinfo(kind)
    held = days - MIDDLE
    held[days == EARLIEST], held[days == LATEST] = limits.min, limits.max
    are_held = (days == EARLIEST) | (days == LATEST) | ((limits.min < held) & (held < limits.max))
    return held.astype(kind) if are_held.all() else None
