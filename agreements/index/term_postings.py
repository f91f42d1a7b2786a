"""Whether records are in force on a day, worked out for each day that is asked for."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import NamedTuple

import numpy as np
from django.utils import timezone
from pyroaring import BitMap

from agreements.arrays import bitmap_where, whole_numbers, with_room
from agreements.models.days import Precision
from agreements.models.term import CLOSED, InForce

from .columns import Columns
from .doc_ids import DocIds
from .postings import FewPostings, Postings

# So many days are kept, each with three bitmaps of 125 kB at most for a million records.
MAX_DAYS = 8
# Days are counted from 1970 on, as numpy does. What may begin or end at any time has these.
EARLIEST, LATEST = np.iinfo(np.int32).min, np.iinfo(np.int32).max
VAGUE = {Precision.MONTH.value: "datetime64[M]", Precision.YEAR.value: "datetime64[Y]"}


class Asked(NamedTuple):
    """A day that is asked for, and whether it is over."""

    on: date
    is_past: bool


class DayPostings(FewPostings):
    """The documents of each answer on one day."""

    def __init__(self, docs_by_key: Mapping[str, BitMap]):
        self._docs_by_key = dict(docs_by_key)


class TermPostings(Postings):
    """The terms of all documents, of which each day makes a DayPostings of its own.

    `_days` has four arrays: the earliest and the latest day on which a document may begin, and on
    which it may end. `_is_closed` says that by its status it is not in force today, `_is_there`
    that it is a record's. `_kept` has what was made for the last few days, kept in step.
    """

    def __init__(self, terms: Columns, doc_ids: DocIds):
        """Take columns of primary keys and terms, as TermFacet depends on, of all that are told."""
        unknown = (EARLIEST, LATEST, EARLIEST, LATEST)
        self._days = [np.full(doc_ids.size, day, dtype=np.int32) for day in unknown]
        self._is_closed = np.zeros(doc_ids.size, dtype=bool)
        self._is_there = np.ones(doc_ids.size, dtype=bool)
        self._kept: dict[Asked, DayPostings] = {}
        for pks, part in terms:
            docs, is_known = doc_ids.among_first(whole_numbers([pks]))
            self._put(docs[is_known], list(compress(part, is_known)))

    def on(self, day: date | None = None, today: date | None = None) -> DayPostings:
        """Return the Postings of a day, of `today` where it is None: now, or as it was once."""
        today = today or timezone.localdate()
        asked = Asked(day or today, bool(day and day < today))
        if asked not in self._kept:
            while len(self._kept) >= MAX_DAYS:
                del self._kept[next(iter(self._kept))]
            self._kept[asked] = self._made(asked)
        return self._kept[asked]

    def add(self, doc: int, terms: Iterable[tuple]) -> None:
        """Add a document with its term, with none where nothing is told of it."""
        self._days = [with_room(days, doc + 1) for days in self._days]
        self._is_closed = with_room(self._is_closed, doc + 1)
        self._is_there = with_room(self._is_there, doc + 1)
        self._is_there[doc] = True
        self._put(np.array([doc]), list(terms) or [(None, "", None, "", False, "")])
        for asked, made in self._kept.items():
            is_in_force = self._in_force(asked, slice(doc, doc + 1))
            made.add(doc, [key for key, answers in is_in_force.items() if answers[0]])

    def discard(self, doc: int) -> None:
        self._is_there[doc] = False
        for made in self._kept.values():
            made.discard(doc)

    def _put(self, docs: np.ndarray, terms: Sequence[tuple]) -> None:
        if not terms:
            return
        starts, starts_precisions, ends, ends_precisions, is_open, statuses = zip(
            *terms, strict=True
        )
        begin = possible_days(starts, starts_precisions)
        end = possible_days(ends, ends_precisions)
        endless = np.array(is_open, dtype=bool)
        possible = (*begin, *(np.where(endless, LATEST, days) for days in end))
        for kept, days in zip(self._days, possible, strict=True):
            kept[docs] = days
        self._is_closed[docs] = [status in CLOSED for status in statuses]

    def _made(self, asked: Asked) -> DayPostings:
        return DayPostings(
            {key: bitmap_where(answers) for key, answers in self._in_force(asked).items()}
        )

    def _in_force(self, asked: Asked, docs: slice = slice(None)) -> dict[Hashable, np.ndarray]:
        """Return which documents have each answer, as `in_force_expression` defines them."""
        on = int(np.datetime64(asked.on, "D").astype(np.int64))
        first, begun, last, ended = (days[docs] for days in self._days)
        is_there, is_closed = self._is_there[docs], self._is_closed[docs]
        no = (first > on) | (ended < on)
        if not asked.is_past:
            no |= is_closed
        yes = (begun <= on) & (last >= on) & ~is_closed & ~no
        answers = {InForce.YES: yes, InForce.NO: no, InForce.NOT_KNOWN: ~(yes | no)}
        return {key.value: answer & is_there for key, answer in answers.items()}


def possible_days(
    days: Sequence[date | str | None], precisions: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the earliest and the latest day that each day may be, as far as it is known."""
    first = np.array(days, dtype="datetime64[D]")
    last = first.copy()
    known_to = np.array(precisions)
    for precision, unit in VAGUE.items():
        is_vague = known_to == precision
        last[is_vague] = (first[is_vague].astype(unit) + 1).astype("datetime64[D]") - 1
    is_known = ~np.isnat(first)
    return (
        np.where(is_known, first.astype(np.int64), EARLIEST),
        np.where(is_known, last.astype(np.int64), LATEST),
    )
