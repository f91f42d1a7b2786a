"""The thread of a server's process that folds what was written, by this process or by others."""

import atexit
import logging
import os
from threading import Event, Lock, Thread

from django.db import Error, connection

from agreements import databases

from .folding import PAUSE, Progress, fold_part, new_turn

# In seconds: so often is looked whether anything was written.
EVERY = 3.0
# In seconds: a part that is being folded is finished by then.
LAST_PART = 5.0

logger = logging.getLogger(__name__)


class Folder:
    """Folds in the background, from its start until it is stopped or its process ends.

    A process that was forked from one with a Folder at work has to start it again.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: int | None = None
        self._thread: Thread | None = None
        self._is_stopping = False
        self._woken = Event()
        self._complaint = ""

    def start(self) -> None:
        """Begin, unless it is at work in this process already."""
        if self._process == os.getpid():
            return
        with self._lock:
            if self._process == os.getpid():
                return
            self._process, self._is_stopping, self._woken = os.getpid(), False, Event()
            self._thread = Thread(target=self._work, name="folder", daemon=True)
            self._thread.start()
            atexit.register(self.stop)

    def wake(self) -> None:
        """Have it look now whether anything was written."""
        self._woken.set()

    def stop(self) -> None:
        """End it, after the part that it is folding."""
        if self._process != os.getpid():
            return
        atexit.unregister(self.stop)
        self._is_stopping = True
        self._woken.set()
        self._thread.join(LAST_PART)
        self._process = None

    def _work(self) -> None:
        turn = new_turn()
        try:
            while not self._is_stopping:
                pause = self._look(turn)
                self._woken.wait(pause)
                self._woken.clear()
        finally:
            connection.close()

    def _look(self, turn: str) -> float:
        """Fold a part; return after how many seconds to look again."""
        try:
            connection.close_if_unusable_or_obsolete()
            progress = fold_part(turn)
        except Exception as error:  # a thread that ended here would leave names unfolded for good
            self._complain(error)
            connection.close()
            return EVERY
        self._complaint = ""
        return PAUSE if progress is Progress.MORE else EVERY

    def _complain(self, error: Exception) -> None:
        """Write an error to the log, once where it comes again and again."""
        if isinstance(error, Error) and databases.of(connection).is_busy(error):
            return
        if str(error) != self._complaint:
            self._complaint = str(error)
            logger.warning("Names could not be folded: %s", error)


folder = Folder()
