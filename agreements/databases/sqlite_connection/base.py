"""What Django looks for by this name: the connections to an SQLite file."""

import logging
import os
import sqlite3
from typing import NamedTuple

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from .read_only_file import is_wanting_room, read_once

logger = logging.getLogger(__name__)


class File(NamedTuple):
    """Which file a path leads to, whatever its name was before."""

    device: int
    number: int


class Known(NamedTuple):
    """A database file, and the log of it that was beside it last."""

    file: File | None
    log: File | None


# What this process knows of each database file that it has opened, by path.
known: dict[str, Known] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is given up once its path leads to another file.

    What was committed last stands in a log beside the file. SQLite would take the log of the old
    file for one of the new file, and so destroy it: while it is there, the new one is not opened.

    Where nothing can be written beside the file, it is opened to be read, anew for each request:
    so writes are taken as soon as there is room.
    """

    is_for_reading_only = False

    def get_new_connection(self, conn_params):
        path = conn_params["database"]
        self._refuse_log_of_another(path)
        connection = self._open(conn_params)
        self._opened = file_at(path)
        known[path] = Known(self._opened, file_at(f"{path}-wal"))
        return connection

    def is_usable(self):
        """Return whether the path still leads to the file that is open."""
        path = self.get_connection_params()["database"]
        if file_at(path) != self._opened:
            logger.warning("Another file was put in the place of %s: it is opened anew.", path)
            return False
        if self.is_for_reading_only:
            return False
        known[path] = Known(self._opened, file_at(f"{path}-wal"))
        return super().is_usable()

    def _open(self, conn_params):
        path, was_for_reading_only = conn_params["database"], self.is_for_reading_only
        try:
            connection = super().get_new_connection(conn_params)
            self.is_for_reading_only = False
        except sqlite3.Error as error:
            if not (is_wanting_room(error) and file_at(path)):
                raise
            connection = read_once(path, lambda way: self._open_by(way, conn_params))
            self.is_for_reading_only = True
            if not was_for_reading_only:
                logger.warning("Nothing can be written beside %s (%s): it is read.", path, error)
        return connection

    def _open_by(self, way, conn_params):
        usual, self.init_commands = self.init_commands, way.commands
        try:
            return super().get_new_connection({**conn_params, "database": way.address})
        finally:
            self.init_commands = usual

    def _refuse_log_of_another(self, path):
        before, file, log = known.get(path), file_at(path), file_at(f"{path}-wal")
        if before and log and file != before.file and log == before.log:
            raise OperationalError(
                f"Another file was put in the place of {path}, and the log of the one before is "
                f"still beside it. Stop the server, remove {path}-wal and {path}-shm, and start it."
            )


def file_at(path):
    """Return the File that a path leads to, None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return File(found.st_dev, found.st_ino)
