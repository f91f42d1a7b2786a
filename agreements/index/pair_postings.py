"""Which documents have both of two values of a facet: the most frequent pairs of any result."""

from collections.abc import Iterable
from heapq import heappush, heappushpop
from itertools import combinations

from pyroaring import BitMap

from .postings import Key, ManyPostings, Postings

Pair = tuple[Key, Key]
# Walking through one in so many of all documents takes as long as asking pairs (measured).
WALKED = 5


class PairPostings(Postings):
    """The documents of each pair of values of a facet, made of those of its values when asked.

    `_sizes` has how many documents each pair has, of all that are there: no part of them has more.
    `_made` has those of the pairs that were asked since they changed: few pairs have many.
    """

    def __init__(self, of: Postings):
        self._of = of
        sets = {key: of.matching([key]) for key in sorted(of.all_keys())}
        sizes = {
            (one, other): sets[one].intersection_cardinality(sets[other])
            for one, other in combinations(sets, 2)
        }
        self._sizes = {pair: size for pair, size in sizes.items() if size}
        self._falling: list[Pair] = []
        self._made: dict[Pair, BitMap] = {}

    def kept(self) -> dict:
        return vars(self) | {"_made": {}}

    def __getstate__(self) -> dict:
        # Readers make more while another thread copies them one by one: of these there are
        # thousands, too many for a new dictionary each time.
        return vars(self) | {"_made": self._made.copy()}

    def all_keys(self) -> list[Pair]:
        return list(self._sizes)

    def keys_of(self, doc: int) -> list[Pair]:
        return list(combinations(sorted(self._of.keys_of(doc)), 2))

    def add(self, doc: int, keys: Iterable[Key]) -> None:
        """Note a document, whose values these are."""
        self._change(combinations(sorted(keys), 2), 1)

    def discard(self, doc: int) -> None:
        """Note that a document goes: before its values are forgotten."""
        self._change(self.keys_of(doc), -1)

    def _change(self, pairs: Iterable[Pair], step: int) -> None:
        for pair in pairs:
            self._sizes[pair] = self._sizes.get(pair, 0) + step
            self._made.pop(pair, None)
        self._falling = []

    def _bitmap(self, key: Pair) -> BitMap:
        pair = one, other = tuple(sorted(key))
        if pair not in self._sizes:
            return BitMap()
        if pair not in self._made:
            self._made[pair] = self._of.matching([one]) & self._of.matching([other])
        return self._made[pair]

    def _counts(self, among: BitMap, limit: int | None) -> dict[Pair, int]:
        """Return the counts of the pairs that can be among the first.

        Pairs are asked by falling size: those that have fewer documents in all than each of the
        first has here cannot be among them. Few documents are walked through instead.
        """
        if isinstance(self._of, ManyPostings) and len(among) * WALKED <= self._of.size:
            return self._of.count_pairs(among, limit)
        counts, highest, least = {}, [], 1
        for pair in self._by_size():
            if self._sizes[pair] < least:
                break
            count = among.intersection_cardinality(self._bitmap(pair))
            if count < least:
                continue
            counts[pair] = count
            if limit is None or len(highest) < limit:
                heappush(highest, count)
            else:
                heappushpop(highest, count)
            if len(highest) == limit:
                least = highest[0]
        return counts

    def _by_size(self) -> list[Pair]:
        if not self._falling:
            self._falling = sorted(self._sizes, key=self._sizes.get, reverse=True)
        return self._falling
