"""The most frequent pairs of values, however few documents are asked."""

import copy

import numpy as np
import pytest
from pyroaring import BitMap

from agreements.index import pair_postings
from agreements.index.pair_postings import PairPostings
from agreements.index.postings import FewPostings, ManyPostings

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


def test_pair_is_told_whichever_value_stands_first(postings):
    pairs = PairPostings(postings)

    assert pairs.matching([("c", "b")]) == pairs.matching([("b", "c")]) == BitMap([2, 3])
    assert pairs.matching([("c", "d")]) == BitMap()


def test_pair_that_is_asked_while_it_is_copied_is_none_of_the_copy(postings):
    pairs = PairPostings(postings)

    before = copy.copy(pairs)
    assert pairs.matching([("a", "b")]) == BitMap([0, 1, 2])

    # Another thread that was copying it meanwhile has what was there.
    assert vars(before)["_made"] == {}
    assert before.matching([("a", "b")]) == BitMap([0, 1, 2])


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


@pytest.mark.parametrize("walked", [0, 5], ids=["all", "few"])
@pytest.mark.parametrize("limit", [None, 1, 3])
@pytest.mark.parametrize("among", [range(9), [2, 3, 5, 8], [8], []])
def test_documents_of_many_values_are_walked_through(monkeypatch, among, limit, walked):
    monkeypatch.setattr(pair_postings, "WALKED", walked)
    # One with more values than a row has room for.
    rows = [*ROWS, "ca", "", "abcdefghij"]
    keys = sorted({*"".join(rows)}, reverse=True)
    pairs = [(doc, keys.index(key)) for doc, row in enumerate(rows) for key in row]
    docs, numbers = np.array(pairs, dtype=np.uint32).T
    few, many = FewPostings(keys, docs, numbers), ManyPostings(keys, docs, numbers, len(rows))

    counted = PairPostings(many).count(BitMap(among), limit)

    assert counted == PairPostings(few).count(BitMap(among), limit)


def test_document_that_is_read_anew_is_walked_through(monkeypatch):
    monkeypatch.setattr(pair_postings, "WALKED", 0)
    keys, docs, numbers = ["a", "b"], np.array([0, 0], np.uint32), np.array([0, 1], np.uint32)
    postings = ManyPostings(keys, docs, numbers, 1)
    postings.discard(0)
    postings.add(0, ["b", "a"])
    postings.add(1, ["a"])

    assert PairPostings(postings).count(BitMap([0, 1]), None) == {("a", "b"): 1}
