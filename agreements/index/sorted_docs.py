"""The documents of the index in one order, and the way to any page of any part of them."""

from bisect import bisect_right

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_of, docs_of, with_room

# So many documents make a block; twice as many are cut in two.
BLOCK = 2048
# The most room between two neighbours: sixteen times a document fits between the same two.
GAP = 1 << 16
# Half of the labels that there are is left for documents that come last: the newest ones, often.
MOST = 1 << 32


class SortedDocs:
    """Documents in one order, cut into blocks so that the n-th of a part is found without a walk.

    `_labels` has a rising number for each document, with gaps into which others fit. A block is the
    BitMap of the documents between its lowest label in `_starts` and that of the next block.
    `keyless` has the documents that come last in both directions.
    """

    def __init__(self, docs: np.ndarray, keyless: np.ndarray, size: int):
        """Take all documents in order and those without a key (uint32), and how many there are."""
        self._labels = np.zeros(size, dtype=np.uint32)
        self.keyless = bitmap_of(keyless)
        self._lay_out(docs)

    def _lay_out(self, docs: np.ndarray) -> None:
        self._gap = max(2, min(GAP, MOST // 2 // (len(docs) + 1)))
        self._labels[docs] = (np.arange(len(docs), dtype=np.int64) + 1) * self._gap
        firsts = range(0, max(len(docs), 1), BLOCK)
        self._starts = [first and (first + 1) * self._gap for first in firsts]
        self._blocks = [bitmap_of(docs[first : first + BLOCK]) for first in firsts]

    def part(self, among: BitMap, start: int, stop: int, *, descending: bool = False) -> list[int]:
        """Return the documents from `start` up to `stop` of those `among`, in order."""
        if not descending:
            return self._rising(among, start, stop)
        keyed, keyless = among - self.keyless, among & self.keyless
        first = self._falling(keyed, start, min(stop, len(keyed)))
        return first + self._falling(keyless, max(start - len(keyed), 0), stop - len(keyed))

    def all(self, among: BitMap, *, descending: bool = False) -> np.ndarray:
        """Return all documents of those `among` (uint32), in order."""
        if not descending:
            return self._in_order(among)
        keyed, keyless = among - self.keyless, among & self.keyless
        return np.concatenate([self._in_order(keyed)[::-1], self._in_order(keyless)[::-1]])

    def position(self, among: BitMap, doc: int, *, descending: bool = False) -> int:
        """Return how many documents `among` come before the document."""
        if not descending:
            return self._rank(among, doc)
        keyed, keyless = among - self.keyless, among & self.keyless
        if doc in self.keyless:
            return len(keyed) + len(keyless) - 1 - self._rank(keyless, doc)
        return len(keyed) - 1 - self._rank(keyed, doc)

    def passed(
        self, among: BitMap, below: int | None, *, is_there: bool, has_key: bool, descending: bool
    ) -> int:
        """Return how many documents `among` come before a place, and at it where one `is_there`.

        `below` is the document just before the place as the order rises, None where it is first;
        a place that `has_key` no key is among those that come last.
        """
        lower = 0 if below is None else self._rank(among, below) + (below in among)
        if not descending:
            return lower + is_there
        keyed = len(among) - among.intersection_cardinality(self.keyless)
        return keyed - lower if has_key else len(among) + keyed - lower

    def insert(self, doc: int, before: int | None, *, has_key: bool) -> None:
        """Place a new document right after the document `before`, first where that is None."""
        self._labels = with_room(self._labels, doc + 1)
        label = self._free_label(before)
        if label is None:
            self._relabel(self._block_of(before))
            label = self._free_label(before)
        self._labels[doc] = label
        number = bisect_right(self._starts, label) - 1
        self._blocks[number].add(doc)
        if not has_key:
            self.keyless.add(doc)
        if len(self._blocks[number]) > 2 * BLOCK:
            self._cut(number)

    def discard(self, doc: int) -> None:
        self._blocks[self._block_of(doc)].discard(doc)
        self.keyless.discard(doc)

    def _falling(self, among: BitMap, start: int, stop: int) -> list[int]:
        if start >= stop:
            return []
        size = len(among)
        return self._rising(among, max(size - stop, 0), size - start)[::-1]

    def _rising(self, among: BitMap, start: int, stop: int) -> list[int]:
        size = len(among)
        stop = min(stop, size)
        if start >= stop:
            return []
        if size <= BLOCK:
            return self._in_order(among)[start:stop].tolist()
        from_end = start > size // 2
        blocks, skip = (reversed(self._blocks), size - stop) if from_end else (self._blocks, start)
        near = BitMap()
        for block in blocks:
            matches = among.intersection_cardinality(block)
            if not near and matches <= skip:
                skip -= matches
            else:
                near |= among & block
            if len(near) >= skip + stop - start:
                break
        docs = self._in_order(near)
        end = len(docs) - skip if from_end else skip + stop - start
        return docs[end - (stop - start) : end].tolist()

    def _rank(self, among: BitMap, doc: int) -> int:
        number = self._block_of(doc)
        before = sum(among.intersection_cardinality(block) for block in self._blocks[:number])
        near = docs_of(among & self._blocks[number])
        return before + int(np.count_nonzero(self._labels[near] < self._labels[doc]))

    def _in_order(self, bitmap: BitMap) -> np.ndarray:
        docs = docs_of(bitmap)
        return docs[np.argsort(self._labels[docs])]

    def _block_of(self, doc: int | None) -> int:
        return 0 if doc is None else bisect_right(self._starts, int(self._labels[doc])) - 1

    def _free_label(self, before: int | None) -> int | None:
        """Return a label between a document and its successor, None where there is none left."""
        lowest = 0 if before is None else int(self._labels[before])
        number = self._block_of(before)
        for block in self._blocks[number:]:
            labels = self._labels[docs_of(block)]
            later = labels[labels > lowest]
            if len(later):
                middle = (lowest + int(later.min())) // 2
                return middle if middle > lowest else None
        return lowest + self._gap if lowest + self._gap < MOST else None

    def _relabel(self, number: int) -> None:
        """Give the documents of a block labels at equal distances, or all where it is too dense."""
        docs = self._in_order(self._blocks[number])
        start, ends = self._starts[number], self._starts[number + 1 : number + 2]
        end = ends[0] if ends else start + (len(docs) + 1) * self._gap
        step = (end - start) // (len(docs) + 1)
        if step > 1 and end < MOST - self._gap:
            self._labels[docs] = start + (np.arange(len(docs), dtype=np.int64) + 1) * step
        else:
            self._lay_out(self._in_order(BitMap.union(*self._blocks)))

    def _cut(self, number: int) -> None:
        docs = self._in_order(self._blocks[number])
        half = len(docs) // 2
        self._blocks[number : number + 1] = [bitmap_of(docs[:half]), bitmap_of(docs[half:])]
        self._starts.insert(number + 1, int(self._labels[docs[half]]))
