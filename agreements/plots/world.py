"""A map of places: where they lie, how much happens there, and between which countries.

Coastlines are Natural Earth's, without borders. Degrees are drawn as they are (plate carrée), with
STEPS units of the view box for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from .charts import Value

STEPS = 5
NORTH, SOUTH = 84, -58
# Around what is drawn; and the part of the globe that is shown at least, however little that is.
MARGIN = 14 * STEPS
NARROWEST = 110 * STEPS
ASPECT = 0.39
WHOLE_WIDTH = 360 * STEPS
WHOLE_HEIGHT = (NORTH - SOUTH) * STEPS
# Of a map that is 1,000 units wide.
LARGEST_DOT = 18
SMALLEST_DOT = 4
THICKEST = 5


@dataclass(frozen=True)
class Dot:
    """A place: its value, where it is drawn, and how large."""

    value: Value
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Arc:
    """A corridor between two countries: its value, its path, and how thick it is drawn."""

    value: Value
    path: str
    thickness: float


@dataclass(frozen=True)
class World:
    """Dots, the largest first, so that small ones lie on top; arcs; the part of the globe shown."""

    dots: Sequence[Dot]
    arcs: Sequence[Arc]
    left: float
    top: float
    width: float
    height: float

    @property
    def values(self):
        """Return the values of the dots, the largest first."""
        return [dot.value for dot in self.dots]


def world(places, corridors=()):
    """Return the World of places [(Value, latitude, longitude)], None where there are none.

    Corridors are [(Value, (latitude, longitude), (latitude, longitude))].
    """
    places = sorted(places, key=lambda place: -place[0].count)
    if not places:
        return None
    points = [project(*where) for _value, *where in places]
    left, top, width, height = part_around(points)
    unit = width / 1000
    most = max(1, places[0][0].count)
    dots = [
        Dot(place[0], *point, round(unit * radius(place[0].count / most), 1))
        for place, point in zip(places, points, strict=True)
    ]
    strongest = max((value.count for value, *_ends in corridors), default=1)
    arcs = [
        Arc(value, arc(project(*one), project(*other)), round(unit * share, 1))
        for value, one, other in corridors
        for share in [max(1, THICKEST * sqrt(value.count / strongest))]
    ]
    return World(dots, arcs, left, top, width, height)


def part_around(points):
    """Return left, top, width and height of the part of the map that shows the points."""
    xs, ys = zip(*points, strict=True)
    width = max(NARROWEST, max(xs) - min(xs), (max(ys) - min(ys)) / ASPECT) + 2 * MARGIN
    width = round(min(width, WHOLE_WIDTH, WHOLE_HEIGHT / ASPECT))
    height = round(width * ASPECT)
    left = (max(xs) + min(xs) - width) / 2
    top = (max(ys) + min(ys) - height) / 2
    return (
        round(min(max(left, 0), WHOLE_WIDTH - width)),
        round(min(max(top, 0), WHOLE_HEIGHT - height)),
        width,
        height,
    )


def radius(share):
    """Return the radius of a dot for its share of the largest count: its area grows with it."""
    return max(SMALLEST_DOT, LARGEST_DOT * sqrt(share))


def project(latitude, longitude):
    """Return where a point of the globe (degrees north and east) lies on the map."""
    return round((longitude + 180) * STEPS, 1), round((NORTH - latitude) * STEPS, 1)


def arc(one, other):
    """Return the path of an arc between two points of the map, bent to the north."""
    (x1, y1), (x2, y2) = one, other
    bend = hypot(x2 - x1, y2 - y1) / 4
    return f"M{x1} {y1}Q{(x1 + x2) / 2:g} {(y1 + y2) / 2 - bend:.1f} {x2} {y2}"
