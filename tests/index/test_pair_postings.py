"""The most frequent pairs of values, however few documents are asked."""

import numpy as np
import pytest
from pyroaring import BitMap

from agreements.index.pair_postings import PairPostings
from agreements.index.postings import FewPostings

# The values of each document.
ROWS = ["ab", "ab", "abc", "bc", "c", "ad"]
KEYS = ["a", "b", "c", "d"]


@pytest.fixture
def postings():
    rows = [(doc, KEYS.index(key)) for doc, keys in enumerate(ROWS) for key in keys]
    docs, numbers = np.array(rows, dtype=np.uint32).T
    return FewPostings(KEYS, docs, numbers)


@pytest.mark.parametrize(
    ("among", "limit", "expected"),
    [
        (range(6), None, {("a", "b"): 3, ("b", "c"): 2, ("a", "c"): 1, ("a", "d"): 1}),
        (range(6), 2, {("a", "b"): 3, ("b", "c"): 2}),
        (range(6), 3, {("a", "b"): 3, ("b", "c"): 2, ("a", "c"): 1}),
        ([2, 3, 5], 1, {("b", "c"): 2}),
        ([5], 2, {("a", "d"): 1}),
        ([4], 2, {}),
    ],
    ids=["all", "the first two", "of equal ones the smallest", "a part", "the rarest", "none"],
)
def test_most_frequent_pairs_are_counted(postings, among, limit, expected):
    assert PairPostings(postings).count(BitMap(among), limit) == expected


def test_pair_that_was_rare_is_counted_when_it_grows(postings):
    pairs = PairPostings(postings)
    for doc in (6, 7, 8):
        postings.add(doc, ["d", "c"])
        pairs.add(doc, ["d", "c"])

    assert pairs.count(BitMap(range(9)), 1) == {("a", "b"): 3}
    pairs.discard(0)
    postings.discard(0)
    assert pairs.count(BitMap(range(9)), 1) == {("c", "d"): 3}
    assert pairs.count_keys(BitMap(range(9)), [("a", "b")]) == {("a", "b"): 2}
