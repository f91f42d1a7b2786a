"""The values of documents, row by row, whether many documents are alike or none."""

import copy
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.index import codec, value_rows
from agreements.index.value_rows import ValueRows

COUNT = 12
NUMBERS = st.lists(st.integers(0, COUNT - 1), unique=True, max_size=11)
ROWS = st.lists(NUMBERS, min_size=1, max_size=30)


def rows_of(numbers_by_doc, count=COUNT):
    """Return the ValueRows of documents, of which one more, the first, has the numbers 0 to 2."""
    numbers_by_doc.insert(0, [0, 1, 2])
    pairs = [(doc, number) for doc, numbers in enumerate(numbers_by_doc) for number in numbers]
    docs, numbers = np.array(pairs, dtype=np.uint32).T
    return ValueRows(docs, numbers, len(numbers_by_doc), count)


@pytest.fixture(params=[0, 10**6], ids=["shared", "one each"])
def _alike(request, monkeypatch):
    """Have rows be shared, or none of them."""
    monkeypatch.setattr(value_rows, "ALIKE", request.param)


def nbytes(rows):
    """Return the bytes of the arrays of ValueRows."""
    return sum(part.nbytes for part in vars(rows).values() if isinstance(part, np.ndarray))


def kept_and_read(rows):
    known = {"ValueRows": ValueRows}
    return codec.read(memoryview(bytearray(b"".join(codec.Writer(known).parts(rows)))), known)


@pytest.mark.usefixtures("_alike")
@pytest.mark.parametrize("held", [lambda rows: rows, kept_and_read, copy.deepcopy])
@given(
    ROWS,
    st.lists(st.tuples(st.integers(0, 40), NUMBERS), max_size=6),
    st.sets(st.integers(0, 30)),
    st.sets(st.integers(0, COUNT - 1)),
)
def test_rows_tell_what_each_document_has(held, numbers_by_doc, changed, among, wanted):
    rows = held(rows_of(numbers_by_doc))
    expected = dict(enumerate(numbers_by_doc))
    for doc, numbers in changed:
        rows.put(doc, numbers)
        expected[doc] = numbers
    asked = [doc for doc in among if doc in expected]
    pairs = [pair for doc in asked for pair in combinations(sorted(expected[doc]), 2)]
    is_wanted = np.isin(np.arange(COUNT), list(wanted))

    counted = rows.pair_counts(BitMap(asked), COUNT)

    assert {doc: set(rows.of(doc).tolist()) for doc in expected} == {
        doc: set(numbers) for doc, numbers in expected.items()
    }
    assert rows.stated() == BitMap(doc for doc, numbers in expected.items() if numbers)
    assert rows.counts(BitMap(asked), COUNT).tolist() == [
        sum(number in expected[doc] for doc in asked) for number in range(COUNT)
    ]
    groups = [BitMap(), BitMap(asked), BitMap(asked[1:]), BitMap(asked[:2])]
    assert rows.counts_each(groups, COUNT).tolist() == [
        rows.counts(group, COUNT).tolist() for group in groups
    ]
    assert {pair: counted[pair] for pair in zip(*np.nonzero(counted), strict=True)} == Counter(
        pairs
    )
    assert rows.with_any(is_wanted, BitMap(asked)) == BitMap(
        doc for doc in asked if wanted & set(expected[doc])
    )


@pytest.mark.usefixtures("_alike")
@pytest.mark.parametrize("count", [255, 256])
def test_number_beyond_those_that_rows_were_made_for_finds_room(count):
    rows = rows_of([[0], [count - 1, 1]] * 5, count)

    for doc in range(300):
        rows.put(doc, [count, doc])

    assert rows.of(299).tolist() == [count, 299]
    assert rows.counts(BitMap(range(300)), count + 50)[count] == 300 + (count < 300)
    assert rows.of(300).tolist() == []


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        # A byte for each document, and three for each different row: of none, too.
        ([[3, 4, 5], [6]] * 40, 81 + 3 * 4),
        ([[number] for number in range(80)], 3 * 81),
        ([[0, 1, 2]] * 14, 3 * 15),
        ([[0, 1, 2]] * 15, 16 + 3 * 2),
    ],
    ids=["alike", "all different", "too few alike", "just enough alike"],
)
def test_equal_rows_are_there_once_where_many_documents_are_alike(documents, expected):
    rows = rows_of(documents, 80)

    assert nbytes(rows) == expected


def test_rows_of_one_value_are_not_worth_sharing():
    docs = np.arange(80, dtype=np.uint32)

    assert nbytes(ValueRows(docs, docs % 2, 80, 2)) == 80
