"""Whole numbers as arrays and as bitmaps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.arrays import (
    are_held,
    bitmap_of,
    bitmap_where,
    distinct,
    docs_of,
    least_of_first,
    places_among,
    whole_numbers,
    with_room,
)

numbers = st.lists(st.integers(-(2**40), 2**40))


@given(numbers)
def test_distinct_numbers_rise(found):
    assert distinct(np.array(found, dtype=np.int64)).tolist() == sorted(set(found))


def test_parts_are_one_array_and_no_part_is_an_empty_one():
    assert whole_numbers([(1, 2), (), (3,)]).tolist() == [1, 2, 3]
    assert (whole_numbers([]).tolist(), whole_numbers([]).dtype) == ([], np.int64)


@given(
    st.lists(st.integers(-10, 60), max_size=40),
    st.sets(st.integers(0, 50) | st.integers(0, 2**20), max_size=30),
    st.sampled_from([np.int64, np.uint32]),
)
def test_numbers_are_found_among_others_that_rise(wanted, others, kind):
    rising = np.array(sorted(others), dtype=kind)

    places, is_there = places_among(np.array(wanted, dtype=np.int64), rising)

    assert is_there.tolist() == [number in others for number in wanted]
    assert rising[places[is_there]].tolist() == [number for number in wanted if number in others]
    assert places.dtype == np.int64


@given(
    st.sets(st.integers(-10, 60) | st.integers(0, 2**20), max_size=30),
    st.lists(st.integers(0, 60), max_size=40),
    st.sampled_from([np.int64, np.uint32]),
)
def test_numbers_that_rise_are_found_among_others(rising, others, kind):
    found = are_held(np.array(sorted(rising), dtype=np.int64), np.array(others, dtype=kind))

    assert found.tolist() == [number in others for number in sorted(rising)]


@pytest.mark.parametrize("share", [0, 0.001, 0.0625, 0.5, 1])
@pytest.mark.parametrize("size", [0, 1, 65_536, 200_001])
def test_bitmap_is_made_of_places_that_are_true(size, share):
    is_held = np.random.default_rng(size).random(size) < share

    assert bitmap_where(is_held) == BitMap(np.flatnonzero(is_held).tolist())


@given(st.sets(st.integers(0, 2**32 - 1)))
def test_bitmap_holds_the_documents_of_its_array(docs):
    rising = sorted(docs)

    bitmap = bitmap_of(np.array(rising, dtype=np.uint32))

    assert (bitmap, docs_of(bitmap).tolist()) == (BitMap(rising), rising)


def test_room_is_made_only_where_it_lacks():
    rows = np.arange(6, dtype=np.uint8).reshape(3, 2)

    same, grown = with_room(rows, 3), with_room(rows, 4)

    assert same is rows
    assert (grown[:3].tolist(), grown[3:].any(), len(grown) >= 4) == (rows.tolist(), False, True)
    assert grown.dtype == np.uint8


@pytest.mark.parametrize(("limit", "expected"), [(1, 9), (2, 4), (3, 4), (4, 1), (5, 1), (None, 1)])
def test_least_of_first_is_one_where_all_that_occur_are_among_them(limit, expected):
    assert least_of_first(np.array([4, 9, 4, 0]), limit) == expected


@pytest.mark.parametrize("shape", [(5000,), (50, 100)])
def test_least_of_first_of_thousands_that_are_mostly_equal(shape):
    counts = np.zeros(5000, dtype=np.int64)
    counts[::7] = 1
    counts[[3, 400, 4000]] = 5, 900, 30

    found = [least_of_first(counts.reshape(shape), limit) for limit in (1, 2, 3, 4, 700, 900)]

    assert found == [900, 30, 5, 1, 1, 1]
