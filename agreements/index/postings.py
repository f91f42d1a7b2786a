"""The values of one facet, each with the documents that have it.

A document is the place of a record in the index: a whole number from 0, given once. A value is
known by its key, as in `nouns/facets.py`.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date
from itertools import count

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_of, distinct, docs_of, nth_largest, whole_numbers, with_room

from .doc_ids import DocIds
from .results import most_frequent

Key = Hashable

# A facet with more values than this is counted by walking through the documents of a result, unless
# few of its values can be among those that are listed.
MANY_VALUES = 30
# Counting one value by its bitmap costs as much as walking through 600 of a row (measured).
STEPS_PER_VALUE = 600
# A value with more documents than this keeps them as a bitmap, one with fewer as a plain array.
FEW_DOCUMENTS = 256
WIDTH_LIMIT = 8


class Postings:
    """The documents of each value of a facet."""

    def on(self, day: date | None) -> "Postings":
        """Return those of a day, None for today; most are the same on every day."""
        return self

    def all_keys(self) -> list[Key]:
        """Return the keys of all values that a document has, or had."""
        raise NotImplementedError

    def matching(self, keys: Iterable[Key]) -> BitMap:
        """Return the BitMap of the documents that have at least one of the keys."""
        return BitMap.union(BitMap(), *map(self._bitmap, keys))

    def count(self, among: BitMap, limit: int | None = None) -> dict[Key, int]:
        """Return {key: number of documents `among` that have it}, as `most_frequent` chooses."""
        return most_frequent(self._counts(among, limit), limit)

    def count_keys(self, among: BitMap, keys: Iterable[Key]) -> dict[Key, int]:
        """Return {key: number of documents `among` that have it} of the keys that occur there."""
        counts = {key: among.intersection_cardinality(self._bitmap(key)) for key in keys}
        return {key: matches for key, matches in counts.items() if matches}


class FewPostings(Postings):
    """A bitmap of documents for each value: what suits a facet that has few."""

    def __init__(self, keys: Collection[Key], docs: np.ndarray, numbers: np.ndarray):
        """Take all keys, and pairs of a document and a key's position as arrays (uint32)."""
        docs = docs[np.argsort(numbers, kind="stable")]
        sizes = np.bincount(numbers, minlength=len(keys))
        parts = np.split(docs, np.cumsum(sizes)[:-1])
        self._docs_by_key = dict(zip(keys, map(bitmap_of, parts), strict=False))

    def all_keys(self) -> list[Key]:
        return list(self._docs_by_key)

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

    The number of a key is its position in `_keys`. `_doc_sets` has the documents of each number, as
    an array, or as a BitMap where they are many; `_sizes` says how many. `_rows` has the numbers of
    each document, counted from 1, then zeros; what a row has no room for is in `_overflow`.
    """

    def __init__(self, keys: Collection[Key], docs: np.ndarray, numbers: np.ndarray, size: int):
        """Take what FewPostings takes, and the number of all documents."""
        self._keys = list(keys)
        self._numbers = {key: number for number, key in enumerate(self._keys)}
        pairs = distinct(numbers.astype(np.uint64) << np.uint64(32) | docs)
        docs, numbers = pairs.astype(np.uint32), (pairs >> np.uint64(32)).astype(np.uint32)
        self._sizes = np.bincount(numbers, minlength=len(keys)).astype(np.uint32)
        self._doc_sets = [
            part.copy() if len(part) <= FEW_DOCUMENTS else bitmap_of(part)
            for part in np.split(docs, np.cumsum(self._sizes)[:-1])
        ]
        self._largest = np.zeros(0, dtype=np.int64)
        self._fill_rows(docs, numbers, size)

    def _fill_rows(self, docs: np.ndarray, numbers: np.ndarray, size: int) -> None:
        order = np.argsort(docs, kind="stable")
        docs, numbers = docs[order], numbers[order]
        columns = np.arange(len(docs)) - np.searchsorted(docs, docs)
        width = min(int(columns.max()) + 1, WIDTH_LIMIT)
        self._rows = np.zeros((size, width), dtype=np.min_scalar_type(len(self._keys)))
        fits = columns < self._rows.shape[1]
        self._rows[docs[fits], columns[fits]] = numbers[fits] + 1
        self._overflow = {}
        for doc, number in zip(docs[~fits].tolist(), numbers[~fits].tolist(), strict=True):
            self._overflow.setdefault(doc, []).append(number)

    def all_keys(self) -> list[Key]:
        return list(self._keys)

    def add(self, doc: int, keys: Iterable[Key]) -> None:
        numbers = [self._number(key) for key in keys]
        for number in numbers:
            docs = self._bitmap_of_number(number) | BitMap([doc])
            self._keep(number, docs)
        width = self._rows.shape[1]
        self._rows = with_room(self._rows, doc + 1)
        self._rows[doc, : len(numbers[:width])] = [number + 1 for number in numbers[:width]]
        if numbers[width:]:
            self._overflow[doc] = numbers[width:]

    def discard(self, doc: int) -> None:
        row = self._rows[doc].tolist()
        for number in [*(number - 1 for number in row if number), *self._overflow.pop(doc, ())]:
            self._keep(number, self._bitmap_of_number(number) - BitMap([doc]))
        self._rows[doc] = 0

    def _number(self, key: Key) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._keys)
            self._keys.append(key)
            self._doc_sets.append(np.zeros(0, dtype=np.uint32))
            self._sizes = np.append(self._sizes, np.uint32(0))
            least = np.min_scalar_type(len(self._keys))
            self._rows = self._rows.astype(np.promote_types(least, self._rows.dtype), copy=False)
        return self._numbers[key]

    def _keep(self, number: int, docs: BitMap) -> None:
        self._doc_sets[number] = docs_of(docs) if len(docs) <= FEW_DOCUMENTS else docs
        self._sizes[number] = len(docs)
        self._largest = np.zeros(0, dtype=np.int64)

    def _bitmap(self, key: Key) -> BitMap:
        return self._bitmap_of_number(self._numbers[key]) if key in self._numbers else BitMap()

    def _bitmap_of_number(self, number: int) -> BitMap:
        docs = self._doc_sets[number]
        return docs if isinstance(docs, BitMap) else bitmap_of(docs)

    def _counts(self, among: BitMap, limit: int | None) -> dict[Key, int]:
        steps = len(among) * self._rows.shape[1]
        largest = self._find_largest(limit)
        if steps <= len(largest) * STEPS_PER_VALUE:
            return self._count_by_walking(among, limit)
        counts = self._count_numbers(among, largest)
        # What has fewer documents in all than each of these has here cannot be among the first.
        least = min(counts.values()) if len(counts) == limit else 0
        is_candidate = self._sizes >= least
        is_candidate[largest] = False
        others = np.flatnonzero(is_candidate)
        if len(others) * STEPS_PER_VALUE > steps:
            return self._count_by_walking(among, limit)
        return counts | self._count_numbers(among, others)

    def _find_largest(self, limit: int | None) -> np.ndarray:
        """Return the numbers of the `limit` values with most documents, of all without a limit."""
        wanted = len(self._keys) if limit is None else min(limit, len(self._keys))
        if len(self._largest) != wanted:
            least = nth_largest(self._sizes, wanted)
            self._largest = np.flatnonzero(self._sizes >= least)[:wanted]
        return self._largest

    def _count_numbers(self, among: BitMap, numbers: np.ndarray) -> dict[Key, int]:
        return self.count_keys(among, [self._keys[number] for number in numbers.tolist()])

    def _count_by_walking(self, among: BitMap, limit: int | None) -> dict[Key, int]:
        """Count the values of each document; leave out those that cannot be among the first."""
        rows = self._rows[docs_of(among)]
        counts = np.bincount(rows.ravel(), minlength=len(self._keys) + 1)[1:]
        for doc in among & BitMap(self._overflow):
            counts[self._overflow[doc]] += 1
        least = 1 if limit is None else max(1, nth_largest(counts, limit))
        numbers = np.flatnonzero(counts >= least)
        return {
            self._keys[number]: matches
            for number, matches in zip(numbers.tolist(), counts[numbers].tolist(), strict=True)
        }


class Pairs:
    """Pairs of a record's primary key and a key of a facet, taken in while records are read."""

    def __init__(self):
        # Keys are numbered as they are met; None, of a record without a value, has the number 0.
        self._key_numbers = defaultdict(count(1).__next__, {None: 0})
        self._pks = []
        self._numbers = [np.zeros(0, dtype=np.uint32)]

    def extend(self, pks: Collection[int], keys: Iterable[Key]) -> None:
        """Take in primary keys and keys, paired as they stand; None is no key."""
        numbers = map(self._key_numbers.__getitem__, keys)
        self._pks.append(np.array(pks, dtype=np.int64))
        self._numbers.append(np.fromiter(numbers, dtype=np.uint32, count=len(pks)))

    def through(self, keys: Mapping[Key, Key]) -> "Pairs":
        """Return the pairs with other keys, as {key: other key} says; where it is silent, None."""
        others = Pairs()
        numbers = [others._key_numbers[keys.get(key)] for key in self._key_numbers]
        others._pks = self._pks
        others._numbers = [np.array(numbers, dtype=np.uint32)[part] for part in self._numbers]
        return others

    def postings(self, doc_ids: DocIds) -> Postings:
        """Return the Postings for an index whose documents have these DocIds."""
        docs, is_known = doc_ids.among_first(whole_numbers(self._pks))
        numbers = np.concatenate(self._numbers)
        counts = is_known & (numbers > 0)
        docs, numbers = docs[counts], numbers[counts] - np.uint32(1)
        keys = list(self._key_numbers)[1:]
        if len(keys) > MANY_VALUES:
            return ManyPostings(keys, docs, numbers, doc_ids.size)
        return FewPostings(keys, docs, numbers)
