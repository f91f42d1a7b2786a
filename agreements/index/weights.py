"""For how many agreements the documents of an index stand."""

import numpy as np
from pyroaring import BitMap

from .postings import bitmap_of

# As many as a PositiveIntegerField has.
BITS = 31


class Weights:
    """The numbers that documents stand for, bit by bit, so that any set of them is quickly summed.

    `_bits[n]` has the documents for whose number, less 1, the n-th bit is set.
    """

    def __init__(self, numbers):
        """Take the number of each document, from 1 (numpy, int64)."""
        extra = numbers - 1
        self._bits = [
            bitmap_of(np.flatnonzero(extra >> bit & 1).astype(np.uint32)) for bit in range(BITS)
        ]

    def add(self, doc, number):
        """Note the number of a new document."""
        for bit, docs in enumerate(self._bits):
            if (number - 1) >> bit & 1:
                docs.add(doc)

    def discard(self, doc):
        """Forget the number of a document."""
        for docs in self._bits:
            docs.discard(doc)

    def stood_for(self, among):
        """Return the sum of the documents of a BitMap, and how many stand for more than 1."""
        extra = sum(
            among.intersection_cardinality(docs) << bit for bit, docs in enumerate(self._bits)
        )
        collective = BitMap.union(BitMap(), *self._bits)
        return len(among) + extra, among.intersection_cardinality(collective)
