"""What a list answers to a selection."""

from dataclasses import dataclass
from heapq import nsmallest
from math import ceil

from django.http import Http404
from django.utils.translation import gettext as _

# So many values of a facet are listed on a page, beside those that are chosen.
LISTED_VALUES = 60


@dataclass(frozen=True)
class Result:
    """Exact numbers of a selection, and the primary keys of its page in order.

    `stood_for` is the number of agreements that the `total` records stand for, and `collective` the
    number of records that stand for several; both are 0 on lists of other nouns. `counts` holds
    {key: records} for each facet, leaving out that facet's own choice: for its most frequent
    values, and for those that are chosen and occur.
    """

    total: int
    stood_for: int
    collective: int
    counts: dict[str, dict]
    ids: list[int]


NOTHING = Result(total=0, stood_for=0, collective=0, counts={}, ids=[])


def most_frequent(counts, limit):
    """Return the `limit` largest of {key: count}; of equal counts those with the smallest keys.

    No limit is given as None.
    """
    if limit is None or len(counts) <= limit:
        return counts
    return dict(nsmallest(limit, counts.items(), key=lambda item: (-item[1], item[0])))


def page_bounds(total, selection):
    """Return the first and one past the last position of the page; raise Http404 past the end."""
    pages = max(1, ceil(total / selection.page_size))
    if selection.page > pages:
        raise Http404(_("This list has fewer pages."))
    start = (selection.page - 1) * selection.page_size
    return start, min(start + selection.page_size, total)


def select_in_sql(filterset, selection, listed=LISTED_VALUES):
    """Return the Result of a valid filterset's selection, counted by the database.

    It is what the index must answer, and what lists without facets are answered by.
    """
    chosen = selection.keys()
    counts = {}
    for facet in filterset.facets:
        name = facet.parameter
        found = facet.count(filterset.narrowed(leave_out=name))
        also = {key: found[key] for key in chosen.get(name, ()) if key in found}
        counts[name] = most_frequent(found, listed) | also
    total = filterset.narrowed().count()
    start, stop = page_bounds(total, selection)
    return Result(
        total=total,
        stood_for=filterset.stood_for(),
        collective=filterset.collective(),
        counts=counts,
        ids=list(filterset.qs.values_list("pk", flat=True)[start:stop]),
    )
