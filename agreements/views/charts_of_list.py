"""The charts of exactly the records that a list has: what its page shows in place of rows."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from agreements.formats.svg import drawn
from agreements.index.crossed import crossed
from agreements.index.results import LISTED_VALUES
from agreements.lists.addresses import chosen_parameters, href_with
from agreements.lists.list_charts import charts_of, crossed_of, most_first
from agreements.nouns.years import YearFacet
from agreements.plots.charts import MAX_BARS, MAX_YEARS, Bars, Columns, Value

from .data_links import list_address
from .entries import is_narrowed_by_form


class FileOf(NamedTuple):
    """A file of what is drawn: what it is, and its address."""

    label: str
    href: str


class ListChart(NamedTuple):
    """A chart of a list, with what must be known to read it and the files of it.

    `of` says what each of its values is, `sentence` is the template that tells one of few.
    """

    name: str
    heading: str
    of: str
    plot: Bars | Columns
    sentence: str
    notes: list[str]
    files: list[FileOf]

    @property
    def is_of_years(self):
        return isinstance(self.plot, Columns)


class Row(NamedTuple):
    """A value with its number of records, and those of them that have each value of the columns."""

    value: Value
    counts: list[int]


class CrossedTable(NamedTuple):
    """How many records of a list have a value of one facet and one of another, for each two."""

    name: str
    heading: str
    of: str
    columns: list[Value]
    rows: list[Row]
    total: int
    notes: list[str]
    files: list[FileOf]


def charts_of_list(answered, snapshot):
    """Return what a page shows of the charts and tables of what an Answer has chosen."""
    noun, selection, matches = answered.noun, answered.selection, answered.matches
    index = snapshot.index(noun)
    drawings, tables = charts_of(noun).values(), crossed_of(noun).values()
    parameters = dict.fromkeys(chart.parameter for chart in drawings)
    counts = {name: index.count_within(selection, name, None, matches) for name in parameters}
    charts = [list_chart(answered, chart, counts[chart.parameter]) for chart in drawings]
    crossings = []
    for chart in tables:
        both = crossed(index, selection, chart.parameters, matches, LISTED_VALUES)
        crossings.append(crossed_table(answered, chart, counts, both))
    return {
        "charts": [chart for chart in charts if chart.plot],
        "crossings": [table for table in crossings if len(table.rows) * len(table.columns) > 1],
    }


def list_chart(answered, chart, counts):
    """Return the ListChart of the {key: records} of its facet."""
    facet, total = answered.filterset.choosable[chart.parameter], answered.result.total
    values = shown(answered, facet, counts).values()
    return ListChart(
        name=chart.name,
        heading=heading_of(chart),
        of=str(facet.label),
        plot=drawn(facet, values, total, MAX_BARS),
        sentence=chart.sentence,
        notes=overlap(counts, total),
        files=[numbers_of(answered, chart), drawing_of(answered, chart)],
    )


def crossed_table(answered, chart, counts, both):
    """Return the CrossedTable of {key: {other key: records}}, of the latest years.

    `counts` has {key: records} of each of the two facets.
    """
    facet, other = (answered.filterset.choosable[name] for name in chart.parameters)
    of_rows, of_columns = counts[facet.parameter], counts[other.parameter]
    rows = shown(answered, facet, {key: of_rows[key] for key in both})
    columns = latest(shown(answered, other, of_columns))
    notes = overlap(of_rows, answered.result.total)
    if len(rows) < len(of_rows):
        notes.append(_("The table has the values with most records, the file has all of them."))
    if len(columns) < len(of_columns):
        notes.append(_("The table has the latest years, the file has all of them."))
    return CrossedTable(
        name=chart.name,
        heading=heading_of(chart),
        of=str(facet.label),
        columns=list(columns.values()),
        rows=[
            Row(value, [both[key].get(column, 0) for column in columns])
            for key, value in rows.items()
        ],
        total=answered.result.total,
        notes=notes,
        files=[numbers_of(answered, chart)],
    )


def heading_of(chart):
    return chart.title % {"records": _("Records")}


def shown(answered, facet, counts):
    """Return {key: Value} of {key: records}, in the order of a chart; each leads to its records."""
    address = address_of(answered, facet)
    return {
        value.key: Value(value.label, counts[value.key], address(value))
        for value in most_first(answered.filterset.labels, facet, counts)
    }


def latest(columns):
    """Return those of {key: Value} that a table has room for; what has no day stays."""
    kept = list(columns)[:MAX_YEARS]
    undated = [YearFacet.UNDATED] if YearFacet.UNDATED in columns else []
    return {key: columns[key] for key in dict.fromkeys([*kept, *undated])}


def address_of(answered, facet):
    """Return the function that gives the address of those records that have a value.

    Where several values of a facet are chosen that a record can have at once, another one would
    choose more records, not fewer; and where forms narrow a list, links do not.
    """
    selection, name = answered.selection, facet.parameter
    is_chosen = bool(selection.chosen.get(name))
    if is_narrowed_by_form(selection) or (is_chosen and not facet.is_single(answered.noun.model)):
        return lambda _value: ""
    return href_with(selection.without_any(name), name)


def overlap(counts, total):
    """Return the note that numbers add up to more than all records, where they do."""
    if sum(counts.values()) <= total:
        return []
    return [
        _(
            "A record with several of them is counted at each: "
            "the numbers add up to more than the total."
        )
    ]


def numbers_of(answered, chart):
    return file_of(answered, _("Numbers (CSV)"), "csv", chart)


def drawing_of(answered, chart):
    return file_of(answered, _("Chart (SVG)"), "svg", chart)


def file_of(answered, label, extension, chart):
    """Return the FileOf a chart of the same list."""
    query = urlencode([*chosen_parameters(answered.selection), ("chart", chart.name)])
    return FileOf(label, list_address(answered.noun, extension, f"?{query}"))
