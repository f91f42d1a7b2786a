"""Whole numbers as arrays of numpy, and as compressed bitmaps."""

from array import array
from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

NONE = np.zeros(0, dtype=np.int64)
NO_DOCS = np.zeros(0, dtype=np.uint32)
# From here on whole numbers do not fit into uint32.
WIDE = 1 << 32
# Looking for one number takes as long as putting down the places of so many.
MANY = 32
# In Roaring's portable format: what a bitmap without runs begins with, how many numbers a container
# is for, and the most that it has one by one and not as bits.
NO_RUNS = 12346
CONTAINER = 1 << 16
FEW = 1 << 12


def whole_numbers(parts: Iterable[Iterable[int]]) -> np.ndarray:
    """Return parts of whole numbers as one array (int64)."""
    return np.concatenate([NONE, *(np.fromiter(part, dtype=np.int64) for part in parts)])


def narrow(numbers: np.ndarray) -> np.ndarray:
    """Return whole numbers (int64) in half of the room where all of them fit (uint32)."""
    fit = not len(numbers) or (numbers.min() >= 0 and numbers.max() < WIDE)
    return numbers.astype(np.uint32) if fit else numbers


def distinct(numbers: np.ndarray) -> np.ndarray:
    """Return the different numbers of an array of whole numbers, rising."""
    # A stable sort is quickest where they are made of a few rising parts. Of others, too, np.unique
    # takes twenty times as long, as it has each number's hash looked up (measured).
    numbers = np.sort(numbers, kind="stable")
    return numbers[np.diff(numbers, prepend=numbers[:1] - 1) != 0]


def places_among(numbers: np.ndarray, rising: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where numbers stand among others that rise, and whether each is there (bool).

    The place of one that is not there is any. Both are of whole numbers, int64 or uint32.
    """
    if not len(rising):
        return np.zeros(len(numbers), dtype=np.int64), np.zeros(len(numbers), dtype=bool)
    # Most keys lack none between the first and the last.
    places = np.clip(numbers - rising[0], 0, len(rising) - 1)
    is_there = rising[places] == numbers
    if not is_there.all():
        first, last = int(rising[0]), int(rising[-1])
        # Of another type than those that rise, all of these would be copied.
        within = np.clip(numbers, first, last).astype(rising.dtype)
        if last - first < MANY * len(numbers):
            place_of = np.zeros(last - first + 1, dtype=np.uint32)
            place_of[rising - first] = np.arange(len(rising), dtype=np.uint32)
            places = place_of[within - first].astype(np.int64)
        else:
            places = np.searchsorted(rising, within)
        is_there = rising[places] == numbers
    return places, is_there


def are_held(rising: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Return of whole numbers that rise whether each is among others, mostly more (bool)."""
    if not len(rising):
        return np.zeros(0, dtype=bool)
    first, last = int(rising[0]), int(rising[-1])
    if last - first >= MANY * len(numbers):
        return np.isin(rising, numbers)
    within = numbers[(numbers >= first) & (numbers <= last)]
    return are_among(rising - first, within.astype(np.int64) - first, last - first + 1)


def are_among(numbers: np.ndarray, wanted: np.ndarray, size: int) -> np.ndarray:
    """Return of each number whether it is one of those wanted (bool), all less than some size."""
    if len(wanted) == 1:
        return numbers == wanted[0]
    is_wanted = np.zeros(size, dtype=bool)
    is_wanted[wanted] = True
    return is_wanted.take(numbers)


def bitmap_of(docs: np.ndarray) -> BitMap:
    """Return the BitMap of an array of documents (uint32).

    In any other order than a rising one they take up to ten times as long.
    """
    return BitMap(array("I", docs.tobytes()))


def bitmap_where(is_held: np.ndarray) -> BitMap:
    """Return the BitMap of the places at which an array (bool) is true.

    It is read from Roaring's format: where many are true, in a tenth of the time of `bitmap_of`.
    """
    heads, parts = [], []
    for key, start in enumerate(range(0, len(is_held), CONTAINER)):
        block = is_held[start : start + CONTAINER]
        if size := np.count_nonzero(block):
            heads.append((key, size - 1))
            parts.append(_bits(block) if size > FEW else _places(block))
    if not parts:
        return BitMap()
    offsets = np.cumsum([8 + 8 * len(parts), *map(len, parts[:-1])])
    columns = (([NO_RUNS, len(parts)], "<u4"), (heads, "<u2"), (offsets, "<u4"))
    return BitMap.deserialize(
        b"".join([*(np.array(n, kind).tobytes() for n, kind in columns), *parts])
    )


def _bits(block: np.ndarray) -> bytes:
    return np.packbits(block, bitorder="little").tobytes().ljust(CONTAINER // 8, b"\0")


def _places(block: np.ndarray) -> bytes:
    return np.flatnonzero(block).astype("<u2").tobytes()


def docs_of(bitmap: BitMap) -> np.ndarray:
    """Return the documents of a BitMap, rising, as an array (uint32)."""
    return np.frombuffer(bitmap.to_array(), dtype=np.uint32)


def with_room(rows: np.ndarray, size: int) -> np.ndarray:
    """Return the array with room for at least `size` rows, the new ones filled with 0."""
    if size <= len(rows):
        return rows
    grown = np.zeros((size + size // 16 + 64, *rows.shape[1:]), dtype=rows.dtype)
    grown[: len(rows)] = rows
    return grown


def least_of_first(counts: np.ndarray, limit: int | None) -> int:
    """Return the least count, from 1, with which one can be among the so many largest ones."""
    occurring = counts[counts > 0]
    if limit is None or limit > len(occurring):
        return 1
    # Out of thousands, most of them equal, the largest take numpy thirty times as long to find as
    # the smallest (measured).
    return -int(np.partition(-occurring, limit - 1)[limit - 1])


def ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the whole numbers (int64) of ranges, one after the other: of each from its start on.

    Starts are whole numbers, sizes too, from 0.
    """
    starts, sizes = starts.astype(np.int64), sizes.astype(np.int64)
    if len(starts) == 1:
        # A twentieth of the time that several ranges of as many numbers take (measured).
        return np.arange(starts[0], starts[0] + sizes[0])
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(total)
