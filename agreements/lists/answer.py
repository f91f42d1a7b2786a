"""An address read into an answer: how many records, which of them, and by what they are counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from agreements.index.live_indexes import Snapshot
from agreements.index.results import EMPTY, LISTED_VALUES, Result, most_frequent, page_bounds
from agreements.index.selection import Selection
from agreements.nouns import Noun
from agreements.search.matches import Matches

from .filters import RegisterFilter


@dataclass(frozen=True)
class Answer:
    """What a list answers to an address, as of one snapshot; pages and downloads show it.

    An address with an error has an empty one: never a list that is silently unfiltered.
    """

    filterset: RegisterFilter
    selection: Selection
    result: Result
    matches: Matches | None

    @property
    def noun(self) -> Noun | None:
        return self.filterset.noun

    @property
    def records(self) -> list[Model]:
        """Return the records of the page in order; those just deleted are left out."""
        return records_in_order(self.filterset.queryset, self.result.ids)


def answer(
    filterset: RegisterFilter,
    page: int,
    snapshot: Snapshot,
    *,
    listed: int | None = LISTED_VALUES,
    facets: Iterable[str] | None = None,
) -> Answer:
    """Return the Answer to what a filterset has read; raise EmptyPage past its end.

    With `facets`, parameters, only those are counted; with `listed` only so many values of each.
    """
    if not filterset.is_valid():
        return Answer(filterset, filterset.selection, EMPTY, None)
    selection = filterset.selection.at_page(page)
    matches = filterset.matches = snapshot.matches(selection.query)
    if filterset.noun:
        result = snapshot.index(filterset.noun).select(
            selection, matches, listed=listed, facets=facets
        )
    else:
        result = select_in_sql(filterset, selection)
    return Answer(filterset, selection, result, matches)


def select_in_sql(
    filterset: RegisterFilter, selection: Selection, listed: int | None = LISTED_VALUES
) -> Result:
    """Return the Result of a valid filterset's selection, counted by the database.

    It is the definition, which the index must answer alike; what is no noun has no index.
    """
    chosen = selection.keys()
    counts, lacking = {}, {}
    for facet in filterset.counted:
        name = facet.parameter
        among = filterset.narrowed(leave_out=name)
        found = facet.count(among)
        if facet.may_lack and (count := facet.count_lacking(among)):
            lacking[name] = count
        also = {key: found[key] for key in facet.also_counted(chosen) if key in found}
        counts[name] = most_frequent(found, facet.most_listed(listed)) | also
    records = filterset.narrowed()
    total = records.count()
    start, stop = page_bounds(total, selection)
    has_weight = bool(filterset.noun and filterset.noun.weight)
    return Result(
        total=total,
        stood_for=_stood_for(filterset, selection, total) if has_weight else 0,
        possible=records.count_stood_for() if has_weight else 0,
        collective=records.collective().count() if has_weight else 0,
        counts=counts,
        ids=list(filterset.qs.values_list("pk", flat=True)[start:stop]),
        end=stop,
        years=_years(filterset, records),
        lacking=lacking,
    )


def _stood_for(filterset: RegisterFilter, selection: Selection, total: int) -> int:
    """Return how many agreements are known to fit: all that a record stands for, or one."""
    fields = selection.sharing_fields(filterset.noun)
    if fields is None:
        return total
    sharing = filterset.narrowed().filter(**dict.fromkeys(fields, True))
    return total - sharing.count() + sharing.count_stood_for()


def _years(filterset: RegisterFilter, records: QuerySet) -> tuple[str, str] | None:
    year = filterset.noun and filterset.noun.year
    keys = year and year.with_key(records).values_list("facet_key", flat=True).distinct()
    return year and year.ends(keys)


def records_in_order(queryset: QuerySet, ids: list) -> list[Model]:
    """Return the records of the primary keys, in that order; those just deleted are left out."""
    records = queryset.in_bulk(ids)
    return [records[pk] for pk in ids if pk in records]
