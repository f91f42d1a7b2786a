"""Keys in one array stand as a sorted list of them does."""

from bisect import insort

from hypothesis import given
from hypothesis import strategies as st

from agreements.index.sorted_keys import SortedKeys

KEYS = st.lists(st.binary(max_size=3), max_size=6).map(sorted)
# Keys to place, or the numbers of some to forget.
STEPS = st.lists(st.one_of(KEYS, st.sets(st.integers(0, 20), max_size=4)), max_size=6)


@given(first=KEYS, steps=STEPS)
def test_keys_stand_as_in_a_sorted_list(first, steps):
    expected, keys = list(first), SortedKeys(first)

    for step in steps:
        if isinstance(step, set):
            places = sorted(place for place in step if place < len(expected))
            keys.remove(places)
            expected = [key for place, key in enumerate(expected) if place not in places]
        else:
            assert [keys[place] for place in keys.insert(step)] == step
            for key in step:
                insort(expected, key)
        assert [keys[place] for place in range(len(keys))] == expected


def test_new_key_stands_before_an_equal_one():
    keys = SortedKeys([b"a", b"b", b"b"])

    assert keys.insert([b"b", b"c"]) == [1, 4]


def test_key_costs_four_bytes_besides_what_it_is_made_of():
    keys = SortedKeys([b"name"] * 1000)

    assert sum(array.nbytes for array in vars(keys).values()) == 1000 * (4 + 4) + 4
