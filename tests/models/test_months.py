"""Months are known by their words in several languages."""

import pytest

from agreements.models.months import month_number


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("June", 6),
        ("JUN", 6),
        ("Sept", 9),
        ("janu", 1),
        ("июня", 6),
        ("Июнь", 6),
        ("мая", 5),
        ("iyul", 7),
        ("sentabr", 9),
        ("декабр", 12),
        ("iyu", None),
        ("ju", None),
        ("forestry", None),
        ("", None),
    ],
)
def test_month_is_known_by_its_name_or_the_beginning_of_it(word, expected):
    assert month_number(word) == expected
