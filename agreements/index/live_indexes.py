"""The index of the register as each process keeps it: built once, then in step with the log."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from threading import RLock
from time import monotonic

from django.conf import settings

from agreements import databases
from agreements.databases import replica
from agreements.models import Change, Revision, revision_number
from agreements.models.change import Entry
from agreements.nouns import Noun
from agreements.search.matches import Matches
from agreements.search.query import Query
from agreements.search.texts import are_folded

from .beginning import begun
from .bitmap_index import BitmapIndex
from .reading import Reader
from .register_index import FEW_ROWS, RegisterIndex, is_heavy, is_much
from .successor import Successor

# In seconds: so long whoever has no patience waits for a small register that is read anew.
SHORT = 5.0
# Told what was written since it was told last: Entries of the log, None where that cannot be told.
Follower = Callable[[list[Entry] | None], None]


class Snapshot:
    """The register at one revision, for as long as a page is made of it.

    `revision` is None before the first change. `bearers(noun, name)` gives the primary keys of the
    records that bear a name, in whichever script. Where it is not the newest, a large change is
    being taken in: rows that are read from the database are newer than the indexes.
    """

    def __init__(
        self,
        revision: Revision | None,
        indexes: Mapping[str, BitmapIndex],
        look_up: Callable[[Query], Matches],
        bearers: Callable[[str, str], list],
        *,
        is_newest: bool = True,
    ):
        self.bearers = bearers
        self.revision = revision
        self.is_newest = is_newest
        self._indexes = indexes
        self._look_up = look_up
        self._is_complete = True

    @property
    def is_complete(self) -> bool:
        """Return whether it is the newest, and all names were looked into for what was searched."""
        return self._is_complete and self.is_newest

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
    """The RegisterIndex of a process, brought up to a snapshot of the database before it answers.

    All threads that ask it read from the same database, and take turns. What was written is taken
    in once: a little by whoever asks first after it, much by a Successor, beside the index that is
    asked meanwhile and does not change. A reader catches up to the revision that stands when it
    asks, and to no later one.
    """

    def __init__(
        self,
        followers: Iterable[Follower] = (),
        readers: Mapping[str, Mapping[str, Reader]] | None = None,
    ):
        self._followers = tuple(followers)
        self._lock = RLock()
        self._readers = readers
        self._register: RegisterIndex | None = None
        self._successor: Successor | None = None
        # Whether what the Successor takes in is little.
        self._is_short = False
        # The number of the revision of which a file is, or was tried to be, last.
        self._filed = 0

    @contextmanager
    def snapshot(
        self, moment: datetime | None = None, patience: float | None = None
    ) -> Iterator[tuple[Snapshot, Callable[[], None]]]:
        """Give a Snapshot of the newest revision, and what lets others ask before the block ends.

        While a large change is taken in, that is waited for, and after `patience` in seconds, if it
        is given, the Snapshot is of an earlier revision. All that is read from the database within
        the block is of the newest one. Once others may ask, the indexes of the snapshot must not be
        asked any more. With a moment it is of what the register held then, and finds no words;
        `EarlierIndexes` says what it raises.
        """
        end = None if patience is None else monotonic() + patience
        while True:
            with ExitStack() as turn, ExitStack() as reading:
                turn.enter_context(self._lock)
                connection = replica.connection()
                is_alone = not connection.in_atomic_block
                if is_alone:
                    self._begin()
                    begin = databases.of(connection).read_transaction
                    reading.enter_context(begin(connection, may_shadow=moment is not None))
                is_newest, register = self._catch_up(is_alone), self._register
                last = self._last_moment(end)
                if is_newest or (last is not None and monotonic() >= last):
                    revision, indexes = register.revision, register.indexes
                    if moment:
                        revision, indexes = reading.enter_context(register.at(moment))
                    look_up, bearers = self._named(is_alone)
                    yield (
                        Snapshot(revision, indexes, look_up, bearers, is_newest=is_newest),
                        turn.close,
                    )
                    return
                successor = self._successor
            successor.wait(None if last is None else max(last - monotonic(), 0))

    def bytes_of_names(self) -> int:
        """Return how many bytes of memory the names take by which records are found."""
        return self._register.names.nbytes

    def forget_searches(self) -> None:
        """Forget what was found; the next search looks for it anew."""
        self._register.forget_searches()

    @property
    def _has_files(self) -> bool:
        return bool(settings.SNAPSHOTS) and self._readers is None

    def _begin(self) -> None:
        """Have an index to begin with where indexes are kept as files."""
        if self._register is None and self._has_files:
            self._tell(None)
            self._register = begun()
            self._note_file()

    def _note_file(self) -> None:
        """Note that there is a file of this index, or of one that is nearly as new."""
        self._filed = revision_number(self._register.revision)

    def _catch_up(self, is_alone: bool) -> bool:
        """Take in what was written, and return whether that is all; much is left to a Successor.

        Who is not alone, but within a transaction, may see what no other thread can.
        """
        self._take_over(wait=not is_alone)
        if self._register is None:
            self._tell(None)
            self._register = RegisterIndex(self._readers)
            return True
        entries = self._register.unseen(at_most=FEW_ROWS)
        if entries is None and replica.source() == replica.REPLICA:
            self._refuse_what_is_behind()
        if entries == []:
            if is_alone and self._has_files and self._register.names.misses_many:
                # Until they are there, no file is left to processes to come.
                self._catch_up_with_names(is_alone)
            return True
        if is_alone and (self._successor or self._is_long(entries)):
            self._succeed(is_for_all=is_heavy(entries), is_short=not is_much(entries))
            return False
        # Where reading fails, what is half read must not be used.
        register, self._register = self._register, None
        self._tell(entries)
        register.take_in(entries)
        self._register = register
        if is_alone and self._has_files and register.revision.number - self._filed > FEW_ROWS:
            self._succeed(is_for_all=True)
        return True

    def _refuse_what_is_behind(self) -> None:
        """Raise Behind where a replica does not hold yet what this index does."""
        newest, own = Change.objects.revision(), self._register.revision
        if own and newest and newest.epoch == own.epoch and newest.number < own.number:
            raise replica.Behind

    def _is_long(self, entries: list[Entry] | None) -> bool:
        """Return whether Entries are taken in by a Successor: many, or those of another epoch."""
        return is_much(entries) or (entries is None and self._register.revision is not None)

    def _succeed(self, *, is_for_all: bool, is_short: bool = False) -> None:
        if self._successor is None:
            is_for_all, self._is_short = is_for_all and self._has_files, is_short
            self._successor = Successor(self._register, is_for_all=is_for_all)

    def _last_moment(self, end: float | None) -> float | None:
        """Return until when one waits for a Successor who would wait until `end`, None for ever."""
        return end and end + self._is_short * SHORT

    def _take_over(self, *, wait: bool) -> None:
        """Have the index that a Successor has made be the one that is asked."""
        successor = self._successor
        if successor and wait:
            successor.wait()
        if successor and successor.is_done:
            self._successor = None
            if successor.made:
                self._tell(successor.entries)
                self._register = successor.made
                self._register.stand_alone()
                if successor.is_for_all:
                    self._note_file()

    def _tell(self, entries: list[Entry] | None) -> None:
        for follow in self._followers:
            follow(entries)

    def _named(self, is_alone: bool) -> tuple[Callable[[Query], Matches], Callable]:
        """Return what looks for a Query, and for bearers of a name, among the newest names."""

        def look_up(query: Query) -> Matches:
            self._catch_up_with_names(is_alone)
            return self._register.matches(query)

        def bearers(noun: str, name: str) -> list:
            self._catch_up_with_names(is_alone)
            return self._register.bearers(noun, name)

        return look_up, bearers

    def _catch_up_with_names(self, is_alone: bool) -> None:
        """Take in the names that were written; many are left to a Successor once they are folded.

        Nothing is taken in while one is at work.
        """
        register = self._register
        if self._successor:
            return
        if is_alone and register.names.misses_many:
            if are_folded(register.revision):
                self._succeed(is_for_all=True)
        else:
            register.catch_up_with_names()
