"""The documents of the index by a number of each, such as how many agreements a body has."""

import numpy as np
from django.db.models import QuerySet
from pyroaring import BitMap

from agreements.arrays import docs_of, whole_numbers, with_room
from agreements.models.ordering import CountOrder

from .columns import Columns, by_row, columns
from .doc_ids import DocIds
from .reading import Reader


class CountedDocs:
    """Documents by a number, equal ones by primary key; what SortedDocs does where numbers change.

    A number changes with records of another noun: no document would keep its place among others.
    The records of a noun that is counted so are few, and are sorted when they are asked for.
    """

    def __init__(self, pks: np.ndarray, counts: np.ndarray):
        """Take the primary key (int64) and the number (int64) of each document."""
        self._pks, self._counts = pks.astype(np.int64), counts

    def put(self, doc: int, pk: int, count: int) -> None:
        """Note the primary key and the number of a document, which may be a new one."""
        self._pks, self._counts = with_room(self._pks, doc + 1), with_room(self._counts, doc + 1)
        self._pks[doc], self._counts[doc] = pk, count

    def part(self, among: BitMap, start: int, stop: int, *, descending: bool = False) -> list[int]:
        """Return the documents from `start` up to `stop` of those `among`, in order."""
        return self.all(among, descending=descending)[start:stop].tolist()

    def all(self, among: BitMap, *, descending: bool = False) -> np.ndarray:
        """Return all documents of those `among` (uint32), in order."""
        docs = docs_of(among)
        rising = docs[np.lexsort((self._pks[docs], self._counts[docs]))]
        return rising[::-1] if descending else rising

    def position(self, among: BitMap, doc: int, *, descending: bool = False) -> int:
        """Return how many documents `among` come before the document."""
        upto = self.passed(among, int(self._counts[doc]), self._pks[doc], descending=descending)
        return upto - (doc in among)

    def passed(self, among: BitMap, count: int, pk: int, *, descending: bool = False) -> int:
        """Return how many documents `among` come before a number and primary key, or have both."""
        docs = docs_of(among)
        counts, pks = self._counts[docs], self._pks[docs]
        if descending:
            beyond, level = counts > count, pks >= pk
        else:
            beyond, level = counts < count, pks <= pk
        return int(np.count_nonzero(beyond | ((counts == count) & level)))

    def discard(self, doc: int) -> None:
        """Forget nothing: a document that is gone is not among those that are asked for."""


def read_counted(
    order: CountOrder, records: QuerySet, reader: Reader | None, doc_ids: DocIds
) -> CountedDocs:
    """Return all records in an order by numbers, which a reader knows or else the database."""
    every = np.arange(doc_ids.size)
    counts = np.zeros(doc_ids.size, dtype=np.int64)
    for pks, numbers in reader(None) if reader else _in_database(order, records):
        docs, is_known = doc_ids.known(doc_ids.numbers([pks]))
        counts[docs[is_known]] = whole_numbers([numbers])[is_known]
    return CountedDocs(doc_ids.numbers_of(every), counts)


def refresh_counted(
    docs: CountedDocs, order: CountOrder, changed: QuerySet, reader: Reader | None, doc_ids: DocIds
) -> None:
    """Read the numbers of records that were written anew; one that a reader leaves out has 0."""
    pks = list(changed.values_list("pk", flat=True))
    counts = dict(by_row(reader(pks) if reader else _in_database(order, changed)))
    for pk in pks:
        docs.put(doc_ids.get(pk), pk, counts.get(pk, 0))


def _in_database(order: CountOrder, records: QuerySet) -> Columns:
    return columns(records.values_list("pk", order.key))
