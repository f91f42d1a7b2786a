"""The values of a facet that has thousands, read both ways."""

from collections import Counter
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.index import adjacency, postings
from agreements.index.doc_ids import DocIds
from agreements.index.pairs import Pairs
from agreements.index.postings import FewPostings, ManyPostings
from agreements.index.results import most_frequent


def one_document_each(keys):
    """Return the postings of as many documents as keys, each with one of its own."""
    positions = np.arange(keys, dtype=np.uint32)
    return ManyPostings(list(range(keys)), positions, positions, keys)


@pytest.mark.parametrize("keys", [255, 256, 65_535])
def test_key_beyond_the_room_of_a_row_is_counted(keys):
    postings = one_document_each(keys)

    postings.add(keys, ["new", 0])
    postings.add(keys + 1, ["newer"])

    everything = BitMap(range(keys + 2))
    assert postings.count(BitMap([0, keys - 1, keys, keys + 1])) == {
        0: 2,
        keys - 1: 1,
        "new": 1,
        "newer": 1,
    }
    assert postings.count_keys(everything, [0, "new", "newer"]) == {0: 2, "new": 1, "newer": 1}


def test_document_with_more_values_than_a_row_has_room_for_is_counted():
    postings = one_document_each(40)

    postings.add(40, range(20))

    assert postings.count(BitMap([40])) == dict.fromkeys(range(20), 1)
    postings.discard(40)
    assert postings.count(BitMap([40])) == {}


@given(
    st.lists(st.sets(st.integers(0, 40)), min_size=31, max_size=31),
    st.sets(st.integers(0, 40)),
    st.sets(st.integers(0, 30)),
)
def test_some_documents_have_the_same_keys_as_among_all(keys_by_doc, keys, among):
    keys_by_doc[0].add(0)
    pairs = [(doc, key) for doc, held in enumerate(keys_by_doc) for key in held]
    docs, numbers = (np.array([pair[at] for pair in pairs], dtype=np.uint32) for at in (0, 1))
    postings = ManyPostings(list(range(41)), docs, numbers, len(keys_by_doc))

    found = postings.matching(keys, BitMap(among)) & BitMap(among)

    assert found == BitMap(doc for doc in among if keys & keys_by_doc[doc])


@pytest.mark.parametrize("kind", [FewPostings, partial(ManyPostings, size=31)])
@given(st.lists(st.sets(st.integers(0, 40)), min_size=31, max_size=31), st.sets(st.integers(0, 40)))
def test_documents_with_two_keys_have_more_than_one(kind, keys_by_doc, keys):
    keys_by_doc[0].add(0)
    pairs = [(doc, key) for doc, held in enumerate(keys_by_doc) for key in held]
    docs, numbers = (np.array([pair[at] for pair in pairs], dtype=np.uint32) for at in (0, 1))

    found = kind(list(range(41)), docs, numbers).with_two(keys)

    assert found == BitMap(doc for doc, held in enumerate(keys_by_doc) if len(keys & held) > 1)


@pytest.mark.parametrize("limit", [1, 3, 10, 60, None])
@pytest.mark.parametrize("steps_per_bitmap", [0, 10, 10**6], ids=["all", "some", "walked"])
def test_largest_values_are_the_same_however_they_are_counted(monkeypatch, limit, steps_per_bitmap):
    monkeypatch.setattr(adjacency, "FEW_DOCUMENTS", 20)
    monkeypatch.setattr(postings, "STEPS_PER_VALUE", 1)
    monkeypatch.setattr(postings, "STEPS_PER_BITMAP", steps_per_bitmap)
    numbers = np.random.default_rng(1)
    # Few values have many documents, as few bodies have many agreements.
    keys_by_doc = [set((50 * numbers.random(3) ** 3).astype(int).tolist()) for _doc in range(400)]
    pairs = [(doc, key) for doc, keys in enumerate(keys_by_doc) for key in keys]
    docs, keys = np.array(pairs, dtype=np.uint32).T
    many = ManyPostings(list(range(50)), docs, keys, 400)
    among = BitMap(numbers.choice(400, 250, replace=False).tolist())

    counted = Counter(key for doc in among for key in keys_by_doc[doc])

    assert many.count(among, limit) == most_frequent(counted, limit)


@pytest.mark.parametrize("limit", [1, 3, None])
@pytest.mark.parametrize("largest", [3, 300], ids=["few documents", "many documents"])
def test_groups_are_counted_as_each_by_itself(limit, largest):
    numbers = np.random.default_rng(2)
    docs = np.repeat(np.arange(400, dtype=np.uint32), 3)
    held = ManyPostings(list("abcdefgh"), docs, numbers.integers(0, 8, 1200, np.uint32), 400)
    groups = [BitMap(numbers.integers(0, 400, size).tolist()) for size in (0, 1, largest, 2)]

    assert held.count_each(groups, limit) == [held.count(group, limit) for group in groups]


def pairs_of(documents, values, each):
    """Return Pairs of documents with `each` of so many values, one after the other."""
    pairs = Pairs()
    for doc in range(documents):
        keys = [(doc + step) % values for step in range(each)]
        pairs.extend([doc] * each, keys)
    return pairs, DocIds(np.arange(documents))


@pytest.mark.parametrize(
    ("values", "each", "kind"),
    [(5, 1, FewPostings), (40, 3, ManyPostings), (40, 20, FewPostings), (600, 20, ManyPostings)],
)
def test_bitmaps_are_for_few_values_or_for_documents_with_many(values, each, kind):
    pairs, doc_ids = pairs_of(600, values, each)
    found = pairs.postings(doc_ids)

    assert type(found) is kind
    assert found.count(BitMap(range(600))) == dict.fromkeys(range(values), 600 * each // values)
