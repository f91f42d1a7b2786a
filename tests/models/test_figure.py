"""Numbers that were stated, with their bounds as they were stated."""

from datetime import date

import pytest

from agreements.models import Figure
from agreements.models.numbers import LARGEST
from tests.factories import FigureFactory
from tests.models.rules import DAYS, KEPT, outcome, refused

TWO_OR_ONE = refused("Give two numbers where it is between them, and one otherwise.")
CROSSED = refused("The second number is to be the larger one.")


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_figure_as_of_within_precision(on, precision, expected):
    figure = FigureFactory()

    result = outcome(figure, as_of=on, as_of_precision=precision)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bound", "value", "upper", "expected"),
    [
        ("exactly", 13, None, KEPT),
        ("exactly", 0, None, KEPT),
        ("exactly", LARGEST, None, KEPT),
        ("more_than", 600, None, KEPT),
        ("between", 13, 14, KEPT),
        ("between", 0, LARGEST, KEPT),
        ("between", 13, None, TWO_OR_ONE),
        ("exactly", 13, 14, TWO_OR_ONE),
        ("between", 14, 13, CROSSED),
        ("between", 13, 13, CROSSED),
    ],
)
def test_figure_has_the_numbers_of_its_bound(bound, value, upper, expected):
    figure = FigureFactory()

    result = outcome(figure, bound=bound, value=value, upper=upper)

    assert result == expected


# The bound, and for the number 20: its words, the least and the most that is meant.
BOUNDS = [
    ("exactly", "20", 20, 20),
    ("more_than", "more than 20", 21, None),
    ("over", "over 20", 21, None),
    ("at_least", "at least 20", 20, None),
    ("about", "about 20", None, None),
    ("at_most", "at most 20", None, 20),
    ("fewer_than", "fewer than 20", None, 19),
    ("between", "between 20 and 1,030", 20, 1030),
]


def test_each_bound_has_its_words():
    assert [bound for bound, *_expected in BOUNDS] == Figure.Bound.values


@pytest.mark.parametrize(("bound", "words", "least", "most"), BOUNDS)
def test_number_is_shown_as_it_was_stated(bound, words, least, most):
    figure = Figure(bound=bound, value=20, upper=1030 if bound == "between" else None)

    assert (figure.amount, figure.least, figure.most) == (words, least, most)


def test_figure_is_written_with_what_it_counts_and_its_day():
    figure = Figure(measure="members", value=125, as_of=date(2024, 9, 24))

    shown = (str(figure), figure.as_of_day.iso)

    assert shown == ("Members: 125", "2024-09-24")
