"""What leads to something, and what comes of it: boxes joined by curves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import NamedTuple

from .lettering import wrapped

BOX_WIDTH = 232
BOX_GAP = 12
LINE_HEIGHT = 17
BOX_PADDING = 10
FLOW_GAP = 56
# How wide a note may be, whose letters are smaller than those of a label.
NOTE_LETTERS = 32
# Of a flow in one column: how far its sides stand from its edge, and the line that joins them.
INDENT = 28
TRUNK = 12


class Node(NamedTuple):
    """Something in a flow: its name, a note on it, the page about it, how strong its tie is.

    `count` is how many records it has, to whose list `href` leads; None where none are counted.
    """

    label: str
    note: str = ""
    page: str = ""
    count: int | None = None
    href: str = ""
    weight: int = 1


@dataclass(frozen=True)
class Box:
    """A node as a box: its corner, its size, and its label in lines."""

    node: Node
    x: int
    y: float
    width: int
    height: int
    lines: Sequence[tuple[float, str]]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def text_x(self) -> int:
        return self.x + BOX_PADDING

    @property
    def count_y(self) -> float:
        return self.y + self.height - BOX_PADDING

    @property
    def notes(self) -> list[tuple[float, str]]:
        """Return the lines of its note, each with its baseline; a count follows them."""
        lines = note_lines(self.node)
        first = self.count_y - (len(lines) - (0 if self.node.href else 1)) * LINE_HEIGHT
        return [(first + number * LINE_HEIGHT, line) for number, line in enumerate(lines)]


@dataclass(frozen=True)
class Flow:
    """What leads to something, it, and what comes of it: boxes in columns, joined by curves."""

    left: Sequence[Box]
    centre: Box
    right: Sequence[Box]
    curves: Sequence[tuple[str, float]]
    width: int
    height: float

    @property
    def boxes(self) -> list[Box]:
        return [*self.left, self.centre, *self.right]

    @property
    def frame_height(self) -> float:
        """Return the height with room for the lines of the outermost boxes."""
        return self.height + 2

    @property
    def sides(self) -> list[Box]:
        return [*self.left, *self.right]


class Flows(NamedTuple):
    """The same flow for wide screens and for narrow ones."""

    wide: Flow
    narrow: Flow


def flows(left: Sequence[Node], centre: Node, right: Sequence[Node]) -> Flows | None:
    """Return the Flows of some Nodes through one; None where it has none on either side."""
    if not (left or right):
        return None
    return Flows(across(left, centre, right), upright(left, centre, right))


def across(left: Sequence[Node], centre: Node, right: Sequence[Node]) -> Flow:
    """Return the Flow with a column for each side, and one for the node between them."""
    sides = [side for side in (left, [centre], right) if side]
    stacks = [stack(side, number * (BOX_WIDTH + FLOW_GAP)) for number, side in enumerate(sides)]
    height = max(boxes[-1].y + boxes[-1].height for boxes in stacks)
    stacks = [centred(boxes, height) for boxes in stacks]
    place = 1 if left else 0
    [middle] = stacks[place]
    before = stacks[0] if left else []
    after = stacks[-1] if right else []
    paths = [curve(box, middle) for box in before] + [curve(middle, box) for box in after]
    width = len(sides) * (BOX_WIDTH + FLOW_GAP) - FLOW_GAP
    return Flow(before, middle, after, ties(paths, left, right), width, height)


def upright(left: Sequence[Node], centre: Node, right: Sequence[Node]) -> Flow:
    """Return the Flow with all nodes in one column, those at the sides set in."""
    boxes = stack([*left, centre, *right], INDENT)
    before, after = boxes[: len(left)], boxes[len(left) + 1 :]
    middle = replace(boxes[len(left)], x=0, width=BOX_WIDTH + INDENT)
    end = middle.y + middle.height
    paths = [f"M{INDENT} {box.middle:g}H{TRUNK}V{middle.y:g}" for box in before]
    paths += [f"M{TRUNK} {end:g}V{box.middle:g}H{INDENT}" for box in after]
    height = boxes[-1].y + boxes[-1].height
    return Flow(before, middle, after, ties(paths, left, right), BOX_WIDTH + INDENT, height)


def ties(
    paths: Sequence[str], left: Sequence[Node], right: Sequence[Node]
) -> list[tuple[str, float]]:
    """Return the paths, one for each node, with how thick each is drawn."""
    weights = [node.weight for node in (*left, *right)]
    return [
        (path, thickness(weight, max(weights))) for path, weight in zip(paths, weights, strict=True)
    ]


def stack(nodes: Sequence[Node], x: int) -> list[Box]:
    """Return the nodes as boxes below each other."""
    boxes, y = [], 0
    for node in nodes:
        lines = wrapped(node.label)
        texts = len(lines) + len(note_lines(node)) + bool(node.href)
        height = texts * LINE_HEIGHT + 2 * BOX_PADDING
        numbered = [
            (y + BOX_PADDING + 13 + number * LINE_HEIGHT, line) for number, line in enumerate(lines)
        ]
        boxes.append(Box(node, x, y, BOX_WIDTH, height, numbered))
        y += height + BOX_GAP
    return boxes


def note_lines(node: Node) -> list[str]:
    """Return the lines of a node's note; a dot parts only what stands in one line."""
    lines = wrapped(node.note, NOTE_LETTERS) if node.note else []
    return [line.removeprefix("· ") for line in lines]


def centred(boxes: Sequence[Box], height: float) -> list[Box]:
    """Return the boxes moved down so that they stand in the middle of a height."""
    down = (height - boxes[-1].y - boxes[-1].height) / 2
    return [
        replace(box, y=box.y + down, lines=[(y + down, line) for y, line in box.lines])
        for box in boxes
    ]


def curve(one: Box, other: Box) -> str:
    """Return the path from the right side of one box to the left side of another."""
    start, end = one.x + one.width, other.x
    half = (start + end) / 2
    from_y, to_y = f"{one.middle:g}", f"{other.middle:g}"
    return f"M{start} {from_y}C{half:g} {from_y} {half:g} {to_y} {end} {to_y}"


def thickness(weight: int, strongest: int) -> float:
    """Return how thick the tie of a weight is drawn, from 1 to 6."""
    return round(1 + min(5, strongest - 1) * sqrt(weight / strongest), 1) if strongest > 1 else 1.5
