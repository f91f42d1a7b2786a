"""The years of a list in a panel of its filters: columns, and a form for a range of them."""

from typing import NamedTuple

from agreements.nouns.years import YearFacet

# Fewer say nothing that their numbers do not say; more are too thin to be seen.
FEWEST, MOST = 3, 120


class Column(NamedTuple):
    """A year as it is drawn, in hundredths of the drawing; `y` is how far its top is from there.

    All are texts as SVG reads them, whatever the language of the page: 12.5, never 12,5.
    """

    x: str
    y: str
    width: str
    height: str


class YearForm(NamedTuple):
    """The columns of the years of a list, from the first to the last, with the ends named.

    `kept` are the (name, text) pairs that a form for a range keeps; None where the form for more
    values of facets asks for it.
    """

    first: str
    last: str
    columns: list[Column]
    kept: list[tuple] | None


def year_form(facet, counts, kept):
    """Return the YearForm of the counts of a facet, None where it is of no years."""
    if not isinstance(facet, YearFacet):
        return None
    first, last = facet.ends(counts) or ("", "")
    return YearForm(first, last, columns(facet, counts), kept)


def columns(facet, counts):
    """Return a Column for each year of which there are records; none of too few or too many."""
    dated = {int(key): count for key, count in counts.items() if key != facet.UNDATED}
    if len(dated) < FEWEST or max(dated) - min(dated) >= MOST:
        return []
    first, highest = min(dated), max(dated.values())
    step = 100 / (max(dated) - first + 1)
    drawn = []
    for year, count in sorted(dated.items()):
        height = max(round(100 * count / highest, 1), 2)
        place = round(step * (year - first), 2)
        lengths = (place, 100 - height, round(step * 0.8, 2), height)
        drawn.append(Column(*(f"{length:g}" for length in lengths)))
    return drawn
