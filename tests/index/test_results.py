"""Which values are listed, and which rows are on a page."""

import pytest

from agreements.index.results import EmptyPage, most_frequent, page_bounds
from agreements.index.selection import Selection


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(None, {"b": 2, "a": 2, "c": 3}), (5, {"b": 2, "a": 2, "c": 3}), (2, {"c": 3, "a": 2})],
)
def test_of_equal_counts_the_smallest_keys_are_listed(limit, expected):
    assert most_frequent({"b": 2, "a": 2, "c": 3}, limit) == expected


@pytest.mark.parametrize(
    ("total", "page", "bounds"), [(0, 1, (0, 0)), (25, 1, (0, 25)), (26, 2, (25, 26))]
)
def test_page_ends_with_the_list(total, page, bounds):
    assert page_bounds(total, Selection(page=page)) == bounds


@pytest.mark.parametrize(("total", "page"), [(0, 2), (25, 2), (26, 3)])
def test_page_past_the_end_is_none(total, page):
    with pytest.raises(EmptyPage):
        page_bounds(total, Selection(page=page))
