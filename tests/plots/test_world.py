"""Places lie where they are, on coastlines that are drawn from public data."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from agreements.plots.charts import Value
from agreements.plots.world import (
    LARGEST_DOT,
    NARROWEST,
    SMALLEST_DOT,
    WHOLE_WIDTH,
    project,
    world,
)

TASHKENT, CHONGQING = (41.3, 69.3), (29.6, 106.6)


def test_no_map_is_drawn_without_places():
    assert world([]) is None


def test_map_has_north_above_and_east_to_the_right():
    (x1, y1), (x2, y2) = project(*TASHKENT), project(*CHONGQING)

    assert x1 < x2
    assert y1 < y2


def test_dots_grow_with_the_root_of_their_counts_and_never_vanish():
    plot = world(
        [(Value("a", 400), *TASHKENT), (Value("b", 100), *CHONGQING), (Value("c", 0), 0, 0)]
    )

    unit = plot.width / 1000
    assert [(dot.value.label, dot.radius) for dot in plot.dots] == [
        ("a", round(unit * LARGEST_DOT, 1)),
        ("b", round(unit * LARGEST_DOT / 2, 1)),
        ("c", round(unit * SMALLEST_DOT, 1)),
    ]


@pytest.mark.parametrize(
    "where",
    [[TASHKENT], [TASHKENT, CHONGQING], [(-54, -70), (78, 178)], [(0, 179), (1, -179)], [(83, 0)]],
    ids=["one", "two", "far apart", "either side of the edge", "north"],
)
def test_map_shows_all_its_dots_and_no_more_than_the_globe(where):
    plot = world([(Value("a", 1), *point) for point in where])

    assert all(plot.left <= dot.x <= plot.left + plot.width for dot in plot.dots)
    assert all(plot.top <= dot.y <= plot.top + plot.height for dot in plot.dots)
    assert plot.left >= 0
    assert plot.left + plot.width <= WHOLE_WIDTH
    assert plot.width >= NARROWEST


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

    assert capsys.readouterr().out == '<path class="map-land" d="M900 420h50v-50h-50v50z"/>\n'


def test_coastlines_says_what_is_wrong_with_a_file(tmp_path):
    file = tmp_path / "land.json"
    file.write_text("{}")

    with pytest.raises(CommandError, match="cannot be read as TopoJSON"):
        call_command("coastlines", file)
