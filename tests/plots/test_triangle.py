"""Pairs are drawn once each, and every name stands at both ends of its row."""

from itertools import combinations

import pytest

from agreements.plots.charts import WIDTH, Value
from agreements.plots.triangle import LEGEND_LEFT, NAMES_WIDTH, SHADES, shade_of, triangle


def named(number):
    """Return {key: Value} of so many names."""
    return {f"C{at}": Value(f"Country {at}", 9, f"/{at}/") for at in range(number)}


def counted(names, count=4):
    """Return {pair: count} of all pairs of the names."""
    return dict.fromkeys(combinations(names, 2), count)


def test_nothing_is_drawn_where_no_two_go_together():
    assert triangle(named(1), {}, {}) is None
    assert triangle(named(2), {("C0", "C1"): 0}, {}) is None


def test_each_pair_has_one_field():
    names = named(8)

    plot = triangle(names, counted(names), {})

    pairs = [frozenset((cell.one, cell.other)) for cell in plot.cells]
    assert len(pairs) == len(set(pairs)) == 28
    assert len({(cell.x, cell.y) for cell in plot.cells}) == 28


def test_pairs_are_told_the_most_frequent_first():
    plot = triangle(
        named(3),
        {("C0", "C1"): 4, ("C0", "C2"): 0, ("C1", "C2"): 30},
        {("C0", "C1"): "/a/", ("C0", "C2"): "/b/", ("C1", "C2"): "/c/"},
    )

    told = [(pair.one.label, pair.other.label, pair.count, pair.href) for pair in plot.pairs]
    assert told == [("Country 1", "Country 2", 30, "/c/"), ("Country 0", "Country 1", 4, "/a/")]
    assert [cell.href for cell in plot.cells] == ["/a/", "", "/c/"]


def test_field_stands_in_the_row_and_the_column_of_its_names():
    names = named(5)

    plot = triangle(names, counted(names), {})

    rows = {end.value: end.y for end in plot.rows}
    columns = {end.value: (end.x, end.y) for end in plot.columns}
    for cell in plot.cells:
        assert cell.y == rows[cell.other]
        assert 0 < columns[cell.one][0] - cell.x < plot.cell_width
        assert columns[cell.one][1] < cell.y


def test_names_stand_at_both_ends_of_rows():
    names = named(4)

    plot = triangle(names, counted(names), {})

    assert [end.value.label for end in plot.columns] == ["Country 0", "Country 1", "Country 2"]
    assert [end.value.label for end in plot.rows] == ["Country 1", "Country 2", "Country 3"]


@pytest.mark.parametrize("number", range(2, 9))
def test_fields_names_and_legend_have_room(number):
    names = named(number)

    plot = triangle(names, counted(names), {})

    beside_legend = [end for end in plot.columns if end.y <= plot.legend[-1].y]
    assert max(end.x + NAMES_WIDTH for end in beside_legend) <= LEGEND_LEFT + 10
    assert max(cell.x + plot.cell_width for cell in plot.cells) <= WIDTH
    assert max(end.x + NAMES_WIDTH for end in plot.columns) <= WIDTH + 10


@pytest.mark.parametrize(
    ("count", "shade"),
    [(0, 0), (1, 1), (9, 1), (10, 2), (999, 3), (1000, 4), (10_000, 5), (1_000_000, SHADES)],
)
def test_shade_says_how_many_digits_a_count_has(count, shade):
    assert shade_of(count) == shade


def test_legend_says_where_each_shade_begins():
    names = named(3)

    legend = triangle(names, counted(names), {}).legend

    assert [line.count for line in legend] == [1, 10, 100, 1_000, 10_000]
    assert [shade_of(line.count) for line in legend] == [line.shade for line in legend]


@pytest.mark.parametrize(("number", "is_few"), [(2, True), (3, False)])
def test_fewer_than_three_pairs_are_too_few_for_a_drawing(number, is_few):
    names = named(number)

    assert triangle(names, counted(names), {}).is_few is is_few
