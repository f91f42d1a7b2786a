"""Draws from a seed: shaped as the real register is, and the same for the same seed."""

from datetime import UTC, date, datetime

import pytest

from agreements.synthesis.draws import FIRST_DAY, Dice, Weighted

ALMOST_ONE = 1 - 2**-53


def dice(*chances):
    """Return Dice that fall as they are told."""
    made = Dice(1)
    made.chance = iter(chances).__next__
    return made


def test_same_seed_gives_the_same_draws():
    first, same, other = ([Dice(seed).chance() for _each in range(5)] for seed in (7, 7, 8))

    assert first == same != other


@pytest.mark.parametrize(
    ("chance", "even", "skewed"), [(0.0, 0, 0), (0.1, 10, 1), (0.5, 50, 25), (ALMOST_ONE, 99, 99)]
)
def test_number_is_below_its_limit(chance, even, skewed):
    assert dice(chance).below(100) == even
    assert dice(chance).skewed(100) == skewed


@pytest.mark.parametrize(
    ("chance", "expected"), [(0.41, [5]), (0.42, [5, 6]), (0.82, [5, 6, 7])], ids=str
)
def test_several_draws_differ_and_are_as_many_as_shares_are_passed(chance, expected):
    drawn = iter([5, 5, 6, 5, 7])

    assert dice(chance).several((0.42, 0.82), drawn.__next__) == expected


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((0.17,), (None, "day")),
        ((0.18, 0.0, 0.0), (FIRST_DAY, "day")),
        ((0.18, 0.25, 0.49), (date(2015, 6, 30), "day")),
        ((0.18, 0.25, 0.5), (date(2015, 6, 1), "month")),
        ((0.18, 0.25, 0.82), (date(2015, 1, 1), "year")),
    ],
    ids=["unknown", "first", "a day", "a month", "a year"],
)
def test_day_is_stored_as_exactly_as_it_is_known(chances, expected):
    assert dice(*chances).day() == expected


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((0.33,), (None, "day", None, "day", False)),
        ((0.0, 0.0, 0.0, 0.0, 0.0), (FIRST_DAY, "day", date(2006, 1, 1), "day", False)),
        ((0.0, 0.25, 0.1, 0.5, 0.82), (date(2015, 6, 1), "month", date(2017, 1, 1), "year", False)),
        ((0.15, 0.0, 0.0, 0.0), (FIRST_DAY, "day", None, "day", True)),
        ((0.25, 0.0, 0.0, 0.0), (None, "day", date(2006, 1, 1), "day", False)),
        ((0.3, 0.0, 0.0, 0.0), (FIRST_DAY, "day", None, "day", False)),
    ],
    ids=["unknown", "both ends", "vague ends", "open", "only an end", "only a start"],
)
def test_term_is_known_in_some_of_its_parts(chances, expected):
    signed_on = date(2015, 5, 1) if 0.25 in chances[1:] else FIRST_DAY

    assert dice(*chances).term(signed_on) == expected


def test_term_of_an_agreement_without_a_day_begins_on_any():
    assert dice(0.3, 0.25, 0.0, 0.0, 0.0).term(None)[0] == date(2015, 6, 30)


def test_edit_is_of_one_year():
    edits = [dice(chance).edit() for chance in (0.0, ALMOST_ONE)]

    assert edits == [
        datetime(2025, 1, 1, tzinfo=UTC),
        datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("chance", "expected"), [(0.0, "rare"), (0.24, "rare"), (0.25, "usual"), (ALMOST_ONE, "usual")]
)
def test_thing_is_drawn_as_often_as_its_weight_says(chance, expected):
    assert Weighted({"rare": 1, "usual": 3}).draw(dice(chance)) == expected
