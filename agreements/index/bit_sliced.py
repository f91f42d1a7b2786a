"""For how many agreements the documents of an index stand, as a bit-sliced index (O'Neil)."""

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_of


class BitSliced:
    """The numbers that documents stand for, bit by bit, so that any set of them is quickly summed.

    `_bits[n]` has the documents for whose number, less 1, the n-th bit is set.
    """

    def __init__(self, numbers: np.ndarray):
        """Take the number of each document, from 1 (int64)."""
        extra = numbers - 1
        self._bits = [
            bitmap_of(np.flatnonzero(extra >> bit & 1).astype(np.uint32))
            for bit in range(int(extra.max(initial=0)).bit_length())
        ]

    def add(self, doc: int, number: int) -> None:
        extra = number - 1
        self._bits += [BitMap() for _bit in range(len(self._bits), extra.bit_length())]
        for bit, docs in enumerate(self._bits):
            if extra >> bit & 1:
                docs.add(doc)

    def discard(self, doc: int) -> None:
        for docs in self._bits:
            docs.discard(doc)

    def total(self, among: BitMap) -> tuple[int, int]:
        """Return the sum of the documents of a BitMap, and how many stand for more than 1."""
        extra = sum(
            among.intersection_cardinality(docs) << bit for bit, docs in enumerate(self._bits)
        )
        return len(among) + extra, among.intersection_cardinality(self.above_one())

    def above_one(self) -> BitMap:
        return BitMap.union(BitMap(), *self._bits)
