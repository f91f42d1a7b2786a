"""Boxes hold their labels, stand apart, and are joined by curves."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.plots.flow import INDENT, LINE_HEIGHT, Node, flows
from agreements.plots.lettering import LETTERS, MAX_LINES, breadth, shortened, wrapped

LONG = (
    "Ministry of Higher Education, Science and Innovation of the Republic of Uzbekistan, Tashkent"
)


def test_nothing_is_drawn_without_a_side():
    assert flows([], Node("Alone"), []) is None


@pytest.mark.parametrize(("left", "right"), [(1, 0), (0, 1), (3, 1), (1, 9), (9, 9)])
def test_boxes_stand_apart_within_the_drawing(left, right):
    nodes = [Node(f"{LONG} {number}", "Note") for number in range(18)]

    plot = flows(nodes[:left], Node("Centre"), nodes[left : left + right]).wide

    for boxes in (plot.left, [plot.centre], plot.right):
        assert all(a.y + a.height < b.y for a, b in itertools.pairwise(boxes))
    assert len(plot.curves) == left + right
    assert {box.x + box.width <= plot.width for box in plot.boxes} == {True}
    assert {0 <= box.y <= box.y + box.height <= plot.height for box in plot.boxes} == {True}


@pytest.mark.parametrize("href", ["", "/"])
@pytest.mark.parametrize(
    ("note", "lines"),
    [
        ("Note", ["Note"]),
        ("Образовательная организация · CN", ["Образовательная организация", "CN"]),
    ],
)
def test_lines_of_a_label_lie_within_its_box_above_those_of_its_note(note, lines, href):
    plot = flows([Node(LONG, note, href=href)], Node("Centre"), []).wide

    [box] = plot.left
    baselines = [y for y, _line in (*box.lines, *box.notes)] + [box.count_y] * bool(href)
    assert [line for _y, line in box.notes] == lines
    assert box.y < baselines[0] < baselines[-1] < box.y + box.height
    assert all(before + LINE_HEIGHT <= after for before, after in itertools.pairwise(baselines))


def test_stronger_ties_are_thicker():
    plot = flows([], Node("Centre"), [Node("a", weight=100), Node("b", weight=10), Node("c")]).wide

    strengths = [thickness for _path, thickness in plot.curves]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == 6.0


@given(text=st.text())
def test_any_label_is_wrapped_into_few_lines_of_bounded_width(text):
    lines = wrapped(text)

    assert 1 <= len(lines) <= MAX_LINES
    assert all(breadth(line) <= LETTERS for line in lines)


def test_short_labels_lose_nothing():
    assert " ".join(wrapped("Tashkent State Transport University")) == (
        "Tashkent State Transport University"
    )
    assert "".join(wrapped("重庆工程职业技术学院")) == "重庆工程职业技术学院"


@given(text=st.text(), letters=st.integers(1, 30))
def test_shortened_text_is_as_wide_as_allowed(text, letters):
    assert breadth(shortened(text, letters)) <= letters


@pytest.mark.parametrize(("left", "right"), [(1, 0), (0, 1), (3, 1), (9, 9)])
def test_narrow_drawing_has_the_same_boxes_in_one_column(left, right):
    nodes = [Node(f"{LONG} {number}", "Note", count=1, href="/") for number in range(18)]

    wide, narrow = flows(nodes[:left], Node("Centre"), nodes[left : left + right])

    assert [box.node for box in narrow.boxes] == [box.node for box in wide.boxes]
    assert all(a.y + a.height < b.y for a, b in itertools.pairwise(narrow.boxes))
    assert {box.x + box.width for box in narrow.boxes} == {narrow.width}
    assert {box.x for box in narrow.sides} == {INDENT}
    assert len(narrow.curves) == left + right
    assert narrow.width <= 320


def test_line_between_boxes_of_different_heights_is_level():
    plot = flows([Node(LONG, "Note")], Node("Centre"), []).wide

    assert plot.left[0].middle == plot.centre.middle
