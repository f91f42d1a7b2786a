"""Whether records are in force on a day, worked out for each day that is asked for."""

from collections.abc import Hashable, Sequence

import numpy as np

from agreements.arrays import with_room
from agreements.models.term import CLOSED, InForce

from .columns import Columns
from .dated_postings import Asked, DatedPostings, possible_days
from .doc_ids import DocIds
from .held_days import EARLIEST, LATEST


class TermPostings(DatedPostings):
    """The terms of all documents, as TermFacet depends on them.

    `_days` are four: the earliest and the latest day on which a document may begin, and on
    which it may end. `_is_closed` says that by its status it is not in force today.
    """

    UNKNOWN = (EARLIEST, LATEST, EARLIEST, LATEST)

    def __init__(self, told: Columns, doc_ids: DocIds):
        self._is_closed = np.zeros(doc_ids.size, dtype=bool)
        super().__init__(told, doc_ids)

    def _make_room(self, size: int) -> None:
        super()._make_room(size)
        self._is_closed = with_room(self._is_closed, size)

    def _put(self, docs: np.ndarray, told: Sequence[tuple]) -> None:
        self._is_closed[docs] = False
        if not told:
            return
        starts, starts_precisions, ends, ends_precisions, is_open, statuses = zip(
            *told, strict=True
        )
        begin = possible_days(starts, starts_precisions)
        end = possible_days(ends, ends_precisions)
        endless = np.array(is_open, dtype=bool)
        possible = (*begin, *(np.where(endless, LATEST, days) for days in end))
        for kept, days in zip(self._days, possible, strict=True):
            kept.put(docs, days)
        self._is_closed[docs] = [status in CLOSED for status in statuses]

    def _answers(self, asked: Asked, docs: slice) -> dict[Hashable, np.ndarray]:
        """Return which documents have each answer, as `in_force_expression` defines them."""
        on = int(np.datetime64(asked.on, "D").astype(np.int64))
        first, begun, last, ended = (held.of(docs) for held in self._days)
        is_closed = self._is_closed[docs]
        no = (first > on) | (ended < on)
        if not asked.is_past:
            no |= is_closed
        yes = (begun <= on) & (last >= on) & ~is_closed & ~no
        return {
            InForce.YES.value: yes,
            InForce.NO.value: no,
            InForce.NOT_KNOWN.value: ~(yes | no),
        }
