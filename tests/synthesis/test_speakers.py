"""Invented people: how many there are, and what they are called."""

import pytest

from agreements.search.fold import fold
from agreements.synthesis.speakers import MAX_PEOPLE, names_of, people_among


@pytest.mark.parametrize(
    ("agreements", "expected"), [(1, 1), (600, 11), (299_940, 5_000), (10_000_000, 5_000)]
)
def test_people_are_one_for_sixty_agreements_up_to_a_limit(agreements, expected):
    assert people_among(agreements) == expected


def test_no_two_people_bear_one_name():
    named = {fold(names_of(number)[0]) for number in range(1, MAX_PEOPLE + 1)}

    assert len(named) == MAX_PEOPLE


def test_person_is_called_in_all_scripts():
    assert names_of(0) == [
        "Aziz Abdullayev",
        "阿齐兹 阿卜杜拉耶夫",
        "Азиз Абдуллаев",
        "Aziz Abdullayev",
    ]
