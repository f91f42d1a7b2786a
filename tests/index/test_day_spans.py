"""Which records are dated within some days."""

import copy
from datetime import date

import numpy as np
import pytest

from agreements.index.day_spans import MAX_PERIODS, DaySpans, spans


@pytest.fixture
def dated():
    """Return spans of: a day, a month, a year, no day, a meeting of three days."""
    days = DaySpans(0)
    first = ["2025-06-13", date(2025, 6, 1), "2025-01-01", None, "2025-06-30"]
    last = [None, None, None, None, "2025-07-02"]
    known_to = ["day", "month", "year", "day", "day"]
    days.put(np.arange(5), *spans([first, last], [known_to, ["day"] * 5]))
    return days


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2025, 6, 13), date(2025, 6, 13), {0, 1, 2}),
        (date(2025, 6, 14), date(2025, 6, 14), {1, 2}),
        (date(2025, 6, 1), date(2025, 6, 30), {0, 1, 2, 4}),
        (date(2025, 7, 1), date(2025, 7, 31), {2, 4}),
        (date(2024, 1, 1), date(2024, 12, 31), set()),
        (date(1900, 1, 1), date(2199, 12, 31), {0, 1, 2, 4}),
    ],
)
def test_records_are_found_whose_day_may_be_within(dated, first, last, found):
    assert set(dated.overlapping(first, last)) == found


def test_day_that_changes_is_forgotten(dated):
    assert 0 in dated.overlapping(date(2025, 6, 13), date(2025, 6, 13))

    dated.put(np.array([0]), *spans([["2024-01-01"]], [["day"]]))

    assert 0 not in dated.overlapping(date(2025, 6, 13), date(2025, 6, 13))
    assert 0 in dated.overlapping(date(2024, 1, 1), date(2024, 1, 1))


def test_period_that_is_asked_again_among_many_finds_the_same(dated):
    days = [date(2025, 6, day) for day in (12, 13, 29, 30)]
    years = [date(year, 1, 1) for year in range(1900, 1900 + 2 * MAX_PERIODS)]

    before = copy.copy(dated)
    for _again in range(2):
        found = [set(dated.overlapping(day, day)) for day in days]
        assert found == [{1, 2}, {0, 1, 2}, {1, 2}, {1, 2, 4}]
        assert not any(dated.overlapping(day, day) for day in years)
    # Another thread that was copying it meanwhile has what was there.
    assert vars(before)["_asked"] == {}
