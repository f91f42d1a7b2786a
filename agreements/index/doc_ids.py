"""Which document of an index stands for which record."""

from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_of, with_room


class DocIds:
    """The records of a list as documents: numbers from 0, each given once.

    `size` is how many were given. `_pks` has the primary key of each document, rising as far as
    they were there from the start; those of later documents are in `_later`.
    """

    def __init__(self, pks: np.ndarray):
        """Take the primary keys of all records, rising (int64)."""
        self._pks = pks
        self._later: dict[int, int] = {}
        self._first_later = self.size = len(pks)

    def among_first(self, pks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the documents of primary keys (uint32), and whether each has one (bool).

        Only of records that were there from the start: one that was added after the first pass has
        none, the change log will tell of it.
        """
        if not self.size:
            return np.zeros(len(pks), dtype=np.uint32), np.zeros(len(pks), dtype=bool)
        # Most registers lack no primary key between the first and the last.
        docs = np.clip(pks - self._pks[0], 0, self.size - 1)
        if not np.array_equal(self._pks[docs], pks):
            docs = np.minimum(np.searchsorted(self._pks, pks), self.size - 1)
        return docs.astype(np.uint32), self._pks[docs] == pks

    def of(self, pks: np.ndarray) -> BitMap:
        """Return the BitMap of all documents that were given to primary keys (int64)."""
        known = self._pks[: self._first_later]
        docs = np.searchsorted(known, pks)
        docs = docs[known[np.minimum(docs, len(known) - 1)] == pks] if len(known) else docs[:0]
        later = self._later.keys() & set(pks.tolist()) if self._later else ()
        return bitmap_of(docs.astype(np.uint32)) | BitMap([self._later[pk] for pk in later])

    def get(self, pk: int | None) -> int | None:
        """Return the document of a primary key, None where there never was one."""
        if pk is None or pk in self._later:
            return self._later.get(pk)
        doc = int(np.searchsorted(self._pks[: self._first_later], pk))
        return doc if doc < self._first_later and self._pks[doc] == pk else None

    def give(self, pk: int) -> int:
        """Return the document of a primary key, a new one where it has none."""
        doc = self.get(pk)
        if doc is None:
            doc = self._later[pk] = self.size
            self.size += 1
            self._pks = with_room(self._pks, self.size)
            self._pks[doc] = pk
        return doc

    def keys(self, docs: Iterable[int]) -> list[int]:
        return self._pks[docs].tolist()
