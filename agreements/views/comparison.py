"""Two or three countries or sectors side by side: their agreements by what else they have."""

from collections import Counter
from itertools import combinations
from math import ceil
from typing import NamedTuple

from agreements.index.results import LISTED_VALUES, Result
from agreements.index.selection import Selection
from agreements.language_paths import address_of
from agreements.lists.addresses import href, href_with
from agreements.models import Country
from agreements.nouns import AGREEMENT
from agreements.nouns.years import YearFacet


class Compared(NamedTuple):
    """One of those that are compared: its page, its agreements, the address of their list."""

    label: str
    page: str
    result: Result
    href: str


class Cell(NamedTuple):
    """How many records, the address of their list, and a bar in hundredths of the longest."""

    column: str
    count: int
    href: str
    share: int


class Row(NamedTuple):
    """A value with a Cell for each of those that are compared, and its page, "" without one."""

    label: str
    page: str
    cells: list[Cell]


class Part(NamedTuple):
    """The Rows of a facet; `is_cut` tells whether there are more of them."""

    label: str
    rows: list[Row]
    is_cut: bool


class Pair(NamedTuple):
    """Two of the countries, and the agreements that they made together."""

    label: str
    result: Result
    href: str


class Comparison(NamedTuple):
    compared: list[Compared]
    parts: list[Part]
    pairs: list[Pair]


def comparison(index, facets, values, labels, as_of=None):
    """Return the Comparison of some FacetValues of a facet, by another one and by years.

    `facets` are the two. With `as_of` it leads to lists of the end of that day, of which the index
    of agreements has to be.
    """
    own, beside = facets
    chosen = [Selection(chosen={own.parameter: (value,)}, as_of=as_of) for value in values]
    facets = [beside, AGREEMENT.year]
    names = [facet.parameter for facet in facets]
    results = [index.select(selection, listed=None, facets=names) for selection in chosen]
    return Comparison(
        compared=[
            Compared(value.label, page_of(own.parameter, value), result, list_of(selection))
            for value, selection, result in zip(values, chosen, results, strict=True)
        ],
        parts=[part(facet, chosen, results, labels) for facet in facets],
        pairs=list(pairs(index, values, as_of)) if own.model is Country else [],
    )


def part(facet, chosen, results, labels):
    """Return the Part of a facet: its values with most records, or all years, the newest first."""
    counts = [result.counts[facet.parameter] for result in results]
    total = sum(map(Counter, counts), Counter())
    highest = max(map(max, (found.values() for found in counts if found)), default=0)
    columns = [value.label for selection in chosen for [value] in selection.chosen.values()]
    address = [href_with(selection, facet.parameter) for selection in chosen]
    values = labels.values(facet, total)
    if not isinstance(facet, YearFacet):
        values.sort(key=lambda value: -total[value.key])
    rows = [
        Row(
            value.label,
            "" if isinstance(facet, YearFacet) else page_of(facet.parameter, value),
            [
                Cell(
                    column,
                    found.get(value.key, 0),
                    AGREEMENT.list_address + with_value(value),
                    ceil(100 * found.get(value.key, 0) / highest),
                )
                for column, found, with_value in zip(columns, counts, address, strict=True)
            ],
        )
        for value in values[:LISTED_VALUES]
    ]
    return Part(str(facet.label), rows, is_cut=len(values) > LISTED_VALUES)


def pairs(index, values, as_of):
    """Yield a Pair for each two of some countries."""
    corridor = AGREEMENT.facet("corridor")
    for one, other in combinations(sorted(values), 2):
        pair = corridor.value(one, other)
        selection = Selection(chosen={corridor.parameter: (pair,)}, as_of=as_of)
        result = index.select(selection, facets=())
        yield Pair(pair.label, result, list_of(selection))


def page_of(noun, value):
    return address_of(f"agreements:{noun}-detail", value.text)


def list_of(selection):
    return AGREEMENT.list_address + href(selection)
