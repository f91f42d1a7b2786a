"""From numbers to documents, as one flat array: thousands of values lead to a million at once."""

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_of, bitmap_where, distinct, ranges

# A number with more documents than this keeps them as a bitmap, which is united at once.
FEW_DOCUMENTS = 256
# Fewer than one in so many of all documents are sorted, more are marked in a row of all.
DENSE = 16


class Adjacency:
    """The documents of each of the numbers 0, 1, 2 ...

    `_sets` has those of numbers that have many, or whose documents have changed since, `_is_set`
    says which. Of the others `_docs` has one after the other, and `_starts` where each begins.
    """

    def __init__(self, numbers: np.ndarray, docs: np.ndarray, count: int):
        """Take pairs of a number and a document (uint32), and how many numbers there are.

        Equal pairs count once.
        """
        # In no order at all they are sorted quickest where equal ones need not keep theirs.
        pairs = distinct(np.sort(numbers.astype(np.uint64) << np.uint64(32) | docs))
        docs = pairs.astype(np.uint32)
        self.sizes = np.bincount(pairs >> np.uint64(32), minlength=count).astype(np.uint32)
        self._size = int(docs.max()) + 1 if len(docs) else 0
        self._is_set = self.sizes > FEW_DOCUMENTS
        ends = np.cumsum(self.sizes, dtype=np.int64)
        self._sets = {
            number: bitmap_of(docs[ends[number] - self.sizes[number] : ends[number]])
            for number in np.flatnonzero(self._is_set).tolist()
        }
        self._docs = docs[~np.repeat(self._is_set, self.sizes)]
        few = np.where(self._is_set, 0, self.sizes)
        self._starts = np.append(0, np.cumsum(few)).astype(np.uint32)

    def of(self, number: int) -> BitMap:
        """Return the documents of a number; they must not be changed."""
        return self._sets[number] if self._is_set[number] else bitmap_of(self._slice(number))

    def union(self, numbers: np.ndarray) -> BitMap:
        """Return the documents that at least one of the numbers (int64) has."""
        is_set = self._is_set[numbers]
        sets = (self._sets[number] for number in numbers[is_set].tolist())
        return BitMap.union(self._united(numbers[~is_set]), *sets)

    def with_bitmaps(self) -> np.ndarray:
        """Return the numbers that have bitmaps, those with most documents first."""
        numbers = np.flatnonzero(self._is_set)
        return numbers[np.argsort(-self.sizes[numbers].astype(np.int64), kind="stable")]

    def without_bitmaps(self, least: int) -> np.ndarray:
        """Return the other numbers that have so many documents at least."""
        return np.flatnonzero(~self._is_set & (self.sizes >= least))

    def put(self, number: int, docs: BitMap) -> None:
        """Have these be the documents of a number; it may be the next one that there is not yet."""
        if number == len(self.sizes):
            self.sizes = np.append(self.sizes, np.uint32(0))
            self._is_set = np.append(self._is_set, True)
        self._sets[number] = docs
        self._is_set[number] = True
        self.sizes[number] = len(docs)

    def _slice(self, number: int) -> np.ndarray:
        return self._docs[self._starts[number] : self._starts[number + 1]]

    def _united(self, numbers: np.ndarray) -> BitMap:
        docs = self._docs[ranges(self._starts[numbers], self.sizes[numbers])]
        if len(docs) * DENSE < self._size:
            return bitmap_of(np.sort(docs))
        is_held = np.zeros(self._size, dtype=bool)
        # An index of another type than numpy's own takes twice the time.
        is_held[docs.astype(np.intp)] = True
        return bitmap_where(is_held)
