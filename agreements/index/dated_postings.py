"""What is another thing on every day, worked out for each day that is asked for."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import ClassVar, NamedTuple

import numpy as np
from django.utils import timezone
from pyroaring import BitMap

from agreements.arrays import bitmap_where, whole_numbers
from agreements.models.days import Precision

from .columns import Columns
from .doc_ids import DocIds
from .held_days import EARLIEST, LATEST, HeldDays
from .last_asked import with_newest
from .postings import FewPostings, Postings

# So many days are kept, each with three bitmaps of 125 kB at most for a million records.
MAX_DAYS = 8
VAGUE = {Precision.MONTH.value: "datetime64[M]", Precision.YEAR.value: "datetime64[Y]"}


class Asked(NamedTuple):
    """A day that is asked for, and whether it is over."""

    on: date
    is_past: bool


class DayPostings(FewPostings):
    """The documents of each answer on one day."""

    def __init__(self, docs_by_key: Mapping[str, BitMap]):
        self._docs_by_key = dict(docs_by_key)


class DatedPostings(Postings):
    """What answers follow from, of all documents; each day makes a DayPostings of its own of it.

    `UNKNOWN` is what is held of a document of which nothing is told. `_days` has HeldDays for each
    part of it, `_there` has the documents that are records. `_kept` has what was made for the last
    few days, kept in step.
    """

    UNKNOWN: ClassVar[tuple[int, ...]]

    def __init__(self, told: Columns, doc_ids: DocIds):
        """Take columns of primary keys and of what is told of them, of all that are told."""
        self._days = [HeldDays(doc_ids.size, day) for day in self.UNKNOWN]
        self._there = BitMap(range(doc_ids.size))
        self._kept: dict[Asked, DayPostings] = {}
        for pks, part in told:
            docs, is_known = doc_ids.among_first(whole_numbers([pks]))
            self._put(docs[is_known], list(compress(part, is_known)))

    def kept(self) -> dict:
        return vars(self) | {"_kept": {}}

    def on(self, day: date | None = None, today: date | None = None) -> DayPostings:
        """Return the Postings of a day, of `today` where it is None: now, or as it was once."""
        today = today or timezone.localdate()
        asked = Asked(day or today, bool(day and day < today))
        made = self._kept.get(asked)
        if made is None:
            made = self._made(asked)
            self._kept = with_newest(self._kept, asked, made, MAX_DAYS)
        return made

    def add(self, doc: int, told: Iterable) -> None:
        """Add a document with what is told of it, if anything is."""
        self._make_room(doc + 1)
        self._there = self._there | BitMap([doc])
        for held, day in zip(self._days, self.UNKNOWN, strict=True):
            held.put(slice(doc, doc + 1), day)
        self._put(np.array([doc]), list(told))
        for asked, made in self._kept.items():
            answers = self._answers(asked, slice(doc, doc + 1))
            made.add(doc, [key for key, holds in answers.items() if holds[0]])

    def discard(self, doc: int) -> None:
        self._there = self._there - BitMap([doc])
        for made in self._kept.values():
            made.discard(doc)

    def _make_room(self, size: int) -> None:
        for held in self._days:
            held.make_room(size)

    def _made(self, asked: Asked) -> DayPostings:
        answers = self._answers(asked, slice(None))
        docs_by_key = {key: bitmap_where(holds) & self._there for key, holds in answers.items()}
        return DayPostings(docs_by_key)

    def _put(self, docs: np.ndarray, told: Sequence) -> None:
        """Note what is told of some documents."""
        raise NotImplementedError

    def _answers(self, asked: Asked, docs: slice) -> dict[Hashable, np.ndarray]:
        """Return which documents have each answer, or would have it if they were records."""
        raise NotImplementedError


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
