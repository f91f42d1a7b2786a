"""What a list answers to a selection."""

from dataclasses import dataclass
from math import ceil

from django.http import Http404
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Result:
    """Exact numbers of a selection, and the primary keys of its page in order.

    `counts` holds {key: records} for each facet, leaving out that facet's own choice. `stood_for`
    is the number of agreements that the records stand for, 0 on lists of other nouns.
    """

    total: int
    stood_for: int
    counts: dict[str, dict]
    ids: list[int]


NOTHING = Result(total=0, stood_for=0, counts={}, ids=[])


def page_bounds(total, selection):
    """Return the first and one past the last position of the page; raise Http404 past the end."""
    pages = max(1, ceil(total / selection.page_size))
    if selection.page > pages:
        raise Http404(_("This list has fewer pages."))
    start = (selection.page - 1) * selection.page_size
    return start, min(start + selection.page_size, total)


def select_in_sql(filterset, selection):
    """Return the Result of a valid filterset's selection, counted by the database."""
    counts = {
        facet.parameter: facet.count(filterset.narrowed(leave_out=facet.parameter))
        for facet in filterset.facets
    }
    total = filterset.narrowed().count()
    start, stop = page_bounds(total, selection)
    ids = list(filterset.qs.values_list("pk", flat=True)[start:stop])
    return Result(total, filterset.stood_for(), counts, ids)
