"""The documents of numbers, one by one and many at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.index import adjacency
from agreements.index.adjacency import Adjacency

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), max_size=60)


@pytest.fixture(params=[256, 2], autouse=True)
def _limit(request, monkeypatch):
    monkeypatch.setattr(adjacency, "FEW_DOCUMENTS", request.param)


@given(PAIRS, st.dictionaries(st.integers(0, 6), st.sets(st.integers(0, 50)), max_size=3))
def test_union_has_the_documents_of_each_number(pairs, changed):
    numbers, docs = (np.array([pair[at] for pair in pairs], dtype=np.uint32) for at in (0, 1))
    held = Adjacency(numbers, docs, 6)
    expected = {number: {doc for other, doc in pairs if other == number} for number in range(6)}
    for number, put in sorted(changed.items()):
        held.put(number, BitMap(put))
        expected[number] = put

    for number, documents in expected.items():
        assert set(held.of(number)) == documents
        assert held.sizes[number] == len(documents)
    every = np.array(sorted(expected))
    assert set(held.union(every)) == set().union(*expected.values())
    assert set(held.union(every[::2])) == set().union(*(expected[n] for n in every[::2].tolist()))
    assert not held.union(every[:0])
