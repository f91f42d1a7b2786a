"""The numbers of a chart of a list, or of a table by two facets, as rows."""

from collections.abc import Iterator

from agreements.lists.list_charts import most_first

from .listing import Listing

HEADINGS = ["value", "label", "records"]


def numbers(listing: Listing) -> Iterator[list]:
    """Yield the headings, then a row for each value that a chosen record has: most records first.

    A value stands as addresses have it. By two facets, a column for each value of the other one
    follows.
    """
    chart, filterset = listing.options["chart"], listing.answer.filterset
    counts = listing.within[chart.parameter]
    values = most_first(filterset.labels, filterset.choosable[chart.parameter], counts)
    others = []
    if chart.across:
        other = filterset.choosable[chart.across]
        others = most_first(filterset.labels, other, listing.within[chart.across])
    yield [*HEADINGS, *(value.text for value in others)]
    for value in values:
        crossed = listing.crossed.get(value.key, {})
        beside = [crossed.get(one.key, 0) for one in others]
        yield [value.text, value.label, counts[value.key], *beside]
