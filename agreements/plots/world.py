"""A map of places: where they lie, how much happens there, and between which countries.

Coastlines are Natural Earth's, without borders. Degrees are drawn as they are (plate carrée), with
STEPS units of the view box for each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

from .charts import Value
from .lettering import breadth

STEPS = 5
NORTH, SOUTH = 84, -58
# Around what is drawn; and the part of the globe that is shown at least, however little that is.
MARGIN = 14 * STEPS
MIN_WIDTH = 110 * STEPS
ASPECT = 0.39
WHOLE_WIDTH = 360 * STEPS
WHOLE_HEIGHT = (NORTH - SOUTH) * STEPS
# Of a map that is 1,000 units wide.
MAX_RADIUS = 15
MIN_RADIUS = 4
MAX_THICKNESS = 5
LETTERS = 11
LETTER = 6.2
MAX_LABELS = 12
POINTS = 60

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
    """Dots, the largest first, so that small ones lie on top; arcs; the part of the globe shown."""

    dots: Sequence[Dot]
    arcs: Sequence[Arc]
    left: float
    top: float
    width: float
    height: float

    @property
    def letters(self) -> float:
        """Return the size of the letters of labels, so that they are as large on any map."""
        return round(LETTERS * self.width / 1000, 1)

    @property
    def values(self) -> list[Value]:
        return [dot.value for dot in self.dots]


def world(
    places: Iterable[tuple[Value, float, float]],
    corridors: Iterable[tuple[Value, Point, Point]] = (),
) -> World | None:
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
    corridors = [(value, project(*one), project(*other)) for value, one, other in corridors]
    arcs = [
        Arc(value, arc(*ends), round(unit * share, 1))
        for value, *ends in corridors
        for share in [max(1, MAX_THICKNESS * sqrt(value.count / strongest))]
    ]
    lines = [point for _value, *ends in corridors for point in along(*ends)]
    return World(labelled(dots, lines, left, width), arcs, left, top, width, height)


def labelled(dots: Sequence[Dot], lines: Sequence[Point], left: float, width: float) -> list[Dot]:
    """Return the dots, the largest with labels that cover no other dot or label.

    They do not leave the map either, and cover no point of `lines` where it can be helped.
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
            for label, box in around(dot, width / 1000)
            if left <= box[0]
            and box[2] <= left + width
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


def part_around(points: Iterable[Point]) -> Area:
    """Return left, top, width and height of the part of the map that shows the points."""
    xs, ys = zip(*points, strict=True)
    width = max(MIN_WIDTH, max(xs) - min(xs), (max(ys) - min(ys)) / ASPECT) + 2 * MARGIN
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


def radius(share: float) -> float:
    """Return the radius of a dot for its share of the largest count: its area grows with it."""
    return max(MIN_RADIUS, MAX_RADIUS * sqrt(share))


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
