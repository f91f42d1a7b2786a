"""Places lie where they are, on coastlines that are drawn from public data."""

import itertools
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from agreements.plots.charts import Value
from agreements.plots.world import (
    LETTERS,
    MAX_LABELS,
    MIN_RADIUS,
    NARROW,
    STEPS,
    WHOLE_WIDTH,
    WIDE,
    along,
    around,
    holds,
    overlap,
    project,
    square,
    worlds,
)

BOTH = pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])
TASHKENT, CHONGQING = (41.3, 69.3), (29.6, 106.6)


def test_no_map_is_drawn_without_places():
    assert worlds([]) is None


def test_map_has_north_above_and_east_to_the_right():
    (x1, y1), (x2, y2) = project(*TASHKENT), project(*CHONGQING)

    assert x1 < x2
    assert y1 < y2


def world(places, corridors=(), frame=WIDE):
    """Return the World of the frame."""
    drawn = worlds(places, corridors)
    return drawn.wide if frame is WIDE else drawn.narrow


@BOTH
def test_dots_grow_with_the_root_of_their_counts_and_never_vanish(frame):
    plot = world(
        [(Value("a", 400), *TASHKENT), (Value("b", 100), *CHONGQING), (Value("c", 0), 0, 0)],
        frame=frame,
    )

    unit = plot.width / frame.pixels
    assert [(dot.value.label, dot.radius) for dot in plot.dots] == [
        ("a", round(unit * frame.largest, 1)),
        ("b", round(unit * frame.largest / 2, 1)),
        ("c", round(unit * MIN_RADIUS, 1)),
    ]


@BOTH
@pytest.mark.parametrize(
    "where",
    [[TASHKENT], [TASHKENT, CHONGQING], [(-54, -70), (78, 178)], [(0, 179), (1, -179)], [(83, 0)]],
    ids=["one", "two", "far apart", "either side of the edge", "north"],
)
def test_map_shows_all_its_dots_and_no_more_than_the_globe(where, frame):
    plot = world([(Value("a", 1), *point) for point in where], frame=frame)

    assert all(plot.left <= dot.x <= plot.left + plot.width for dot in plot.dots)
    assert all(plot.top <= dot.y <= plot.top + plot.height for dot in plot.dots)
    assert plot.left >= 0
    assert plot.left + plot.width <= WHOLE_WIDTH
    assert plot.width >= frame.least * STEPS


def test_map_of_a_narrow_screen_is_nearer_to_its_dots_and_as_readable():
    drawn = worlds([(Value("a", 1), *TASHKENT), (Value("b", 1), *CHONGQING)])

    assert drawn.narrow.width < drawn.wide.width
    assert drawn.narrow.height / drawn.narrow.width > drawn.wide.height / drawn.wide.width
    for plot, frame in ((drawn.wide, WIDE), (drawn.narrow, NARROW)):
        assert plot.letters * frame.pixels / plot.width == pytest.approx(LETTERS, abs=0.2)


def test_corridor_joins_its_two_places():
    plot = world(
        [(Value("a", 1), *TASHKENT)], [(Value("China – Uzbekistan", 4), CHONGQING, TASHKENT)]
    )

    [arc] = plot.arcs
    start, end = project(*CHONGQING), project(*TASHKENT)
    assert arc.path.startswith(f"M{start[0]} {start[1]}Q")
    assert arc.path.endswith(f"{end[0]} {end[1]}")


def test_coastlines_are_printed_as_a_path(tmp_path, capsys):
    square = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]],
        "objects": {
            "land": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0]]}],
            }
        },
    }
    file = tmp_path / "land.json"
    file.write_text(json.dumps(square))

    call_command("coastlines", file)

    assert (
        capsys.readouterr().out
        == '<path class="map-land" id="land" d="M900 420h50v-50h-50v50z"/>\n'
    )


def test_coastlines_says_what_is_wrong_with_a_file(tmp_path):
    file = tmp_path / "land.json"
    file.write_text("{}")

    with pytest.raises(CommandError, match="cannot be read as TopoJSON"):
        call_command("coastlines", file)


def test_largest_places_are_named_where_there_is_room():
    places = [(Value("Tashkent", 9), *TASHKENT), (Value("Chongqing", 3), *CHONGQING)]
    between = [(Value("Between", 1), TASHKENT[0], longitude / 4) for longitude in range(280, 300)]

    alone, crowded = world(places), world([*places, *between])

    assert [dot.label.anchor for dot in alone.dots] == ["start", "start"]
    assert [(dot.value.label, dot.label.anchor) for dot in crowded.dots if dot.label][:2] == [
        ("Tashkent", "end"),
        ("Chongqing", "start"),
    ]


def test_names_of_places_stand_beside_the_arcs():
    corridor = (Value("Tashkent – Chongqing", 2), TASHKENT, CHONGQING)
    plot = world(
        [(Value("Tashkent", 9), *TASHKENT), (Value("Chongqing", 3), *CHONGQING)], [corridor]
    )

    points = list(along(project(*TASHKENT), project(*CHONGQING)))
    boxes = [box_of(dot, plot.unit) for dot in plot.dots]
    assert not any(holds(box, point) for box in boxes for point in points)
    assert len({dot.label.anchor for dot in plot.dots}) == 2


@BOTH
@given(
    places=st.lists(
        st.tuples(st.integers(1, 9999), st.floats(-50, 80), st.floats(-179, 179)),
        min_size=1,
        max_size=40,
    )
)
def test_names_of_places_cover_neither_each_other_nor_another_dot(places, frame):
    plot = world([(Value("Name", count), *where) for count, *where in places], frame=frame)

    named = [dot for dot in plot.dots if dot.label]
    boxes = [box_of(dot, plot.unit) for dot in named]
    assert len(named) <= MAX_LABELS
    assert not any(overlap(*pair) for pair in itertools.combinations(boxes, 2))
    assert not any(
        overlap(box, square(other))
        for dot, box in zip(named, boxes, strict=True)
        for other in plot.dots
        if other is not dot
    )
    assert all(plot.left <= box[0] and box[2] <= plot.left + plot.width for box in boxes)


def box_of(dot, unit):
    """Return the box that the label of a dot fills."""
    return next(box for label, box in around(dot, unit) if label == dot.label)
