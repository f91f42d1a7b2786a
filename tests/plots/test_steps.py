"""Numbers that hold from one day to the next become a line that is true to them."""

from datetime import date

import pytest

from agreements.plots.steps import HEADROOM, HEIGHT, WIDTH, steps

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    "numbers",
    [
        [],
        [(DAY, 1)],
        [(DAY, 1), (date(2025, 1, 1), 2)],
        [(DAY, 1), (date(2025, 1, 1), 2), (date(2026, 1, 1), 1)],
        [(DAY, 1), (DAY, 2), (DAY, 3)],
    ],
    ids=["none", "one", "two", "two different ones", "one day"],
)
def test_fewer_than_three_different_numbers_are_not_drawn(numbers):
    assert steps(numbers) is None


def test_line_rises_on_the_day_of_each_number():
    plot = steps([(DAY, 0), (date(2024, 1, 11), 50), (date(2024, 1, 21), 100)])

    middle = round(HEIGHT - (HEIGHT - HEADROOM) / 2, 1)
    assert plot.dots == [(0, HEIGHT), (WIDTH / 2, middle), (WIDTH, HEADROOM)]
    assert plot.path == f"M0 72H160V{middle:g}H320V18"
    assert (plot.first, plot.last, plot.last_y) == (0, 100, HEADROOM - 6)
