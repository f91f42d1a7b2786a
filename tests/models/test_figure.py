from datetime import date

import pytest

from agreements.models import Figure
from tests.factories import FigureFactory
from tests.models.rules import DAYS, KEPT, outcome, refused

NO_BOUND = refused("Give a minimum, a maximum, or both.")
CROSSED = refused("The maximum cannot be below the minimum.")
HUGE = 9_223_372_036_854_775_807


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_figure_as_of_within_precision(on, precision, expected):
    figure = FigureFactory()

    result = outcome(figure, as_of=on, as_of_precision=precision)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minimum", "maximum", "expected"),
    [
        (13, 13, KEPT),
        (13, 14, KEPT),
        (21, None, KEPT),
        (None, 5, KEPT),
        (0, 0, KEPT),
        (0, HUGE, KEPT),
        (None, None, NO_BOUND),
        (14, 13, CROSSED),
        (HUGE, 0, CROSSED),
    ],
)
def test_figure_has_a_bound_and_maximum_not_below_minimum(minimum, maximum, expected):
    figure = FigureFactory()

    result = outcome(figure, minimum=minimum, maximum=maximum)

    assert result == expected


@pytest.mark.parametrize(
    ("minimum", "maximum", "exact", "about"),
    [
        (13, 13, "13", "about 13"),
        (0, 0, "0", "about 0"),
        (21, None, "at least 21", "about 21 or more"),
        (0, None, "at least 0", "about 0 or more"),
        (None, 5, "at most 5", "about 5 or fewer"),
        (None, 0, "at most 0", "about 0 or fewer"),
        (13, 14, "13 to 14", "about 13 to 14"),
        (0, HUGE, f"0 to {HUGE:,}", f"about 0 to {HUGE:,}"),
    ],
    ids=[
        "exact",
        "none",
        "minimum",
        "minimum of none",
        "maximum",
        "maximum of none",
        "range",
        "widest range",
    ],
)
def test_amount_keeps_its_bounds(minimum, maximum, exact, about):
    amounts = [
        Figure(minimum=minimum, maximum=maximum, is_approximate=is_approximate).amount
        for is_approximate in (False, True)
    ]

    assert amounts == [exact, about]


def test_figure_is_written_with_what_it_counts_and_its_day():
    figure = Figure(measure="members", minimum=125, maximum=125, as_of=date(2024, 9, 24))

    shown = (str(figure), figure.as_of_day.iso)

    assert shown == ("Members: 125", "2024-09-24")
