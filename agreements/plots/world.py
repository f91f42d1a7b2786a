"""A map of places: where they lie, how much happens there, and between which countries.

Coastlines are Natural Earth's, without borders. Degrees are drawn as they are (plate carrée), with
STEPS units of the view box for each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt
from typing import NamedTuple

from .charts import Value
from .lettering import breadth

STEPS = 5
NORTH, SOUTH = 84, -58
WHOLE_WIDTH = 360 * STEPS
WHOLE_HEIGHT = (NORTH - SOUTH) * STEPS
# In pixels of the page.
MIN_RADIUS = 4
MAX_THICKNESS = 5
LETTERS = 11
LETTER = 6.2
MAX_LABELS = 12
POINTS = 60


class Frame(NamedTuple):
    """How wide a map is drawn in pixels, and how high in parts of that.

    `margin` is around its dots and `least` the part of the globe that is shown at least, however
    little of it they need: both in degrees. `largest` is the radius of the largest dot.
    """

    pixels: int
    aspect: float
    margin: int
    least: int
    largest: int


WIDE = Frame(1000, 0.42, 10, 90, 15)
NARROW = Frame(350, 0.8, 9, 48, 11)

Point = tuple[float, float]
# Left, top, and right and bottom, or width and height.
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """The name of a place beside its dot: where it stands, and by which end it is set there."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Dot:
    """A place: its value, where it is drawn, how large, and its Label where there is room."""

    value: Value
    x: float
    y: float
    radius: float
    label: Label | None = None


@dataclass(frozen=True)
class Arc:
    """A corridor between two countries: its value, its path, and how thick it is drawn."""

    value: Value
    path: str
    thickness: float


@dataclass(frozen=True)
class World:
    """Dots, the largest first, so that small ones lie on top; arcs; the part of the globe shown.

    `unit` is how many units of the view box a pixel of the page is.
    """

    dots: Sequence[Dot]
    arcs: Sequence[Arc]
    left: float
    top: float
    width: float
    height: float
    unit: float

    @property
    def letters(self) -> float:
        """Return the size of the letters of labels, so that they are as large on any map."""
        return round(LETTERS * self.unit, 1)

    @property
    def values(self) -> list[Value]:
        return [dot.value for dot in self.dots]


class Worlds(NamedTuple):
    """The same map for wide screens and for narrow ones."""

    wide: World
    narrow: World


def worlds(
    places: Iterable[tuple[Value, float, float]],
    corridors: Iterable[tuple[Value, Point, Point]] = (),
) -> Worlds | None:
    """Return the Worlds of places [(Value, latitude, longitude)], None where there are none.

    Corridors are [(Value, (latitude, longitude), (latitude, longitude))].
    """
    places = sorted(places, key=lambda place: -place[0].count)
    if not places:
        return None
    dots = [(value, project(*where)) for value, *where in places]
    ends = [(value, project(*one), project(*other)) for value, one, other in corridors]
    return Worlds(world(dots, ends, WIDE), world(dots, ends, NARROW))


def world(
    places: Sequence[tuple[Value, Point]],
    corridors: Sequence[tuple[Value, Point, Point]],
    frame: Frame,
) -> World:
    """Return the World of places where they are drawn, the largest first, in a frame."""
    left, top, width, height = part_around([point for _value, point in places], frame)
    unit = width / frame.pixels
    most = max(1, places[0][0].count)
    dots = [
        Dot(value, *point, round(unit * radius(frame, value.count / most), 1))
        for value, point in places
    ]
    strongest = max((value.count for value, *_ends in corridors), default=1)
    arcs = [
        Arc(value, arc(*ends), round(unit * share, 1))
        for value, *ends in corridors
        for share in [max(1, MAX_THICKNESS * sqrt(value.count / strongest))]
    ]
    lines = [point for _value, *ends in corridors for point in along(*ends)]
    shown = (left, top, left + width, top + height)
    return World(labelled(dots, lines, shown, unit), arcs, left, top, width, height, unit)


def labelled(dots: Sequence[Dot], lines: Sequence[Point], shown: Area, unit: float) -> list[Dot]:
    """Return the dots, the largest with labels that cover no other dot or label.

    They do not leave what is shown either, and cover no point of `lines` where it can be helped.
    """
    squares = [square(dot) for dot in dots]
    taken, found = [], []
    for number, dot in enumerate(dots):
        # With enough labels, room for more need not be looked for.
        if len(taken) == MAX_LABELS:
            break
        others = [*taken, *squares[:number], *squares[number + 1 :]]
        free = [
            (label, box)
            for label, box in around(dot, unit)
            if shown[0] <= box[0]
            and box[2] <= shown[2]
            and shown[1] <= box[1]
            and box[3] <= shown[3]
            and not any(overlap(box, other) for other in others)
        ]
        label, box = min(
            free,
            key=lambda place: any(holds(place[1], point) for point in lines),
            default=(None, None),
        )
        if label:
            taken.append(box)
        found.append(replace(dot, label=label))
    return found + dots[len(found) :]


def square(dot: Dot) -> Area:
    return (
        dot.x - dot.radius,
        dot.y - dot.radius,
        dot.x + dot.radius,
        dot.y + dot.radius,
    )


def around(dot: Dot, unit: float) -> Iterator[tuple[Label, Area]]:
    """Yield where the label of a dot can stand: right of it, left, below, above.

    With each comes the box that it fills: left, top, right, bottom.
    """
    length = unit * LETTER * breadth(f"{dot.value.label} {dot.value.count:,}")
    high = unit * LETTERS
    beside, over = dot.radius + 3 * unit, dot.radius + high / 2 + 2 * unit
    for x, y, anchor, before in (
        (dot.x + beside, dot.y, "start", 0),
        (dot.x - beside, dot.y, "end", length),
        (dot.x, dot.y + over, "middle", length / 2),
        (dot.x, dot.y - over, "middle", length / 2),
    ):
        box = (x - before, y - high / 2, x - before + length, y + high / 2)
        yield Label(round(x, 1), round(y + 4 * unit, 1), anchor), box


def holds(box: Area, point: Point) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def overlap(one: Area, other: Area) -> bool:
    """Return whether two boxes cover a part of each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def part_around(points: Iterable[Point], frame: Frame) -> Area:
    """Return left, top, width and height of the part of the map that shows the points."""
    xs, ys = zip(*points, strict=True)
    around = 2 * frame.margin * STEPS
    across, down = max(xs) - min(xs) + around, max(ys) - min(ys) + around
    width = round(min(max(frame.least * STEPS, across, down / frame.aspect), WHOLE_WIDTH))
    height = round(min(width * frame.aspect, WHOLE_HEIGHT))
    left = (max(xs) + min(xs) - width) / 2
    top = (max(ys) + min(ys) - height) / 2
    return (
        round(min(max(left, 0), WHOLE_WIDTH - width)),
        round(min(max(top, 0), WHOLE_HEIGHT - height)),
        width,
        height,
    )


def radius(frame: Frame, share: float) -> float:
    """Return the radius of a dot for its share of the largest count: its area grows with it."""
    return max(MIN_RADIUS, frame.largest * sqrt(share))


def project(latitude: float, longitude: float) -> Point:
    """Return where a point of the globe (degrees north and east) lies on the map."""
    return round((longitude + 180) * STEPS, 1), round((NORTH - latitude) * STEPS, 1)


def arc(one: Point, other: Point) -> str:
    """Return the path of an arc between two points of the map, bent to the north."""
    (x1, y1), (x2, y2), (x, y) = one, other, bend(one, other)
    return f"M{x1} {y1}Q{x:g} {y:.1f} {x2} {y2}"


def bend(one: Point, other: Point) -> Point:
    """Return the point towards which the arc between two others is bent."""
    (x1, y1), (x2, y2) = one, other
    return (x1 + x2) / 2, (y1 + y2) / 2 - hypot(x2 - x1, y2 - y1) / 4


def along(one: Point, other: Point) -> Iterator[Point]:
    """Yield points on the arc between two others, POINTS of them (a quadratic Bézier curve)."""
    middle = bend(one, other)
    for step in range(1, POINTS):
        t = step / POINTS
        yield tuple(
            (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
            for a, b, c in zip(one, middle, other, strict=True)
        )
