"""Numbers that hold from one day to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WIDTH = 320
HEIGHT = 72
HEADROOM = 18
FEWEST = 3


@dataclass(frozen=True)
class Steps:
    """Numbers as a line that keeps its height until the day of the next one.

    `path` is the line as SVG draws it, `dots` are (x, y) of each number; the first and the last
    number are written.
    """

    path: str
    dots: list[tuple[float, float]]
    first: int
    last: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def first_y(self) -> float:
        return self.dots[0][1] - 6

    @property
    def last_y(self) -> float:
        return self.dots[-1][1] - 6


def steps(numbers: Iterable[tuple[date, int]]) -> Steps | None:
    """Return the Steps of (day, number) pairs in order; None of fewer than three different ones."""
    numbers = list(numbers)
    days = [day.toordinal() for day, _number in numbers]
    if len({number for _day, number in numbers}) < FEWEST or days[0] == days[-1]:
        return None
    across = WIDTH / (days[-1] - days[0])
    up = (HEIGHT - HEADROOM) / max(number for _day, number in numbers)
    dots = [
        (round((day - days[0]) * across, 1), round(HEIGHT - number * up, 1))
        for day, (_day, number) in zip(days, numbers, strict=True)
    ]
    (left, top), *later = dots
    path = f"M{left:g} {top:g}" + "".join(f"H{x:g}V{y:g}" for x, y in later)
    return Steps(path, dots, numbers[0][1], numbers[-1][1])
