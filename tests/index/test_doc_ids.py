"""Which document stands for which record."""

import numpy as np
import pytest
from pyroaring import BitMap

from agreements.index.doc_ids import DocIds

FIRST = [3, 5, 2**40]


@pytest.fixture
def doc_ids():
    return DocIds(np.array(FIRST, dtype=np.int64))


def test_documents_are_given_once(doc_ids):
    given = [doc_ids.give(pk) for pk in (5, 7, 4, 7)]

    assert given == [1, 3, 4, 3]
    assert doc_ids.keys([4, 3, 0]) == [4, 7, 3]
    assert [doc_ids.get(pk) for pk in (7, 3, 6, None)] == [3, 0, None, None]


def test_documents_of_primary_keys_are_those_that_were_given(doc_ids):
    doc_ids.give(7)

    assert doc_ids.of(np.array([7, 2**40, 6, 2**41])) == BitMap([2, 3])


def test_record_that_was_not_there_at_first_has_no_document_yet(doc_ids):
    docs, is_known = doc_ids.among_first(np.array([2**40, 7, 3]))

    assert (docs[is_known].tolist(), is_known.tolist()) == ([2, 0], [True, False, True])


@pytest.mark.parametrize("later", [7, 2**32 - 1, 2**32, 2**40])
def test_large_primary_keys_may_follow_small_ones(later):
    doc_ids = DocIds(np.array([3, 5, 9], dtype=np.int64))

    assert doc_ids.give(later) == 3
    assert doc_ids.keys([3, 0]) == [later, 3]
    assert doc_ids.of(np.array([later, 9, 2**33 + 3, -3, 2**63 - 1])) == BitMap([2, 3])
    assert [doc_ids.get(pk) for pk in (later, 2**32 + 5, -1, 9)] == [3, None, None, 2]


def test_index_of_nothing_knows_nothing():
    empty = DocIds(np.zeros(0, dtype=np.int64))

    docs, is_known = empty.among_first(np.array([1, 2]))

    assert (len(docs), is_known.any(), empty.get(1), empty.of(np.array([1]))) == (
        *(2, False, None),
        BitMap(),
    )
