"""Whether sources wrote of records lately, worked out for each day that is asked for."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from django.db.models import Model

from agreements.arrays import distinct
from agreements.databases import id_list
from agreements.models import Citation, Source
from agreements.models.heard import Heard, since

from .columns import arrays, as_text, columns
from .dated_postings import Asked, DatedPostings, possible_days
from .held_days import EARLIEST


class HeardPostings(DatedPostings):
    """The last day on which the newest source of each document may have been published."""

    UNKNOWN = (EARLIEST,)

    def _put(self, docs: np.ndarray, told: Sequence[int]) -> None:
        if len(docs) and told:
            self._days[0].put(docs, told)

    def _answers(self, asked: Asked, docs: slice) -> dict[Hashable, np.ndarray]:
        """Return which documents have each answer, as `heard_expression` defines them."""
        first = int(np.datetime64(since(asked.on), "D").astype(np.int64))
        newest = self._days[0].of(docs)
        lately, not_known = newest >= first, newest == EARLIEST
        return {
            Heard.LATELY.value: lately,
            Heard.LONG_AGO.value: ~(lately | not_known),
            Heard.NOT_KNOWN.value: not_known,
        }


def newest_days(
    model: type[Model], pks: Iterable[int] | None = None
) -> tuple[list[int], list[int]]:
    """Return the primary keys of the records of which dated sources tell, and the newest day each.

    Days are counted from 1970 on. With `pks` only of those records.
    """
    noun = model._meta.model_name
    rows = Citation.objects.order_by().exclude(**{noun: None})
    if pks is not None:
        rows = rows.filter(**{f"{noun}__in": pks})
    records, sources = arrays(rows.values_list(f"{noun}_id", "source_id").distinct(), 2)
    published, last = _last_days(distinct(sources))
    places = np.searchsorted(published, sources)
    is_dated = np.append(published, -1)[places] == sources
    keys, of_key = np.unique(records[is_dated], return_inverse=True)
    newest = np.full(len(keys), EARLIEST, dtype=np.int64)
    np.maximum.at(newest, of_key, last[places[is_dated]])
    return keys.tolist(), newest.tolist()


def _last_days(sources: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the primary keys (int64, rising) of the sources with a day, and the last it may be."""
    dated = Source.objects.order_by("pk").filter(
        pk__in=id_list(sources.tolist()), published_on__isnull=False
    )
    keys, days, precisions = [], [], []
    for some, some_days, some_precisions in columns(
        dated.values_list("pk", as_text("published_on"), "published_precision")
    ):
        keys += some
        days += some_days
        precisions += some_precisions
    if not keys:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.array(keys, dtype=np.int64), possible_days(days, precisions)[1]
