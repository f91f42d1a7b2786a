"""Which document of an index stands for which record."""

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
from django.db.models import Model, QuerySet
from pyroaring import BitMap

from agreements.arrays import WIDE, bitmap_of, narrow, places_among, whole_numbers, with_room
from agreements.models import Country


class DocIds:
    """The records of a list as documents: numbers from 0, each given once.

    `size` is how many were given. `_pks` has the primary key of each document (uint32, or int64
    where one is larger), rising as far as they were there from the start; those of later documents
    are in `_later`.
    """

    def __init__(self, pks: np.ndarray):
        """Take the primary keys of all records, rising (int64)."""
        self._pks = narrow(pks)
        self._later: dict[int, int] = {}
        self._first_later = self.size = len(pks)

    # Gives the number that stands for a primary key: itself.
    number = staticmethod(int)

    @classmethod
    def numbers(cls, parts: Iterable[Iterable]) -> np.ndarray:
        """Return the numbers (int64) that stand for parts of primary keys."""
        if cls.number is int:
            return whole_numbers(parts)
        return whole_numbers([cls.number(pk) for pk in part] for part in parts)

    def among_first(self, pks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the documents of primary keys (uint32), and whether each has one (bool).

        Only of records that were there from the start: one that was added after the first pass has
        none, the change log will tell of it.
        """
        docs, is_known = places_among(pks, self._pks[: self._first_later])
        return docs.astype(np.uint32), is_known

    def known(self, pks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the documents of primary keys (int64), and whether each was given one (bool)."""
        docs, is_known = places_among(pks, self._pks[: self._first_later])
        for place in np.flatnonzero(~is_known).tolist() if self._later else ():
            doc = self._later.get(int(pks[place]))
            if doc is not None:
                docs[place], is_known[place] = doc, True
        return docs, is_known

    def of(self, pks: np.ndarray) -> BitMap:
        """Return the BitMap of all documents that were given to primary keys (int64)."""
        docs, is_known = self.known(pks)
        return bitmap_of(docs[is_known].astype(np.uint32))

    def worth_asking(self, rows: QuerySet) -> QuerySet:
        """Return rows that hang on records; none, which asks no database, where there are none."""
        return rows if self.size else rows.none()

    def keys_in(self, found: BitMap, keys: list) -> list:
        """Return those of some primary keys whose documents are found, in their order."""
        docs, is_known = self.known(self.numbers([keys]))
        places = np.flatnonzero(is_known).tolist()
        return [keys[place] for place in places if docs[place] in found]

    def get(self, pk: int | str | None) -> int | None:
        """Return the document of a primary key, None where there never was one."""
        return None if pk is None else self._get(self.number(pk))

    def give(self, pk: int | str) -> int:
        """Return the document of a primary key, a new one where it has none."""
        number = self.number(pk)
        doc = self._get(number)
        if doc is None:
            doc = self._later[number] = self.size
            self.size += 1
            if number >= WIDE:
                self._pks = self._pks.astype(np.int64, copy=False)
            self._pks = with_room(self._pks, self.size)
            self._pks[doc] = number
        return doc

    def keys(self, docs: Iterable[int]) -> list:
        """Return the primary keys of documents."""
        return self.numbers_of(docs).tolist()

    def key_array(self, docs: np.ndarray) -> np.ndarray:
        """Return the primary keys of documents as an array: eight bytes for each."""
        return self.numbers_of(docs)

    def numbers_of(self, docs: Iterable[int]) -> np.ndarray:
        """Return the numbers (int64) that stand for the primary keys of documents."""
        return self._pks[docs].astype(np.int64)

    def _get(self, number: int) -> int | None:
        if number in self._later:
            return self._later[number]
        # Asked by numpy for a number of another type, all would be copied.
        doc = bisect_left(self._pks, number, 0, self._first_later)
        return doc if doc < self._first_later and self._pks[doc] == number else None


class CodeIds(DocIds):
    """The same of records whose primary key is a code of two letters: countries."""

    number = staticmethod(Country.number_of)

    def keys(self, docs: Iterable[int]) -> list[str]:
        return [Country.code_of(number) for number in self.numbers_of(docs).tolist()]

    def key_array(self, docs: np.ndarray) -> np.ndarray:
        return np.array(self.keys(docs), dtype="U2")


def ids_class(model: type[Model]) -> type[DocIds]:
    """Return the class of the DocIds of a model's records."""
    return CodeIds if model is Country else DocIds
