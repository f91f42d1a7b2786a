"""Bars and columns: counts by a name, by a year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from .lettering import breadth, shortened

WIDTH = 400
MAX_BARS = 12
# Fewer values are told by a sentence; and a bar as long as the plot stands for so many at least.
FEW = 3
FULL = 10
BAR_STEP = 32
MAX_YEARS = 40
COLUMNS_HEIGHT = 120
HEADROOM = 20
FOOTROOM = 24
MAX_COLUMN_WIDTH = 36
YEAR_LABEL = 60
NUMBER_LABEL = 34
HALF_LETTER = 5


class Value(NamedTuple):
    """A number with its label, and the address that leads to what is counted ("" without one)."""

    label: str
    count: int
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """A value as a bar: where it begins from above, how long it is."""

    value: Value
    label: str
    y: int
    length: float


@dataclass(frozen=True)
class Bars:
    """Values as bars below each other; one as long as the plot is wide stands for FULL or more.

    `values` are all of them, of which the largest are drawn; `total` is how many are counted, of
    which one may be at several values.
    """

    values: Sequence[Value]
    bars: Sequence[Bar]
    width: int
    height: int
    total: int | None = None

    @property
    def largest(self) -> Value:
        return self.bars[0].value

    @property
    def is_few(self) -> bool:
        """Return whether the values are too few to be drawn."""
        return len(self.values) < FEW

    @property
    def is_cut(self) -> bool:
        """Return whether there are more values than bars."""
        return len(self.bars) < len(self.values)


def bars(values: Iterable[Value], most: int = MAX_BARS, total: int | None = None) -> Bars | None:
    """Return the Bars of some Values, the largest first and no more of them; None of no value."""
    values = sorted((value for value in values if value.count), key=lambda value: -value.count)
    if not values:
        return None
    scale = WIDTH / max(FULL, values[0].count)
    drawn = [
        Bar(value, shortened(value.label, 46), number * BAR_STEP, round(value.count * scale, 1))
        for number, value in enumerate(values[:most])
    ]
    return Bars(values, drawn, WIDTH, len(drawn) * BAR_STEP, total)


@dataclass(frozen=True)
class Column:
    """A year as a column: its place from the left and from above, and its label, if any.

    `is_labelled` tells whether its number stands above it: where there is room, or else above the
    last of the highest.
    `label_at` and `number_at` are where the two texts stand, and by which end they are set there.
    """

    value: Value
    left: float
    label_at: tuple[float, str]
    number_at: tuple[float, str]
    y: float
    height: float
    label: str
    is_labelled: bool

    @property
    def number_y(self) -> float:
        return self.y - 5


@dataclass(frozen=True)
class Columns:
    """Years as columns beside each other; years without a record have none, but their place.

    One as high as the plot stands for FULL or more. `undated` is the Value of the records without
    a day, None where each has one.
    """

    values: Sequence[Value]
    columns: Sequence[Column]
    thickness: float
    width: int
    height: int
    ground: int
    undated: Value | None = None

    @property
    def is_cut(self) -> bool:
        """Return whether there are earlier years than those of the columns."""
        return len(self.values) > sum(1 for column in self.columns if column.value.count)

    @property
    def is_few(self) -> bool:
        """Return whether the years are too few to be drawn."""
        return len(self.values) < FEW

    @property
    def total(self) -> int:
        """Return how many are counted: each has one year, or none."""
        undated = self.undated.count if self.undated else 0
        return sum(value.count for value in self.values) + undated

    @property
    def largest(self) -> Value:
        return max((column.value for column in self.columns), key=lambda value: value.count)


def beside(middle: float, text: str) -> tuple[float, str]:
    """Return where a text with its middle there stands, and its anchor, moved into the plot."""
    half = HALF_LETTER * breadth(text)
    if middle + half > WIDTH:
        return WIDTH, "end"
    return (0, "start") if middle < half else (round(middle, 1), "middle")


def columns(values: Iterable[Value], undated: Value | None = None) -> Columns | None:
    """Return the Columns of Values whose labels are years, of the latest MAX_YEARS.

    None where no value has a count.
    """
    by_year = {int(value.label): value for value in values if value.count}
    if not by_year:
        return None
    last = max(by_year)
    first = max(min(by_year), last - MAX_YEARS + 1)
    drawn = [by_year.get(year, Value(str(year), 0)) for year in range(first, last + 1)]
    step = WIDTH / len(drawn)
    # Few records need no more room than their columns are high.
    most = max(value.count for value in drawn)
    ground = HEADROOM + round(COLUMNS_HEIGHT * min(1, most / FULL))
    return Columns(
        values=[by_year[year] for year in sorted(by_year, reverse=True)],
        columns=laid_out(drawn, step, ground),
        thickness=thickness_at(step),
        width=WIDTH,
        height=ground + FOOTROOM,
        ground=ground,
        undated=undated,
    )


def thickness_at(step: float) -> float:
    """Return how wide the columns are that each have a place as wide as the step."""
    return round(min(MAX_COLUMN_WIDTH, step * 0.72), 1)


def laid_out(drawn: Sequence[Value], step: float, ground: int) -> list[Column]:
    """Return the Column of each year that is drawn; each has a place as wide as the step."""
    thickness = thickness_at(step)
    most = max(value.count for value in drawn)
    highest = max(number for number, value in enumerate(drawn) if value.count == most)
    every = ceil(YEAR_LABEL / step)
    found = []
    for number, value in enumerate(drawn):
        middle, height = (number + 0.5) * step, value.count * COLUMNS_HEIGHT / max(FULL, most)
        has_year = (len(drawn) - 1 - number) % every == 0
        found.append(
            Column(
                value=value,
                left=round(middle - thickness / 2, 1),
                label_at=beside(middle, value.label),
                number_at=beside(middle, f"{value.count:,}"),
                y=round(ground - height, 1),
                height=round(height, 1),
                label=value.label if has_year else "",
                is_labelled=step >= NUMBER_LABEL or number == highest,
            )
        )
    return found
