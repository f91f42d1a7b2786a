"""What a list answers to a selection."""

from dataclasses import dataclass, field
from heapq import nsmallest
from math import ceil
from typing import NamedTuple

from agreements.nouns.facets import NOT_STATED

from .selection import Selection

# So many values of a facet are listed on a page, beside those that are chosen.
LISTED_VALUES = 60


class EmptyPage(LookupError):  # noqa: N818, as Django calls its own
    """A page past the end of a list."""


@dataclass(frozen=True)
class Result:
    """Exact numbers of a selection, and the primary keys of its page in order, up to its `end`.

    `possible` is the number of agreements that the `total` records stand for, and `stood_for` how
    many of them are known to fit: of a record that stands for several, one or all. `collective` is
    the number of such records. All three are 0 on lists of other nouns. `counts` holds
    {key: records} for each facet, leaving out that facet's own choice: for its most frequent
    values, and for those that are chosen and occur. `years` are the first and the last one, as
    text, None where no record has a day that is known or that the list is counted by. `lacking`
    has the number of records without a value for each facet of which there are any.
    """

    total: int
    stood_for: int
    possible: int
    collective: int
    counts: dict[str, dict]
    ids: list[int]
    end: int
    years: tuple[str, str] | None = None
    lacking: dict[str, int] = field(default_factory=dict)

    @property
    def only_counted(self) -> int:
        """Return how many agreements a source counts and no record describes."""
        return self.possible - (self.total - self.collective)

    def all_counts(self, parameter: str) -> dict:
        """Return the counts of a facet, with that of the records without a value."""
        counts, lacking = self.counts.get(parameter, {}), self.lacking.get(parameter)
        return counts | {NOT_STATED: lacking} if lacking else counts


class Neighbours(NamedTuple):
    """A record's place in a result, counted from 1, and the primary keys beside it or None."""

    position: int
    total: int
    previous: int | None
    next: int | None


EMPTY = Result(total=0, stood_for=0, possible=0, collective=0, counts={}, ids=[], end=0)


def most_frequent(counts: dict, limit: int | None) -> dict:
    """Return the `limit` largest of {key: count}; of equal counts those with the smallest keys.

    No limit is given as None.
    """
    if limit is None or len(counts) <= limit:
        return counts
    return dict(nsmallest(limit, counts.items(), key=lambda item: (-item[1], item[0])))


def page_bounds(total: int, selection: Selection) -> tuple[int, int]:
    """Return the first and one past the last position of the page.

    Raises EmptyPage past the end; the first page is never past it, and the only one of no rows.
    """
    pages = max(1, ceil(total / selection.page_size)) if selection.page_size else 1
    if selection.page > pages:
        raise EmptyPage
    start = (selection.page - 1) * selection.page_size
    return start, min(start + selection.page_size, total)
