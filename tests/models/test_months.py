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


def test_russian_month_is_known_in_all_cases():
    words = [
        *("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август"),
        *("сентябр", "октябр", "ноябр", "декабр"),
    ]
    hard, soft = ["", "а", "у", "ом", "е"], ["ь", "я", "ю", "ем", "ём", "е"]
    cases = {"март": hard, "август": hard, "ма": ["й", *soft[1:]]}

    read = {
        f"{word}{end}": (month_number(f"{word}{end}"), number)
        for number, word in enumerate(words, 1)
        for end in cases.get(word, soft)
    }

    assert {word: numbers for word, numbers in read.items() if len(set(numbers)) > 1} == {}
