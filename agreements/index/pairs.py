"""Pairs of a record and a key, as they are read, from which postings are made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import count

import numpy as np

from agreements.arrays import NO_DOCS, NONE

from .doc_ids import DocIds
from .postings import FewPostings, Key, LinkPostings, ManyPostings, Postings
from .value_rows import WIDTH_LIMIT

# A facet with more values than this is counted by walking through the documents of a result, unless
# few of its values can be among those that are listed.
MANY_VALUES = 20
# Where documents have more values than a row has room for, as bodies that work with half of all
# countries, bitmaps take less room and time, up to so many values.
MOST_BITMAPS = 500


class Pairs:
    """Pairs of a record's primary key and a key of a facet, taken in while records are read."""

    def __init__(self):
        # Keys are numbered as they are met; None, of a record without a value, has the number 0.
        self._key_numbers = defaultdict(count(1).__next__, {None: 0})
        self._pks = [NONE]
        self._numbers = [NO_DOCS]

    def extend(self, pks: Collection[int], keys: Iterable[Key]) -> None:
        """Take in primary keys and keys, paired as they stand; None is no key."""
        numbers = map(self._key_numbers.__getitem__, keys)
        self._pks.append(np.fromiter(pks, dtype=np.int64, count=len(pks)))
        self._numbers.append(np.fromiter(numbers, dtype=np.uint32, count=len(pks)))

    def through(self, *ways: Mapping[Key, Key]) -> "Pairs":
        """Return the pairs with other keys, as each {key: other key} says; None where it is silent.

        A pair has as many others as there are ways; some may be the same.
        """
        others = Pairs()
        for keys in ways:
            numbers = [others._key_numbers[keys.get(key)] for key in self._key_numbers]
            others._pks += self._pks
            others._numbers += [np.array(numbers, dtype=np.uint32)[part] for part in self._numbers]
        return others

    def postings(self, doc_ids: DocIds) -> Postings:
        """Return the Postings of a facet, for an index whose documents have these DocIds."""
        keys, docs, numbers = self._known(doc_ids)
        has_few_a_row = len(docs) <= WIDTH_LIMIT * doc_ids.size or len(keys) > MOST_BITMAPS
        if len(keys) > MANY_VALUES and has_few_a_row:
            return ManyPostings(keys, docs, numbers, doc_ids.size)
        return FewPostings(keys, docs, numbers)

    def link_postings(self, doc_ids: DocIds) -> LinkPostings:
        """Return the LinkPostings for an index whose documents have these DocIds."""
        return LinkPostings(*self._known(doc_ids))

    def _known(self, doc_ids: DocIds) -> tuple[list, np.ndarray, np.ndarray]:
        docs, is_known = doc_ids.among_first(np.concatenate(self._pks))
        numbers = np.concatenate(self._numbers)
        counts = is_known & (numbers > 0)
        docs, numbers = docs[counts], numbers[counts] - np.uint32(1)
        return list(self._key_numbers)[1:], docs, numbers
