"""Keys and their numbers, whole numbers or not, from the start or later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.index.key_numbers import KeyNumbers


@pytest.mark.parametrize("kind", [st.integers(0, 60), st.text("abc", max_size=3)])
def test_each_key_keeps_the_number_in_which_it_came(kind):
    @given(st.lists(kind, unique=True, max_size=12), st.lists(kind, max_size=12), kind)
    def check(first, later, asked):
        numbers, expected = KeyNumbers(first), list(first)
        for key in later:
            expected += [] if key in expected else [key]
            assert numbers.add(key) == expected.index(key)

        assert len(numbers) == len(expected)
        assert numbers.keys(np.arange(len(expected))) == expected
        assert numbers.number(asked) == (expected.index(asked) if asked in expected else None)
        known = [expected.index(key) for key in (asked, *later) if key in expected]
        assert numbers.numbers([asked, *later]).tolist() == known

    check()


@given(st.lists(st.integers(0, 60), unique=True), st.lists(st.integers(0, 60), unique=True))
def test_many_whole_numbers_are_asked_for_at_once(first, asked):
    numbers = KeyNumbers(first)
    later = numbers.add(61)

    found = numbers.numbers(np.array([*asked, 61], dtype=np.int64))

    assert sorted(found.tolist()) == sorted([*map(first.index, set(first) & set(asked)), later])
