"""Bars, columns and a matrix: counts by a name, by a year, by two names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import NamedTuple

from .lettering import breadth, shortened

WIDTH = 400
MAX_BARS = 12
BAR_STEP = 32
MAX_YEARS = 40
COLUMNS_HEIGHT = 120
HEADROOM = 20
FOOTROOM = 24
MAX_COLUMN_WIDTH = 36
YEAR_LABEL = 60
NUMBER_LABEL = 34
HALF_LETTER = 5
SHADES = 5
NAMES_WIDTH = 108
NAME_LETTERS = 15
CELL_HEIGHT = 34
MAX_CELL_WIDTH = 60


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
    """Values as bars below each other, the largest as long as the plot is wide.

    `values` are all of them, of which the largest are drawn.
    """

    values: Sequence[Value]
    bars: Sequence[Bar]
    width: int
    height: int

    @property
    def largest(self) -> Value:
        return self.bars[0].value

    @property
    def is_cut(self) -> bool:
        """Return whether there are more values than bars."""
        return len(self.bars) < len(self.values)


def bars(values: Iterable[Value], most: int = MAX_BARS) -> Bars | None:
    """Return the Bars of some Values, the largest first and no more of them; None of no value."""
    values = sorted((value for value in values if value.count), key=lambda value: -value.count)
    if not values:
        return None
    scale = WIDTH / values[0].count
    drawn = [
        Bar(value, shortened(value.label, 46), number * BAR_STEP, round(value.count * scale, 1))
        for number, value in enumerate(values[:most])
    ]
    return Bars(values, drawn, WIDTH, len(drawn) * BAR_STEP)


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

    `undated` is the Value of the records without a day, None where each has one.
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
    thickness = round(min(MAX_COLUMN_WIDTH, step * 0.72), 1)
    ground = HEADROOM + COLUMNS_HEIGHT
    return Columns(
        values=[by_year[year] for year in sorted(by_year, reverse=True)],
        columns=laid_out(drawn, step, thickness),
        thickness=thickness,
        width=WIDTH,
        height=ground + FOOTROOM,
        ground=ground,
        undated=undated,
    )


def laid_out(drawn: Sequence[Value], step: float, thickness: float) -> list[Column]:
    """Return the Column of each year that is drawn; each has a place as wide as the step."""
    most = max(value.count for value in drawn)
    highest = max(number for number, value in enumerate(drawn) if value.count == most)
    every = ceil(YEAR_LABEL / step)
    found = []
    for number, value in enumerate(drawn):
        middle, height = (number + 0.5) * step, value.count * COLUMNS_HEIGHT / most
        has_year = (len(drawn) - 1 - number) % every == 0
        found.append(
            Column(
                value=value,
                left=round(middle - thickness / 2, 1),
                label_at=beside(middle, value.label),
                number_at=beside(middle, f"{value.count:,}"),
                y=round(HEADROOM + COLUMNS_HEIGHT - height, 1),
                height=round(height, 1),
                label=value.label if has_year else "",
                is_labelled=step >= NUMBER_LABEL or number == highest,
            )
        )
    return found


@dataclass(frozen=True)
class Cell:
    """Two keys and how often they go together; `shade` grows with it to SHADES, 0 means never.

    `href` leads to what is counted.
    """

    row: Value
    column: Value
    count: int
    shade: int
    href: str

    @property
    def is_same(self) -> bool:
        return self.row == self.column


@dataclass(frozen=True)
class Head:
    """A column of a matrix: the short form of its name, and where its middle is."""

    value: Value
    short: str
    x: float


@dataclass(frozen=True)
class Line:
    """A row of a matrix: its name as it is drawn, where it stands, its cells with their places."""

    value: Value
    label: str
    y: int
    cells: Sequence[tuple[Cell, float]]

    @property
    def text_y(self) -> int:
        return self.y + CELL_HEIGHT // 2 + 5


@dataclass(frozen=True)
class Matrix:
    """Names against the same names: how often each two go together."""

    heads: Sequence[Head]
    lines: Sequence[Line]
    cell_width: float
    height: int
    width: int = WIDTH
    cell_height: int = CELL_HEIGHT - 2

    @property
    def half_width(self) -> float:
        """Return how far the middle of a cell is from its left."""
        return self.cell_width / 2

    @property
    def pairs(self) -> list[Cell]:
        """Return the Cells of all pairs that go together, once each, the most frequent first."""
        cells = [
            cell
            for number, line in enumerate(self.lines)
            for cell, _x in line.cells[number + 1 :]
            if cell.count
        ]
        return sorted(cells, key=lambda cell: -cell.count)


def matrix(
    names: Mapping[str, Value],
    counts: Mapping[tuple[str, str], int],
    addresses: Mapping[tuple[str, str], str],
) -> Matrix | None:
    """Return the Matrix of {short form: Value}, as {(short, short): count} says.

    `addresses` has that of each two, as {(short, short): address}. None where no two go together.
    The shades follow the logarithm: corridors differ by powers of ten.
    """
    largest = max(counts.values(), default=0)
    if not largest:
        return None
    step = min(MAX_CELL_WIDTH, (WIDTH - NAMES_WIDTH) / len(names))

    def cell(row: str, column: str) -> Cell:
        count = counts.get((row, column), 0)
        href = addresses.get((row, column), "") if count else ""
        return Cell(names[row], names[column], count, shade_of(count, largest), href)

    places = {short: NAMES_WIDTH + number * step for number, short in enumerate(names)}
    heads = [Head(value, short, places[short] + step / 2) for short, value in names.items()]
    lines = [
        Line(
            value,
            shortened(value.label, NAME_LETTERS),
            HEADROOM + number * CELL_HEIGHT,
            [(cell(short, other), places[other]) for other in names],
        )
        for number, (short, value) in enumerate(names.items())
    ]
    return Matrix(heads, lines, step - 2, HEADROOM + len(names) * CELL_HEIGHT)


def shade_of(count: int, largest: int) -> int:
    """Return the shade of a count, from 0 to SHADES for the largest."""
    return ceil(SHADES * log10(1 + count) / log10(1 + largest))
