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
LARGEST_DOT = 34
SMALLEST_DOT = 6
THICKEST = 10


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
    """Dots, the largest first, so that small ones lie on top; arcs; the size of the map."""

    dots: Sequence[Dot]
    arcs: Sequence[Arc]
    width: int = 360 * STEPS
    height: int = (NORTH - SOUTH) * STEPS

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
    most = max(1, places[0][0].count)
    dots = [
        Dot(
            value,
            *project(*where),
            round(max(SMALLEST_DOT, LARGEST_DOT * sqrt(value.count / most))),
        )
        for value, *where in places
    ]
    strongest = max((value.count for value, *_ends in corridors), default=1)
    arcs = [
        Arc(value, arc(project(*one), project(*other)), thickness(value.count, strongest))
        for value, one, other in corridors
    ]
    return World(dots, arcs)


def project(latitude, longitude):
    """Return where a point of the globe (degrees north and east) lies on the map."""
    return round((longitude + 180) * STEPS, 1), round((NORTH - latitude) * STEPS, 1)


def arc(one, other):
    """Return the path of an arc between two points of the map, bent to the north."""
    (x1, y1), (x2, y2) = one, other
    bend = hypot(x2 - x1, y2 - y1) / 4
    return f"M{x1} {y1}Q{(x1 + x2) / 2:g} {(y1 + y2) / 2 - bend:.1f} {x2} {y2}"


def thickness(count, strongest):
    """Return how thick a corridor is drawn."""
    return round(max(2, THICKEST * sqrt(count / strongest)), 1)
