import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.index.held_days import EARLIEST, LATEST, HeldDays

NEAR = st.integers(-20_000, 40_000)
# From the year 1 to 9999.
ANY = st.integers(-719_162, 2_932_896)
AT_ANY_TIME = st.sampled_from([EARLIEST, LATEST])


@given(st.lists(st.lists(NEAR | ANY | AT_ANY_TIME, max_size=4), max_size=4))
def test_days_are_those_that_were_put_last(parts):
    held, days = HeldDays(3, EARLIEST), [EARLIEST] * 3
    for part in parts:
        held.make_room(len(part))
        days += [None] * (len(part) - len(days))
        days[: len(part)] = part
        held.put(np.arange(len(part)), np.array(part, dtype=np.int64))

    assert held.of(slice(0, len(days))).tolist() == days


@pytest.mark.parametrize(
    ("day", "size"),
    [("1910-04-16", 2), ("2089-09-16", 2), ("1910-04-15", 4), ("2089-09-17", 4)],
)
def test_a_day_takes_two_bytes_within_a_lifetime(day, size):
    number = int(np.datetime64(day, "D").astype(int))
    held = HeldDays(3, EARLIEST)

    held.put(slice(1, 3), number)

    assert held.of(slice(None)).tolist() == [EARLIEST, number, number]
    assert held._held.itemsize == size
