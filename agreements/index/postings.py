"""The values of one facet, each with the documents that have it.

A document is the place of a record in the index: a whole number from 0, given once. A value is
known by its key, as in `kinds.py`.
"""

from array import array
from collections import defaultdict
from itertools import count

import numpy as np
from pyroaring import BitMap

from .reading import distinct, whole_numbers
from .results import most_frequent

# A facet with more values than this is counted by walking through the documents of a result, unless
# few of its values can be among those that are listed.
MANY_VALUES = 30
# Looking at one value takes as long as walking through so many values of documents.
STEPS_PER_VALUE = 600
# A value with more documents than this keeps them as a bitmap, one with fewer as a plain array.
FEW_DOCUMENTS = 256
WIDTH_LIMIT = 8


def bitmap_of(docs):
    """Return the BitMap of an array of documents (numpy, uint32)."""
    return BitMap(array("I", docs.tobytes()))


def documents_of(bitmap):
    """Return the documents of a BitMap, rising, as an array (numpy, uint32)."""
    return np.frombuffer(bitmap.to_array(), dtype=np.uint32)


def with_room(rows, size):
    """Return the array with room for at least `size` rows, the new ones filled with 0."""
    if size <= len(rows):
        return rows
    grown = np.zeros((size + size // 16 + 64, *rows.shape[1:]), dtype=rows.dtype)
    grown[: len(rows)] = rows
    return grown


def nth_largest(numbers, n):
    """Return the n-th largest of an array's numbers, 0 where it has fewer."""
    return int(np.sort(numbers)[-n]) if n <= len(numbers) else 0


class Postings:
    """The documents of each value of a facet."""

    def all_keys(self):
        """Return the keys of all values that a document has, or had."""
        raise NotImplementedError

    def having(self, keys):
        """Return the BitMap of the documents that have at least one of the keys."""
        return BitMap.union(BitMap(), *map(self._bitmap, keys))

    def count(self, among, limit=None):
        """Return {key: number of documents `among` that have it}, as `most_frequent` chooses."""
        return most_frequent(self._counts(among, limit), limit)

    def count_keys(self, among, keys):
        """Return {key: number of documents `among` that have it} of the keys that occur there."""
        counts = {key: among.intersection_cardinality(self._bitmap(key)) for key in keys}
        return {key: matches for key, matches in counts.items() if matches}


class FewPostings(Postings):
    """A bitmap of documents for each value: what suits a facet that has few."""

    def __init__(self, keys, docs, numbers):
        """Take all keys, and pairs of a document and a key's position as arrays (numpy, uint32)."""
        docs = docs[np.argsort(numbers, kind="stable")]
        sizes = np.bincount(numbers, minlength=len(keys))
        parts = np.split(docs, np.cumsum(sizes)[:-1])
        self._holders = dict(zip(keys, map(bitmap_of, parts), strict=False))

    def all_keys(self):
        return list(self._holders)

    def add(self, doc, keys):
        """Note that a new document has the keys."""
        for key in keys:
            self._holders.setdefault(key, BitMap()).add(doc)

    def discard(self, doc):
        """Forget which keys a document has."""
        for holder in self._holders.values():
            holder.discard(doc)

    def _bitmap(self, key):
        return self._holders.get(key, BitMap())

    def _counts(self, among, limit):
        return self.count_keys(among, self._holders)


class ManyPostings(Postings):
    """The documents of each value and the values of each document: for a facet with thousands.

    The number of a key is its position in `_keys`. `_holders` has the documents of each number, as
    an array, or as a BitMap where they are many; `_sizes` says how many. `_rows` has the numbers of
    each document, counted from 1, then zeros; what a row has no room for is in `_overflow`.
    """

    def __init__(self, keys, docs, numbers, size):
        """Take what FewPostings takes, and the number of all documents."""
        self._keys = list(keys)
        self._numbers = {key: number for number, key in enumerate(self._keys)}
        pairs = distinct(numbers.astype(np.uint64) << np.uint64(32) | docs)
        docs, numbers = pairs.astype(np.uint32), (pairs >> np.uint64(32)).astype(np.uint32)
        self._sizes = np.bincount(numbers, minlength=len(keys)).astype(np.uint32)
        self._holders = [
            part.copy() if len(part) <= FEW_DOCUMENTS else bitmap_of(part)
            for part in np.split(docs, np.cumsum(self._sizes)[:-1])
        ]
        self._largest = ()
        self._fill_rows(docs, numbers, size)

    def _fill_rows(self, docs, numbers, size):
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

    def all_keys(self):
        return list(self._keys)

    def add(self, doc, keys):
        """Note that a new document has the keys."""
        numbers = [self._number(key) for key in keys]
        for number in numbers:
            docs = self._bitmap_of_number(number) | BitMap([doc])
            self._hold(number, docs)
        width = self._rows.shape[1]
        self._rows = with_room(self._rows, doc + 1)
        self._rows[doc, : len(numbers[:width])] = [number + 1 for number in numbers[:width]]
        if numbers[width:]:
            self._overflow[doc] = numbers[width:]

    def discard(self, doc):
        """Forget which keys a document has."""
        row = self._rows[doc].tolist()
        for number in [*(number - 1 for number in row if number), *self._overflow.pop(doc, ())]:
            self._hold(number, self._bitmap_of_number(number) - BitMap([doc]))
        self._rows[doc] = 0

    def _number(self, key):
        if key not in self._numbers:
            self._numbers[key] = len(self._keys)
            self._keys.append(key)
            self._holders.append(np.zeros(0, dtype=np.uint32))
            self._sizes = np.append(self._sizes, np.uint32(0))
            least = np.min_scalar_type(len(self._keys))
            self._rows = self._rows.astype(np.promote_types(least, self._rows.dtype), copy=False)
        return self._numbers[key]

    def _hold(self, number, docs):
        self._holders[number] = documents_of(docs) if len(docs) <= FEW_DOCUMENTS else docs
        self._sizes[number] = len(docs)
        self._largest = ()

    def _bitmap(self, key):
        return self._bitmap_of_number(self._numbers[key]) if key in self._numbers else BitMap()

    def _bitmap_of_number(self, number):
        holder = self._holders[number]
        return holder if isinstance(holder, BitMap) else bitmap_of(holder)

    def _counts(self, among, limit):
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

    def _find_largest(self, limit):
        """Return the numbers of the `limit` values with most documents, of all without a limit."""
        wanted = len(self._keys) if limit is None else min(limit, len(self._keys))
        if len(self._largest) != wanted:
            least = nth_largest(self._sizes, wanted)
            self._largest = np.flatnonzero(self._sizes >= least)[:wanted]
        return self._largest

    def _count_numbers(self, among, numbers):
        return self.count_keys(among, [self._keys[number] for number in numbers.tolist()])

    def _count_by_walking(self, among, limit):
        """Count the values of each document; leave out those that cannot be among the first."""
        rows = self._rows[documents_of(among)]
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
        self._numbering = defaultdict(count(1).__next__, {None: 0})
        self._pks = []
        self._numbers = [np.zeros(0, dtype=np.uint32)]

    def extend(self, pks, keys):
        """Take in primary keys and keys, paired as they stand; None is no key."""
        numbers = map(self._numbering.__getitem__, keys)
        self._pks.append(np.array(pks, dtype=np.int64))
        self._numbers.append(np.fromiter(numbers, dtype=np.uint32, count=len(pks)))

    def through(self, keys):
        """Return the pairs with other keys, as {key: other key} says; where it is silent, None."""
        others = Pairs()
        numbers = [others._numbering[keys.get(key)] for key in self._numbering]
        others._pks = self._pks
        others._numbers = [np.array(numbers, dtype=np.uint32)[part] for part in self._numbers]
        return others

    def postings(self, numbering):
        """Return the Postings for an index whose documents have this Numbering."""
        docs, is_known = numbering.among_first(whole_numbers(self._pks))
        numbers = np.concatenate(self._numbers)
        counts = is_known & (numbers > 0)
        docs, numbers = docs[counts], numbers[counts] - np.uint32(1)
        keys = list(self._numbering)[1:]
        if len(keys) > MANY_VALUES:
            return ManyPostings(keys, docs, numbers, numbering.size)
        return FewPostings(keys, docs, numbers)
