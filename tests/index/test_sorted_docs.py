"""Documents in an order: any page of any part, and places between neighbours."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.index import sorted_docs
from agreements.index.sorted_docs import SortedDocs


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Have few documents make a block, with little room between them."""
    monkeypatch.setattr(sorted_docs, "BLOCK", 3)
    monkeypatch.setattr(sorted_docs, "GAP", 4)
    monkeypatch.setattr(sorted_docs, "MOST", 256)


def docs_in_order(*docs, keyless=()):
    return SortedDocs(
        np.array(docs, dtype=np.uint32), np.array(keyless, dtype=np.uint32), len(docs)
    )


def whole(docs, among, **direction):
    return docs.part(BitMap(among), 0, len(among), **direction)


def test_documents_without_a_key_come_last_both_ways():
    docs = docs_in_order(3, 0, 4, 1, 2, keyless=(1, 2))

    assert whole(docs, range(5)) == [3, 0, 4, 1, 2]
    assert whole(docs, range(5), descending=True) == [4, 0, 3, 2, 1]


def test_page_of_a_part_is_found_from_either_end():
    docs = docs_in_order(*range(20))
    even = BitMap(range(0, 20, 2))

    assert docs.part(even, 2, 5) == [4, 6, 8]
    assert docs.part(even, 7, 10) == [14, 16, 18]
    assert docs.part(even, 2, 5, descending=True) == [14, 12, 10]
    assert docs.part(even, 9, 30) == [18]
    assert docs.part(even, 10, 12) == []


def test_position_is_the_number_of_documents_before():
    docs = docs_in_order(2, 0, 1, 3, keyless=(3,))
    among = BitMap([0, 2, 3])

    assert [docs.position(among, doc) for doc in (2, 0, 3)] == [0, 1, 2]
    assert [docs.position(among, doc, descending=True) for doc in (0, 2, 3)] == [0, 1, 2]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_document_stands_right_after_the_one_it_is_placed_behind(places):
    docs, expected = docs_in_order(0), [0]

    for new, place in enumerate(places, 1):
        at = min(place, len(expected))
        before = expected[at - 1] if at else None
        docs.insert(new, before, has_key=True)
        expected.insert(at, new)

    assert whole(docs, range(len(expected))) == expected


def test_document_that_is_taken_out_leaves_the_others_in_order():
    docs = docs_in_order(2, 0, 1, keyless=(1,))

    docs.discard(0)
    docs.insert(0, 1, has_key=False)

    assert whole(docs, range(3)) == [2, 1, 0]
    assert docs.keyless == BitMap([0, 1])
