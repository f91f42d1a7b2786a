"""A triangle of pairs: how often each two of some names go together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .charts import FEW, WIDTH, Value
from .lettering import shortened

NAMES_WIDTH = 114
NAME_LETTERS = 13
STEP_DOWN = 34
MAX_STEP_ACROSS = 52
GAP = 6
# The first shade begins at 1, each other one at ten times as many; their legend at the right.
SHADES = 5
LEGEND_LEFT = 328
LEGEND_STEP = 20


class InRow:
    """What is drawn in a row whose upper edge is `y`."""

    y: int

    @property
    def text_y(self) -> int:
        """Return the baseline of a text in the middle of the row."""
        return self.y + STEP_DOWN // 2 + 4


@dataclass(frozen=True)
class Cell(InRow):
    """Two names and how often they go together; `shade` grows with it to SHADES, 0 means never.

    `href` leads to what is counted. `x` and `y` are its corner at the upper left.
    """

    one: Value
    other: Value
    count: int
    shade: int
    href: str
    x: float
    y: int


@dataclass(frozen=True)
class End(InRow):
    """A name where its row begins or its column, as it is drawn there."""

    value: Value
    label: str
    x: float
    y: int


@dataclass(frozen=True)
class Shade:
    """A line of the legend: a shade, and the count with which it begins."""

    shade: int
    count: int
    y: int


@dataclass(frozen=True)
class Triangle:
    """Names against the names before them: how often each two go together, once each.

    A row has its name at both ends: at its beginning (`rows`), and where its column goes down from
    it (`columns`). The first name has no row and the last one no column.
    """

    names: Sequence[Value]
    rows: Sequence[End]
    columns: Sequence[End]
    cells: Sequence[Cell]
    cell_width: float
    height: int
    width: int = WIDTH
    cell_height: int = STEP_DOWN - 2
    legend_left: int = LEGEND_LEFT

    @property
    def half_width(self) -> float:
        """Return how far the middle of a cell is from its left."""
        return self.cell_width / 2

    @property
    def pairs(self) -> list[Cell]:
        """Return the Cells of all pairs that go together, the most frequent first."""
        return sorted((cell for cell in self.cells if cell.count), key=lambda cell: -cell.count)

    @property
    def is_few(self) -> bool:
        """Return whether the pairs are too few to be drawn."""
        return len(self.pairs) < FEW

    @property
    def legend(self) -> list[Shade]:
        """Return the shades, the weakest first."""
        return [
            Shade(number + 1, 10**number, number * LEGEND_STEP + GAP) for number in range(SHADES)
        ]


def triangle(
    names: Mapping[str, Value],
    counts: Mapping[tuple[str, str], int],
    addresses: Mapping[tuple[str, str], str],
) -> Triangle | None:
    """Return the Triangle of {key: Value}, as {(key, key): count} says.

    Of the two keys, the one that comes first in `names` comes first; `addresses` has that of each
    two, as {(key, key): address}. None where no two go together.
    """
    if not any(counts.values()):
        return None
    # The last name but one stands at the end of its row, and needs room there.
    step = min(MAX_STEP_ACROSS, (WIDTH - 2 * NAMES_WIDTH) / max(1, len(names) - 2))
    places = {key: (NAMES_WIDTH + at * step, at * STEP_DOWN) for at, key in enumerate(names)}
    cells = []
    for one, other in combinations(names, 2):
        count = counts.get((one, other), 0)
        href = addresses.get((one, other), "") if count else ""
        x, y = places[one][0], places[other][1]
        cells.append(Cell(names[one], names[other], count, shade_of(count), href, x, y))
    keys = list(names)
    return Triangle(
        names=list(names.values()),
        rows=[end(names[key], 0, places[key][1]) for key in keys[1:]],
        columns=[end(names[key], places[key][0] + GAP, places[key][1]) for key in keys[:-1]],
        cells=cells,
        cell_width=step - 2,
        height=len(names) * STEP_DOWN,
    )


def end(value: Value, x: float, y: int) -> End:
    return End(value, shortened(value.label, NAME_LETTERS), x, y)


def shade_of(count: int) -> int:
    """Return the shade of a count: 0 for none, then one more for each of its digits."""
    return min(SHADES, len(str(count))) if count else 0
