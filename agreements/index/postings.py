"""The values of one facet, each with the documents that have it.

A document is the place of a record in the index: a whole number from 0, given once. A value is
known by its key, as in `nouns/facets.py`.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from datetime import date

import numpy as np
from pyroaring import BitMap

from agreements.arrays import CONTAINER, FEW, NONE, least_of_first

from .adjacency import Adjacency
from .key_numbers import KeyNumbers
from .results import most_frequent
from .value_rows import ValueRows

Key = Hashable

# In steps of a walk through values of documents (measured), where more than one in sixteen of all
# are counted: a bitmap of fewer has them one by one. Asking a value's bitmap takes half of 1,200
# steps, as smaller values may have to be asked after the large ones, and a step for every six
# documents that it has one by one; 2,500 where the bitmap has to be made first.
STEPS_PER_VALUE = 1_200
DOCS_PER_STEP = 6
STEPS_PER_BITMAP = 2_500
SPARSE = CONTAINER // FEW


class Postings:
    """The documents of each value of a facet."""

    def on(self, day: date | None = None, today: date | None = None) -> "Postings":
        """Return those of a day, None for `today`; most are the same on every day."""
        return self

    def all_keys(self) -> list[Key]:
        """Return the keys of all values that a document has, or had."""
        raise NotImplementedError

    def matching(self, keys: Iterable[Key], among: BitMap | None = None) -> BitMap:
        """Return the BitMap of the documents that have at least one of the keys.

        Those that are not `among` some, where these are given, may be left out.
        """
        return BitMap.union(BitMap(), *map(self._bitmap, keys))

    def with_two(self, keys: Iterable[Key]) -> BitMap:
        """Return the BitMap of the documents that have at least two of the keys."""
        with_one, with_two = BitMap(), BitMap()
        for docs in map(self._bitmap, keys):
            with_two |= with_one & docs
            with_one |= docs
        return with_two

    def stated(self) -> BitMap:
        """Return the BitMap of the documents that have any value."""
        return self.matching(self.all_keys())

    def keys_of(self, doc: int) -> list[Key]:
        """Return the keys that a document has."""
        return [key for key in self.all_keys() if doc in self._bitmap(key)]

    def occurring(self, among: BitMap) -> list[Key]:
        """Return the keys that at least one of some documents has."""
        return [key for key in self.all_keys() if self._bitmap(key).intersect(among)]

    def count(self, among: BitMap, limit: int | None = None) -> dict[Key, int]:
        """Return {key: number of documents `among` that have it}, as `most_frequent` chooses."""
        return most_frequent(self._counts(among, limit), limit)

    def count_each(self, groups: Sequence[BitMap], limit: int | None = None) -> list[dict]:
        """Return what `count` does of each of some groups of documents."""
        return [self.count(docs, limit) for docs in groups]

    def count_keys(self, among: BitMap, keys: Iterable[Key]) -> dict[Key, int]:
        """Return {key: number of documents `among` that have it} of the keys that occur there."""
        counts = {key: among.intersection_cardinality(self._bitmap(key)) for key in keys}
        return {key: matches for key, matches in counts.items() if matches}


class FewPostings(Postings):
    """A bitmap of documents for each value: what suits a facet that has few."""

    def __init__(self, keys: Collection[Key], docs: np.ndarray, numbers: np.ndarray):
        """Take all keys, and pairs of a document and a key's position as arrays (uint32)."""
        of_number = Adjacency(numbers, docs, len(keys))
        self._docs_by_key = {key: of_number.of(number) for number, key in enumerate(keys)}

    def all_keys(self) -> list[Key]:
        return list(self._docs_by_key)

    def matching(self, keys: Iterable[Key], among: BitMap | None = None) -> BitMap:
        # A frequent word leads here from tens of thousands of records, few of which are values.
        wanted = set(keys.tolist() if isinstance(keys, np.ndarray) else keys)
        held = self._docs_by_key.keys() & wanted
        return BitMap.union(BitMap(), *map(self._docs_by_key.get, held))

    def add(self, doc: int, keys: Iterable[Key]) -> None:
        for key in keys:
            self._docs_by_key.setdefault(key, BitMap()).add(doc)

    def discard(self, doc: int) -> None:
        for docs in self._docs_by_key.values():
            docs.discard(doc)

    def _bitmap(self, key: Key) -> BitMap:
        return self._docs_by_key.get(key, BitMap())

    def _counts(self, among: BitMap, limit: int | None) -> dict[Key, int]:
        return self.count_keys(among, self._docs_by_key)


class ManyPostings(Postings):
    """The documents of each value and the values of each document: for a facet with thousands.

    `_keys` has the number of each key, `_docs` the documents of each number, `_rows` the numbers
    of each document.
    """

    def __init__(self, keys: Collection[Key], docs: np.ndarray, numbers: np.ndarray, size: int):
        """Take what FewPostings takes, and the number of all documents."""
        self._keys = KeyNumbers(keys)
        self._docs = Adjacency(numbers, docs, len(keys))
        self._rows = ValueRows(docs, numbers, size, len(keys))

    def matching(self, keys: Iterable[Key], among: BitMap | None = None) -> BitMap:
        numbers = self._keys.numbers(keys)
        if among is not None and len(among) * self._rows.width < self._docs.sizes[numbers].sum():
            is_wanted = np.zeros(len(self._keys), dtype=bool)
            is_wanted[numbers] = True
            return self._rows.with_any(is_wanted, among)
        return self._docs.union(numbers)

    @property
    def size(self) -> int:
        """Return how many documents there are, those of records that are gone among them."""
        return len(self._rows)

    def stated(self) -> BitMap:
        return self._rows.stated()

    def keys_of(self, doc: int) -> list[Key]:
        return self._keys.keys(self._rows.of(doc))

    def all_keys(self) -> list[Key]:
        return self._keys.keys(np.arange(len(self._keys)))

    def add(self, doc: int, keys: Iterable[Key]) -> None:
        numbers = [self._number(key) for key in keys]
        for number in numbers:
            self._docs.put(number, self._docs.of(number) | BitMap([doc]))
        self._rows.put(doc, numbers)

    def discard(self, doc: int) -> None:
        for number in self._rows.of(doc).tolist():
            self._docs.put(number, self._docs.of(number) - BitMap([doc]))
        self._rows.put(doc, [])

    def _number(self, key: Key) -> int:
        before = len(self._keys)
        number = self._keys.add(key)
        if number == before:
            self._docs.put(number, BitMap())
        return number

    def _bitmap(self, key: Key) -> BitMap:
        number = self._keys.number(key)
        return BitMap() if number is None else self._docs.of(number)

    def _counts(self, among: BitMap, limit: int | None) -> dict[Key, int]:
        steps = self._rows.steps(len(among))
        is_sparse = len(among) * SPARSE <= self.size
        if is_sparse or steps <= self._steps(large := self._docs.with_bitmaps()):
            return self._count_by_walking(among, limit)
        counts = self._count_large(among, large, limit)
        # What has fewer documents in all than each of the first has here cannot be among them.
        few = self._docs.without_bitmaps(least_of_first(counts, limit))
        if len(few) * STEPS_PER_BITMAP > steps:
            return self._count_by_walking(among, limit)
        numbers = np.append(large[: len(counts)], few)
        return self._first(numbers, np.append(counts, self._cardinalities(among, few)), limit)

    def _steps(self, large: np.ndarray) -> int:
        """Return after how many steps of a walk numbers with bitmaps are asked sooner."""
        docs = np.minimum(self._docs.sizes[large], self.size // SPARSE)
        return STEPS_PER_VALUE * len(large) + int(docs.sum()) // DOCS_PER_STEP

    def _count_large(self, among: BitMap, large: np.ndarray, limit: int | None) -> np.ndarray:
        """Return the counts of numbers by falling size, up to those too small to be first."""
        part = limit or max(1, len(large))
        counts = NONE
        for start in range(0, len(large), part):
            if self._docs.sizes[large[start]] < least_of_first(counts, limit):
                break
            counts = np.append(counts, self._cardinalities(among, large[start : start + part]))
        return counts

    def _cardinalities(self, among: BitMap, numbers: np.ndarray) -> np.ndarray:
        each = map(self._docs.of, numbers.tolist())
        return np.array([among.intersection_cardinality(docs) for docs in each], dtype=np.int64)

    def count_each(self, groups: Sequence[BitMap], limit: int | None = None) -> list[dict]:
        if sum(map(len, groups)) * SPARSE > self.size:
            return super().count_each(groups, limit)
        numbers = np.arange(len(self._keys))
        table = self._rows.counts_each(groups, len(numbers))
        return [most_frequent(self._first(numbers, counts, limit), limit) for counts in table]

    def _count_by_walking(self, among: BitMap, limit: int | None) -> dict[Key, int]:
        counts = self._rows.counts(among, len(self._keys))
        return self._first(np.arange(len(counts)), counts, limit)

    def _first(self, numbers: np.ndarray, counts: np.ndarray, limit: int | None) -> dict[Key, int]:
        """Return the counts of the numbers that can be among the first so many."""
        are_first = counts >= least_of_first(counts, limit)
        keys = self._keys.keys(numbers[are_first])
        return dict(zip(keys, counts[are_first].tolist(), strict=True))

    def count_pairs(self, among: BitMap, limit: int | None = None) -> dict[tuple[Key, Key], int]:
        """Return {(key, other key): number of documents `among` that have both}, the smaller one
        first, of the pairs that can be among the first so many.
        """
        counts = self._rows.pair_counts(among, len(self._keys))
        found = np.nonzero(counts >= least_of_first(counts, limit))
        ones, others = map(self._keys.keys, found)
        pairs = (tuple(sorted(pair)) for pair in zip(ones, others, strict=True))
        return dict(zip(pairs, counts[found].tolist(), strict=True))


class LinkPostings(Postings):
    """The documents that each record of another noun leads to: by whose names they are found.

    What was written since the first pass stands apart: `_stale` has the documents that were read
    anew, `_fresh` those of each key since.
    """

    def __init__(self, keys: Collection[int], docs: np.ndarray, numbers: np.ndarray):
        """Take all keys, and pairs of a document and a key's position as arrays (uint32)."""
        self._keys = KeyNumbers(keys)
        self._docs = Adjacency(numbers, docs, len(keys))
        self._stale = BitMap()
        self._fresh: dict[int, BitMap] = {}

    def matching(self, keys: Iterable[int], among: BitMap | None = None) -> BitMap:
        wanted = keys if isinstance(keys, np.ndarray) else np.fromiter(keys, dtype=np.int64)
        found = self._docs.union(self._keys.numbers(wanted))
        if not self._stale and not self._fresh:
            return found
        fresh = (self._fresh[key] for key in self._fresh.keys() & set(wanted.tolist()))
        return BitMap.union(found - self._stale, *fresh)

    def add(self, doc: int, keys: Iterable[int]) -> None:
        for key in keys:
            self._fresh.setdefault(key, BitMap()).add(doc)

    def discard(self, doc: int) -> None:
        self._stale.add(doc)
        for docs in self._fresh.values():
            docs.discard(doc)
