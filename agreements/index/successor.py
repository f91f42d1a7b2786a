"""The index that is made beside the one that readers ask, while a large change is taken in."""

import gc
import logging
from threading import Event, Thread

from django.db import connection

from agreements import databases
from agreements.models.change import Entry

from .columns import many_tuples
from .register_index import RegisterIndex

logger = logging.getLogger(__name__)


class Successor:
    """A thread that makes the next RegisterIndex out of one that is not changed meanwhile.

    Once it `is_done`, `made` is that index, and `entries` are what it has taken in; `made` is None
    where that failed.
    """

    def __init__(self, register: RegisterIndex):
        self.made: RegisterIndex | None = None
        self.entries: list[Entry] | None = None
        self._done = Event()
        self._thread = Thread(
            target=self._make, args=(register.copied(),), name="index", daemon=True
        )
        self._thread.start()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is done, for so many seconds at most, or for as long as it takes."""
        self._done.wait(seconds)

    def _make(self, register: RegisterIndex) -> None:
        try:
            with many_tuples(), databases.of(connection).read_transaction(connection):
                self.entries = register.unseen()
                if self.entries != []:
                    register.take_in(self.entries)
                register.catch_up_with_names()
                # Readers would wait for seconds while the collector looks at all of it.
                gc.freeze()
            self.made = register
        except Exception:  # whoever asks next begins another one
            logger.exception("A large change could not be taken in.")
        finally:
            connection.close()
            self._done.set()
