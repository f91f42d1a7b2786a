"""The index that is made beside the one that readers ask, while a large change is taken in."""

import logging
import os
import sys
from contextlib import nullcontext
from threading import Event, Thread, get_native_id

from agreements.databases import replica
from agreements.models.change import Entry
from agreements.room import with_room

from . import index_files
from .beginning import caught_up, look_for_loss, newest_file, read_transaction
from .register_index import RegisterIndex, is_heavy

# As `nice` has it.
NICENESS = 10

logger = logging.getLogger(__name__)


class Successor:
    """A thread that makes the next RegisterIndex out of one that is not changed meanwhile.

    Once it `is_done`, `made` is that index, and `entries` are what it has taken in; `made` is None
    where that failed. Where it `is_for_all`, processes take turns: one writes it to a file, all
    have it out of that, and so share its memory.
    """

    def __init__(self, register: RegisterIndex, *, is_for_all: bool = False):
        self.is_for_all = is_for_all
        self.made: RegisterIndex | None = None
        self.entries: list[Entry] | None = None
        self._done = Event()
        self._thread = Thread(
            target=with_room(self._begin),
            args=(register.copied(), replica.source()),
            name="index",
            daemon=True,
        )
        self._thread.start()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is done, for so many seconds at most, or for as long as it takes."""
        self._done.wait(seconds)

    def _begin(self, register: RegisterIndex, source: str) -> None:
        with replica.reading_from(source):
            self._make(register)

    def _make(self, register: RegisterIndex) -> None:
        try:
            look_for_loss(register.revision)
            turn = index_files.turn() if self.is_for_all else nullcontext()
            with turn:
                self.made = self._caught_up(register)
        except Exception:  # whoever asks next begins another one
            logger.exception("A large change could not be taken in.")
        finally:
            replica.connection().close()
            self._done.set()

    def _caught_up(self, register: RegisterIndex) -> RegisterIndex:
        found, entries = None, []
        with read_transaction():
            self.entries = register.unseen()
            if self.is_for_all:
                found, entries = caught_up(newest_file())
            if found is None and self.entries != []:
                register.take_in(self.entries)
            made = found or register
            made.catch_up_with_names()
        if self.is_for_all and (found is None or is_heavy(entries)):
            _give_way()
            if index_files.write(made):
                return index_files.newest(made.revision.epoch) or made
        return made


def _give_way() -> None:
    """Have this thread go on while nobody else needs the processor."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)
