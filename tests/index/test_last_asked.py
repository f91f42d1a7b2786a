"""What is kept of the last few things that were asked for."""

from agreements.index.last_asked import with_newest


def test_oldest_is_left_out_and_what_was_kept_stays_as_it_is():
    first = with_newest({}, "a", 1, 2)
    second = with_newest(first, "b", 2, 2)
    third = with_newest(second, "c", 3, 2)

    assert (first, second, third) == ({"a": 1}, {"a": 1, "b": 2}, {"b": 2, "c": 3})
