"""Counts become bars and columns that are true to them, for few values and for many."""

import itertools

import pytest
from django.utils.translation import override

from agreements.plots.charts import (
    COLUMNS_HEIGHT,
    FULL,
    HEADROOM,
    MAX_BARS,
    MAX_YEARS,
    WIDTH,
    Value,
    bars,
    columns,
)
from agreements.templatetags.display import short_number


def values(*counts):
    return [Value(f"Value {number}", count, f"/{number}/") for number, count in enumerate(counts)]


def years(**counts):
    return [Value(year[1:], count) for year, count in counts.items()]


@pytest.mark.parametrize("plot", [bars, columns])
def test_nothing_is_drawn_of_nothing(plot):
    assert plot([]) is None
    assert plot([Value("2024", 0)]) is None


def test_bar_as_long_as_the_plot_stands_for_ten_at_least():
    assert [bar.length for bar in bars(values(FULL, 5, 1)).bars] == [WIDTH, WIDTH / 2, WIDTH / 10]
    assert [bar.length for bar in bars(values(1, 1, 1)).bars] == [WIDTH / 10] * 3
    assert [bar.length for bar in bars(values(2 * FULL, FULL)).bars] == [WIDTH, WIDTH / 2]


def test_column_as_high_as_the_plot_stands_for_ten_at_least():
    assert [column.height for column in columns(years(y2024=1, y2025=5)).columns] == [
        COLUMNS_HEIGHT / 10,
        COLUMNS_HEIGHT / 2,
    ]


def test_low_columns_leave_no_room_above_them():
    low, high = columns(years(y2024=1, y2025=2)), columns(years(y2024=1, y2025=20))

    assert [max(plot.columns, key=lambda column: column.height).y for plot in (low, high)] == [
        HEADROOM,
        HEADROOM,
    ]
    assert low.height < high.height


def test_fewer_than_three_values_are_too_few_for_a_drawing():
    assert [bars(values(*[7] * number)).is_few for number in (1, 2, 3)] == [True, True, False]
    assert columns(years(y2020=3, y2025=4)).is_few
    assert not columns(years(y2020=3, y2023=1, y2025=4)).is_few


def test_years_know_how_many_are_counted_in_all():
    assert columns(years(y2024=1, y2025=5)).total == 6
    assert columns(years(y2025=5), Value("undated", 2)).total == 7


def test_bars_are_as_long_as_their_counts_the_longest_first():
    plot = bars(values(50, 200, 100))

    assert [(bar.value.count, bar.length) for bar in plot.bars] == [
        (200, WIDTH),
        (100, WIDTH / 2),
        (50, WIDTH / 4),
    ]


def test_of_5000_values_the_largest_are_drawn_and_all_are_in_the_table():
    plot = bars(values(*range(5000)))

    assert [bar.value.count for bar in plot.bars] == list(range(4999, 4999 - MAX_BARS, -1))
    assert len(plot.values) == 4999
    assert plot.height == plot.bars[-1].y + plot.bars[1].y


def test_one_year_is_one_column_in_the_middle():
    [column] = columns(years(y2025=4)).columns

    assert (column.label_at, column.label, column.is_labelled) == (
        (WIDTH / 2, "middle"),
        "2025",
        True,
    )


def left_edge(place, breadth):
    """Return where a text of that breadth begins, set at a place (x, anchor)."""
    return place[0] - {"start": 0, "middle": breadth / 2, "end": breadth}[place[1]]


def test_years_without_a_record_keep_their_place():
    plot = columns(years(y2022=1, y2025=4))

    assert [(column.value.label, column.value.count) for column in plot.columns] == [
        ("2022", 1),
        ("2023", 0),
        ("2024", 0),
        ("2025", 4),
    ]
    assert plot.columns[0].height * 4 == plot.columns[3].height
    assert {column.y + column.height for column in plot.columns} == {plot.ground}


def test_of_5000_years_the_latest_are_drawn_with_room_for_their_labels():
    plot = columns([Value(str(year), year) for year in range(1, 5001)])

    labels = [column for column in plot.columns if column.label]
    assert len(plot.columns) == MAX_YEARS
    assert plot.columns[-1].label == "5000"
    edges = [left_edge(column.label_at, 40) for column in labels]
    assert all(b - a > 40 for a, b in itertools.pairwise(edges))
    assert labels[-1].label_at == labels[-1].number_at == (WIDTH, "end")
    assert [column.value.label for column in plot.columns if column.is_labelled] == ["5000"]


def test_of_columns_of_the_same_height_one_has_its_number():
    plot = columns([Value(str(year), 312) for year in range(2000, 2026)])

    assert [column.value.label for column in plot.columns if column.is_labelled] == ["2025"]


def test_table_has_all_years_the_latest_first():
    plot = columns([Value(str(year), 1) for year in range(1900, 2026)])

    assert [value.label for value in plot.values] == [str(year) for year in range(2025, 1899, -1)]


def test_highest_year_is_one_that_is_drawn():
    plot = columns(years(y1950=500, y2020=3, y2021=2))

    assert plot.largest == Value("2020", 3)


SHORT_NUMBERS = {
    0: "0",
    999: "999",
    1000: "1.0k",
    9_949: "9.9k",
    9_950: "10k",
    999_499: "999k",
    999_999: "1.0M",
    2_500_000: "2.5M",
    95_000_000: "95M",
}


@pytest.mark.parametrize(("count", "short"), SHORT_NUMBERS.items())
def test_short_numbers_have_four_characters_at_most(count, short):
    assert short_number(count) == short
    assert len(short) <= 4


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("zh-hans", ["950", "9900", "1.0万", "12万", "2.0亿"]),
        ("ru", ["950", "9,9\u00a0тыс.", "10\u00a0тыс.", "120\u00a0тыс.", "200\u00a0млн"]),
        ("uz", ["950", "9,9\u00a0ming", "10\u00a0ming", "120\u00a0ming", "200\u00a0mln"]),
    ],
)
def test_short_numbers_are_counted_as_the_language_does(language, shown):
    with override(language):
        assert [short_number(count) for count in (950, 9900, 9999, 120_000, 2 * 10**8)] == shown
