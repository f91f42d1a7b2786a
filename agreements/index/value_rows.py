"""The values of each document by their numbers, as a row of an array."""

from collections.abc import Sequence
from functools import reduce
from itertools import combinations
from operator import or_

import numpy as np
from pyroaring import BitMap

from agreements.arrays import NO_DOCS, NONE, bitmap_of, bitmap_where, distinct, docs_of, with_room

WIDTH_LIMIT = 8
# So many bytes make a whole number of one row.
WORD = 8
# Rows are shared where as many documents as this have the same one, on average.
ALIKE = 8


class ValueRows:
    """The numbers of each document, counted from 1 in its row, then zeros.

    Where many documents are alike, `_rows` has each different row once, that of zeros first, and
    `_row_of` the number of each document's row; `_used` of the rows are taken. Else `_rows` has a
    row for each document, and `_row_of` is None. What a row has no room for is in `_overflow`.
    """

    def __init__(self, docs: np.ndarray, numbers: np.ndarray, size: int, count: int):
        """Take pairs of a document and a number from 0 (uint32), and how many there are of each."""
        pairs = distinct(docs.astype(np.uint64) << np.uint64(32) | numbers)
        docs, numbers = (pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32)
        columns = np.arange(len(docs)) - np.searchsorted(docs, docs)
        width = min(int(columns.max()) + 1, WIDTH_LIMIT)
        fits = columns < width
        self._rows = np.zeros((size, width), dtype=np.min_scalar_type(count))
        self._rows[docs[fits], columns[fits]] = numbers[fits] + 1
        self._row_of, self._used = None, size
        self._overflow = {}
        for doc, number in zip(docs[~fits].tolist(), numbers[~fits].tolist(), strict=True):
            self._overflow.setdefault(doc, []).append(number)
        self._share()

    def __len__(self) -> int:
        return len(self._rows if self._row_of is None else self._row_of)

    @property
    def width(self) -> int:
        """Return how many numbers a row has room for."""
        return self._rows.shape[1]

    def steps(self, docs: int) -> int:
        """Return about how many steps it takes to count the numbers of so many documents."""
        if self._row_of is None:
            return docs * self.width
        # Half of the rows that could occur do.
        return docs + min(docs, len(self._rows)) * self.width // 2

    def stated(self) -> BitMap:
        """Return the BitMap of the documents that have any number."""
        has_any = self._rows[:, 0] > 0
        return bitmap_where(has_any if self._row_of is None else has_any.take(self._row_of))

    def of(self, doc: int) -> np.ndarray:
        """Return the numbers of a document, from 0 (int64)."""
        if doc >= len(self):
            return NONE
        row = self._rows[self._places(doc)]
        return np.append(row[row > 0].astype(np.int64) - 1, self._overflow.get(doc, NONE))

    def with_any(self, is_wanted: np.ndarray, among: BitMap) -> BitMap:
        """Return which of some documents have a number that is wanted (bool, by number from 0)."""
        docs = docs_of(among)
        rows = self._rows.take(self._places(docs), axis=0)
        columns = np.append(False, is_wanted).take(rows).T
        found = bitmap_of(docs[reduce(or_, columns)])
        for doc in among & BitMap(self._overflow):
            if is_wanted[self._overflow[doc]].any():
                found.add(doc)
        return found

    def counts(self, among: BitMap, count: int) -> np.ndarray:
        """Return how many documents `among` have each of so many numbers (int64)."""
        rows, times = self._tally(docs_of(among))
        weights = None if times is None else np.repeat(times, self.width)
        counts = np.bincount(rows.ravel(), weights, count + 1)[1:].astype(np.int64, copy=False)
        for doc in among & BitMap(self._overflow):
            counts[self._overflow[doc]] += 1
        return counts

    def counts_each(self, groups: Sequence[BitMap], count: int) -> np.ndarray:
        """Return how many documents of each group have each of so many numbers.

        An array (int64) has a row for each group. All are walked through at once, which suits many
        small groups.
        """
        docs = np.concatenate([NO_DOCS, *map(docs_of, groups)])
        of_group = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        rows = self._rows.take(self._places(docs), axis=0)
        places = rows + of_group[:, np.newaxis] * (count + 1)
        counts = np.bincount(places.ravel(), minlength=len(groups) * (count + 1))
        counts = counts.reshape(len(groups), count + 1)[:, 1:]
        several = BitMap(self._overflow)
        for number, group in enumerate(groups):
            for doc in group & several:
                counts[number, self._overflow[doc]] += 1
        return counts

    def pair_counts(self, among: BitMap, count: int) -> np.ndarray:
        """Return how many documents `among` have both of two of so many numbers.

        An array (int64) has a row for each number, in it each larger one beside which it stands.
        """
        size = count + 1
        several = among & BitMap(self._overflow)
        rows, times = self._tally(docs_of(among - several))
        columns = np.ascontiguousarray(rows.T, dtype=np.intp)
        counts = np.zeros(size * size)
        for one, other in combinations(columns, 2):
            counts += np.bincount(one * size + other, times, size * size)
        counts = counts.astype(np.int64).reshape(size, size)[1:, 1:]
        for doc in several:
            for pair in combinations(self.of(doc), 2):
                counts[pair] += 1
        return np.triu(counts + counts.T, 1)

    def put(self, doc: int, numbers: list[int]) -> None:
        """Have these be the numbers of a document, which may be a new one."""
        self._overflow.pop(doc, None)
        if len(numbers) > self.width:
            self._overflow[doc] = numbers[self.width :]
        row = [number + 1 for number in numbers[: self.width]]
        row += [0] * (self.width - len(row))
        self._rows = _wide_enough(self._rows, max(row))
        if self._row_of is None:
            self._rows = with_room(self._rows, doc + 1)
            self._rows[doc] = row
        else:
            place = self._append(row) if numbers else 0
            self._row_of = _wide_enough(self._row_of, place)
            self._row_of = with_room(self._row_of, doc + 1)
            self._row_of[doc] = place

    def _append(self, row: list[int]) -> int:
        """Return the number of a row that is new, though an equal one may be there."""
        place, self._used = self._used, self._used + 1
        self._rows = with_room(self._rows, self._used)
        self._rows[place] = row
        return place

    def _places(self, docs: np.ndarray | int) -> np.ndarray | int:
        """Return the numbers of the rows of documents."""
        # A thirtieth of the time that an index in brackets takes.
        return docs if self._row_of is None else self._row_of.take(docs)

    def _tally(self, docs: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """Return rows that documents have, and how many have each (float64), None for one each."""
        if self._row_of is None:
            return self._rows.take(docs, axis=0), None
        times = np.bincount(self._row_of.take(docs))
        occurring = np.flatnonzero(times > 0)
        return self._rows.take(occurring, axis=0), times[occurring].astype(np.float64)

    def _share(self) -> None:
        """Have each different row once where many documents are alike."""
        size, width = len(self._rows), self.width * self._rows.itemsize
        if width > WORD:
            return
        padded = np.zeros((size + 1, WORD), dtype=np.uint8)
        padded[:size, :width] = self._rows.view(np.uint8)
        words, row_of = np.unique(padded.view(np.uint64).ravel(), return_inverse=True)
        row_of = row_of[:size].astype(np.min_scalar_type(len(words)))
        if len(words) * ALIKE <= size and row_of.itemsize < width:
            rows = np.ascontiguousarray(words.view(np.uint8).reshape(-1, WORD)[:, :width])
            self._rows, self._row_of, self._used = rows.view(self._rows.dtype), row_of, len(words)


def _wide_enough(numbers: np.ndarray, number: int) -> np.ndarray:
    """Return whole numbers as an array that has room for another one."""
    fits = number < 1 << 8 * numbers.itemsize
    return numbers if fits else numbers.astype(np.min_scalar_type(number))
