"""Print templates/plots/_land.html: the coastlines of Natural Earth as the outline of a map."""

import json
from itertools import pairwise
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agreements.plots.world import NORTH, SOUTH, STEPS

# What is smaller than this many square degrees is no more than a speck.
MIN_AREA = 1.5
HALF_TURN = 180


class Command(BaseCommand):
    help = (
        "Print Natural Earth's land as an SVG path. It takes land-110m.json of the npm package "
        "world-atlas, which has it as TopoJSON."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="land-110m.json")

    def handle(self, *, file, **options):
        try:
            topology = json.loads(file.read_text())
            rings = list(outlines(topology))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{file} cannot be read as TopoJSON of land: {error}") from error
        shown = (ring for ring in rings if area(ring) > MIN_AREA and is_shown(ring))
        paths = "".join(map(path, shown))
        self.stdout.write(f'<path class="map-land" id="land" d="{paths}"/>')


def outlines(topology):
    """Yield the outer rings of the land, each a list of (degrees east, degrees north).

    One that crosses the edge of the map comes in parts.
    """
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for rings in polygons:
            for ring in rings:
                yield from parts(
                    [
                        point
                        for number in ring
                        for point in (arcs[number] if number >= 0 else arcs[~number][::-1])
                    ]
                )


def parts(ring):
    """Return the parts of a ring on either side of the 180th meridian."""
    found = [[ring[0]]]
    for before, point in pairwise(ring):
        if abs(point[0] - before[0]) > HALF_TURN:
            found.append([])
        found[-1].append(point)
    if len(found) > 1:
        # It ends in the part in which it began.
        found[0] = found.pop() + found[0]
    return found


def decoded(arc, transform):
    """Return an arc's points in degrees; TopoJSON has each as the step from the one before."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def area(ring):
    """Return the area of a ring in square degrees."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def is_shown(ring):
    return max(y for _x, y in ring) > SOUTH


def path(ring):
    """Return the ring as an SVG path of whole units, each point as the step from the one before."""
    points = []
    for x, y in ring:
        point = round((x + 180) * STEPS), round((NORTH - max(y, SOUTH)) * STEPS)
        if not points or point != points[-1]:
            points.append(point)
    (x, y), steps = points[0], pairwise(points)
    moves = (step(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in steps)
    return f"M{x} {y}{''.join(moves)}z"


def step(dx, dy):
    """Return a step of a path, as short as it can be written."""
    if not dy:
        return f"h{dx}"
    return f"l{dx}{'' if dy < 0 else ' '}{dy}" if dx else f"v{dy}"
