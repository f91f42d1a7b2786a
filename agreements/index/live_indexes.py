"""The indexes of all lists as each process keeps them: built once, then in step with the log."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from threading import RLock

from django.db import connection
from pyroaring import BitMap

from agreements import databases
from agreements.models import ANYTHING, Change, Revision
from agreements.models.change import Entry
from agreements.nouns import COUNTRY, INSTITUTION, NOUNS, Noun
from agreements.search.fold import fold, spellings
from agreements.search.look_up import look_up
from agreements.search.matches import Matches, slots_of
from agreements.search.query import Query

from .across import list_countries, readers_among
from .bitmap_index import MAX_SEARCHES, BitmapIndex
from .earlier_indexes import EarlierIndexes
from .reading import Reader
from .register_names import RegisterNames

# One refresh costs as much as 300 rows of a rebuild (measured).
ROWS_PER_REFRESH = 300
MIN_REFRESH = 10

# Told what was written since it was told last: Entries of the log, None where that cannot be told.
Follower = Callable[[list[Entry] | None], None]


class Snapshot:
    """The register at one revision, for as long as a page is made of it.

    `revision` is None before the first change. `bearers(noun, name)` gives the primary keys of the
    records that bear a name, in whichever script.
    """

    def __init__(
        self,
        revision: Revision | None,
        indexes: Mapping[str, BitmapIndex],
        look_up: Callable[[Query], Matches],
        bearers: Callable[[str, str], list],
    ):
        self.bearers = bearers
        self.revision = revision
        self._indexes = indexes
        self._look_up = look_up
        self._is_complete = True

    @property
    def is_complete(self) -> bool:
        """Return whether all that was searched for was looked for in all names."""
        return self._is_complete

    def index(self, noun: Noun) -> BitmapIndex:
        """Return the index of a noun's list, to be asked while the snapshot is open."""
        return self._indexes[noun.name]

    def matches(self, query: Query | None) -> Matches | None:
        """Return the Matches of a Query, None where nothing is looked for."""
        if query is None:
            return None
        matches = self._look_up(query)
        self._is_complete &= matches.is_complete
        return matches


class LiveIndexes:
    """The BitmapIndexes of a process, brought up to a snapshot of the database before they answer.

    Threads take turns. What was written is taken in once, by whoever asks first after it. A reader
    catches up to the revision that stands when it asks, and to no later one.
    """

    def __init__(
        self,
        followers: Iterable[Follower] = (),
        readers: Mapping[str, Mapping[str, Reader]] | None = None,
    ):
        self._followers = tuple(followers)
        self._lock = RLock()
        self._indexes: dict[str, BitmapIndex] = {}
        self._readers = readers_among(self._indexes) | (readers or {})
        self._earlier = EarlierIndexes()
        self._names: RegisterNames | None = None
        self._found: dict[Query, Matches] = {}
        self._seen: Revision | None = None

    @contextmanager
    def snapshot(
        self, moment: datetime | None = None
    ) -> Iterator[tuple[Snapshot, Callable[[], None]]]:
        """Give a Snapshot of the newest revision, and what lets others ask before the block ends.

        All that is read from the database within the block is of that revision too. Once others
        may ask, the indexes of the snapshot must not be asked any more. With a moment it is of what
        the register held then, and finds no words; `EarlierIndexes` says what it raises.
        """
        with ExitStack() as turn, ExitStack() as reading:
            turn.enter_context(self._lock)
            if not connection.in_atomic_block:
                begin = databases.of(connection).read_transaction
                reading.enter_context(begin(connection, may_shadow=moment is not None))
            self._catch_up()
            revision, indexes = self._seen, self._indexes
            if moment:
                earlier = self._earlier.at(indexes, moment)
                revision, indexes = reading.enter_context(earlier)
            yield Snapshot(revision, indexes, self._matches, self._bearers), turn.close

    def _catch_up(self) -> None:
        entries = Change.objects.unseen(self._seen) if self._seen else None
        if entries == []:
            return
        self._earlier.forget()
        for follow in self._followers:
            follow(entries)
        # Where reading fails, what is half read must not be used.
        seen, self._seen = self._seen, None
        if entries is None or any(entry.noun == ANYTHING for entry in entries):
            seen = Change.objects.revision()
            self._build()
        else:
            seen = entries[-1].revision
            self._take_in(entries)
            self._names.note(entries)
        self.forget_searches()
        self._seen = seen

    def _matches(self, query: Query) -> Matches:
        """Return the Matches of a Query: those that are kept, as long as nothing changes."""
        self._catch_up_with_names()
        if query not in self._found:
            while len(self._found) >= MAX_SEARCHES:
                del self._found[next(iter(self._found))]
            self._found[query] = look_up(query, self._names)
        return self._found[query]

    def _bearers(self, noun: str, name: str) -> list:
        """Return the primary keys of a noun's records that bear a name, in whichever script."""
        self._catch_up_with_names()
        index = self._names.of(noun)
        ways = (slots_of(fold(text).split(), self._names) for text in spellings(name))
        docs = BitMap.union(BitMap(), *(index.with_names(slots, whole=True) for slots in ways))
        return self._names.pks(noun, docs)

    def _catch_up_with_names(self) -> None:
        if self._names.catch_up(self._seen):
            self.forget_searches()

    def bytes_of_names(self) -> int:
        """Return how many bytes of memory the names take by which records are found."""
        return self._names.nbytes

    def forget_searches(self) -> None:
        """Forget what was found; the next search looks for it anew."""
        self._found = {}
        for index in self._indexes.values():
            index.forget_searches()

    def _build(self) -> None:
        # The old ones are let go first: two would need twice the memory.
        self._indexes.clear()
        for noun in NOUNS.values():
            self._build_one(noun)
        list_countries(self._indexes)
        self._names = RegisterNames(self._indexes)

    def _build_one(self, noun: Noun) -> None:
        self._indexes.pop(noun.name, None)
        self._indexes[noun.name] = BitmapIndex(noun, self._readers.get(noun.name))

    def _take_in(self, entries: list[Entry]) -> None:
        for noun in NOUNS.values():
            index = self._indexes[noun.name]
            changed = {entry.key for entry in entries if entry.noun == noun.name}
            if None in changed or len(changed) > MIN_REFRESH + len(index) // ROWS_PER_REFRESH:
                before = index.doc_ids
                self._build_one(noun)
                self._names.renumber(noun.name, before)
            elif changed:
                index.refresh(changed)
        if any(entry.noun in (INSTITUTION.name, COUNTRY.name) for entry in entries):
            list_countries(self._indexes)
