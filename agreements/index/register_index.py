"""The indexes and the names of all nouns at one revision, and the next ones made out of them."""

import copy
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Self

from pyroaring import BitMap

from agreements.models import ANYTHING, Change, Revision, pinyin
from agreements.models.change import Entry
from agreements.nouns import COUNTRY, INSTITUTION, NOUNS, Noun
from agreements.search.fold import fold, spellings
from agreements.search.look_up import look_up
from agreements.search.matches import Matches, slots_of
from agreements.search.query import Query

from .across import Indexes, list_countries, readers_among
from .bitmap_index import MAX_SEARCHES, BitmapIndex
from .earlier_indexes import EarlierIndexes
from .last_asked import with_newest
from .reading import Readers
from .register_names import RegisterNames

# One refresh costs as much as 300 rows of a rebuild (measured).
ROWS_PER_REFRESH = 300
MIN_REFRESH = 10
# Rows that are read in about a tenth of a second (measured).
FEW_ROWS = 2_000


class RegisterIndex:
    """What a process keeps of the register: an index of each noun's list, and all names.

    `revision` is the one that it is of, None before the first change.
    """

    def __init__(self, readers: Mapping[str, Readers] | None = None):
        """Read the whole register; `readers` are asked for facets, by noun and parameter."""
        self._more_readers = readers or {}
        self._build()

    def kept(self) -> dict:
        number, noted_at, *rest = self.revision
        self.forget_searches()
        return {
            "revision": [number, noted_at.isoformat(), *rest],
            "indexes": self.indexes,
            "names": self.names,
            "readings": pinyin.held(),
        }

    def take_kept(
        self,
        revision: list,
        indexes: dict,
        names: RegisterNames,
        readings: pinyin.Readings | None,
    ) -> None:
        number, noted_at, *rest = revision
        self.revision = Revision(number, datetime.fromisoformat(noted_at), *rest)
        self._more_readers = {}
        self.indexes, self.names = indexes, names
        names.stand_beside(indexes)
        pinyin.take(readings)
        self._begin()

    def copied(self) -> Self:
        """Return a copy that takes in what was written by itself; this one stays as it is."""
        other = copy.copy(self)
        other.indexes = dict(self.indexes)
        other._readers = readers_among(other.indexes) | self._more_readers
        other._shared = set(other.indexes)
        other.names = self.names.copied(other.indexes)
        other._earlier = EarlierIndexes()
        other._found = {}
        return other

    def stand_alone(self) -> None:
        """Note that whatever this was copied from is asked no more."""
        self._shared = set()

    def unseen(self, at_most: int | None = None) -> list[Entry] | None:
        """Return what was written since its revision; None where that is not told, or too much."""
        return self.revision and Change.objects.unseen(self.revision, at_most)

    def take_in(self, entries: list[Entry] | None) -> None:
        """Take in Entries of the log that follow its revision; None where nobody can tell which."""
        if _are_of_anything(entries):
            self._build()
            return
        for noun in NOUNS.values():
            changed = _keys(entries, noun)
            if _needs_all(changed, len(self.indexes[noun.name])):
                before = self.indexes[noun.name].doc_ids
                self._build_one(noun)
                self.names.renumber(noun.name, before)
            elif changed:
                self._own(noun).refresh(changed, self._readers.get(noun.name))
        if any(entry.noun in (INSTITUTION.name, COUNTRY.name) for entry in entries):
            self._own(COUNTRY)
            list_countries(self.indexes)
        self.names.note(entries)
        self._earlier.forget()
        self.forget_searches()
        self.revision = entries[-1].revision._replace(epoch=self.revision.epoch)

    def matches(self, query: Query) -> Matches:
        """Return the Matches of a Query among the names that are taken in, kept or looked up."""
        found = self._found.get(query)
        if found is None:
            found = look_up(query, self.names)
            self._found = with_newest(self._found, query, found, MAX_SEARCHES)
        return found

    def bearers(self, noun: str, name: str) -> list:
        """Return the primary keys of a noun's records that bear a name, in whichever script."""
        index = self.names.of(noun)
        ways = (slots_of(fold(text).split(), self.names) for text in spellings(name))
        docs = BitMap.union(BitMap(), *(index.with_names(slots, whole=True) for slots in ways))
        return self.names.pks(noun, docs)

    def catch_up_with_names(self) -> None:
        """Take in the names that were written and are folded, or are few."""
        if self.names.catch_up(self.revision):
            self.forget_searches()

    def forget_searches(self) -> None:
        """Forget what was found; the next search looks for it anew."""
        self._found = {}
        for index in self.indexes.values():
            index.forget_searches()

    def at(self, moment: datetime) -> AbstractContextManager[tuple[Revision | None, Indexes]]:
        """Give the revision of an earlier moment and the indexes of it; see EarlierIndexes."""
        return self._earlier.at(self.indexes, moment)

    def _build(self) -> None:
        self.revision: Revision | None = Change.objects.revision()
        self.indexes: dict[str, BitmapIndex] = {}
        self._begin()
        for noun in NOUNS.values():
            self._build_one(noun)
        list_countries(self.indexes)
        self.names = RegisterNames(self.indexes)

    def _begin(self) -> None:
        self._readers = readers_among(self.indexes) | self._more_readers
        # The nouns whose index is asked by others, too, and must not be changed.
        self._shared: set[str] = set()
        self._earlier = EarlierIndexes()
        self._found: dict[Query, Matches] = {}

    def _build_one(self, noun: Noun) -> None:
        # The old one is let go first: two would need twice the memory.
        self.indexes.pop(noun.name, None)
        self._shared.discard(noun.name)
        self.indexes[noun.name] = BitmapIndex(noun, self._readers.get(noun.name))

    def _own(self, noun: Noun) -> BitmapIndex:
        """Return the index of a noun, copied before where others ask it, too."""
        if noun.name in self._shared:
            shared = self.indexes[noun.name]
            self.indexes[noun.name] = shared.copied()
            self._shared.discard(noun.name)
        return self.indexes[noun.name]


def is_much(entries: list[Entry] | None) -> bool:
    """Return whether it takes long to take in Entries of the log; None are all that may be."""
    if _are_of_anything(entries):
        return sum(map(_few_rows, NOUNS.values())) > FEW_ROWS
    return sum(_rows_read(noun, _keys(entries, noun)) for noun in NOUNS.values()) > FEW_ROWS


def is_heavy(entries: list[Entry] | None) -> bool:
    """Return whether it takes so long to take in Entries that one process does it for all."""
    return entries is None or len(entries) > FEW_ROWS or any(entry.key is None for entry in entries)


def _rows_read(noun: Noun, changed: set) -> int:
    """Return about how many rows of a noun are read for changed keys, counted no further."""
    if not changed:
        return 0
    few = _few_rows(noun)
    return few if None in changed else min(few, ROWS_PER_REFRESH * len(changed))


def _few_rows(noun: Noun) -> int:
    """Return how many records a noun has, counted no further than is asked."""
    return noun.model._default_manager.order_by()[: FEW_ROWS + 1].count()


def _are_of_anything(entries: Iterable[Entry] | None) -> bool:
    return entries is None or any(entry.noun == ANYTHING for entry in entries)


def _keys(entries: Iterable[Entry], noun: Noun) -> set:
    return {entry.key for entry in entries if entry.noun == noun.name}


def _needs_all(changed: set, size: int) -> bool:
    """Return whether a noun's records are read as a whole rather than the changed ones anew."""
    return None in changed or len(changed) > MIN_REFRESH + size // ROWS_PER_REFRESH
