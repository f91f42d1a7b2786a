"""What plots and the tables of them show of each value: texts made ready for {% each %}."""

from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from agreements.models.numbers import grouped_in
from agreements.models.shown_names import ShownName
from agreements.spoken import named_in

from .display import plain, short_number, with_count

# A number in a field that is so dark is written in white.
DARK_SHADE = 4

register = template.Library()


class ValueInTable(NamedTuple):
    """A value as the head of a row or of a column; `told` tells its link from other links to it."""

    href: str
    name: SafeString
    told: str
    count: str
    cells: list["Cell"]


class Cell(NamedTuple):
    """A number in a table of values by other values."""

    count: str
    is_nought: bool


class DrawnBar(NamedTuple):
    """A bar of a plot of that `width`; `label` is cut to fit, `title` says all."""

    href: str
    y: str
    title: str
    lang: str
    label: str
    count: str
    length: str
    width: str


class DrawnColumn(NamedTuple):
    """A column of a plot of years: none is drawn without a `title`, nor a number without one."""

    href: str
    title: str
    x: str
    y: str
    width: str
    height: str
    number: str
    number_x: str
    number_y: str
    number_anchor: str
    label: str
    label_x: str
    label_y: str
    label_anchor: str


class DrawnCell(NamedTuple):
    """Where two names cross in a triangle; their number stands in `lines`, none where it is 0."""

    href: str
    one: str
    other: str
    count: str
    shade: str
    x: str
    y: str
    width: str
    height: str
    is_dark: bool
    text_y: str
    lines: list["Line"]


class Line(NamedTuple):
    """A line of a text, moved down by `dy` from the one before."""

    text: str
    x: str
    dx: str
    dy: str


class PairInTable(NamedTuple):
    """Two names that go together, as a row of the table beside a triangle."""

    href: str
    count: str
    one: str
    one_href: str
    one_named: SafeString
    other: str
    other_href: str
    other_named: SafeString


@register.filter
def in_table(values, told):
    """Return Values of a plot as ValuesInTable."""
    page = get_language()
    return [value_in_table(page, value, told) for value in values]


@register.filter
def crossed_in_table(rows, told):
    """Return Rows of a CrossedTable as ValuesInTable, with their cells."""
    page = get_language()
    return [
        value_in_table(page, row.value, told)._replace(
            cells=[Cell(grouped_in(page, count), not count) for count in row.counts]
        )
        for row in rows
    ]


def value_in_table(page, value, told):
    return ValueInTable(
        href=value.href,
        name=named_in(page, value.label),
        told=told,
        count=grouped_in(page, value.count),
        cells=[],
    )


@register.filter
def drawn_bars(plot):
    """Return the bars of a plot as DrawnBars."""
    page = get_language()
    return [
        DrawnBar(
            href=bar.value.href,
            y=str(bar.y),
            title=with_count(bar.value.label, bar.value.count),
            lang=bar.value.label.lang_on(page) if isinstance(bar.value.label, ShownName) else "",
            label=bar.label,
            count=grouped_in(page, bar.value.count),
            length=plain(bar.length),
            width=str(plot.width),
        )
        for bar in plot.bars
    ]


@register.filter
def drawn_columns(plot):
    """Return the columns of a plot as DrawnColumns."""
    page = get_language()
    return [
        DrawnColumn(
            href=value.href,
            title=with_count(value.label, value.count) if value.count else "",
            x=plain(column.left),
            y=plain(column.y),
            width=plain(plot.thickness),
            height=plain(column.height),
            number=grouped_in(page, value.count) if column.is_labelled else "",
            number_x=plain(column.number_at[0]),
            number_y=plain(column.number_y),
            number_anchor=column.number_at[1],
            label=column.label,
            label_x=plain(column.label_at[0]),
            label_y=str(plot.height),
            label_anchor=column.label_at[1],
        )
        for column in plot.columns
        for value in [column.value]
    ]


@register.filter
def drawn_cells(plot):
    """Return the cells of a triangle as DrawnCells."""
    page = get_language()
    return [
        DrawnCell(
            href=cell.href,
            one=cell.one.label,
            other=cell.other.label,
            count=grouped_in(page, cell.count),
            shade=str(cell.shade),
            x=plain(cell.x),
            y=str(cell.y),
            width=plain(plot.cell_width),
            height=str(plot.cell_height),
            is_dark=cell.shade >= DARK_SHADE,
            text_y=str(cell.text_y),
            lines=lines_of(short_number(cell.count), cell.x, plot) if cell.count else [],
        )
        for cell in plot.cells
    ]


def lines_of(number, x, plot):
    """Return the Lines of a number: a sign that is a word, such as “тыс.”, stands below it."""
    x, dx, (first, *others) = plain(x), plain(plot.half_width), number.split()
    return [
        Line(first, x, dx, "-0.55em" if others else ""),
        *(Line(other, x, dx, "1.1em") for other in others),
    ]


@register.filter
def pairs_in_table(pairs):
    """Return the pairs of a triangle as PairsInTable."""
    page = get_language()
    return [
        PairInTable(
            href=pair.href,
            count=grouped_in(page, pair.count),
            one=pair.one.label,
            one_href=pair.one.href,
            one_named=named_in(page, pair.one.label),
            other=pair.other.label,
            other_href=pair.other.href,
            other_named=named_in(page, pair.other.label),
        )
        for pair in pairs
    ]
