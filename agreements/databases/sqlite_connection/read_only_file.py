"""Opens an SQLite file to be read where nothing can be written beside it.

SQLite reads a file together with its log by means of a third file, which it makes. On a full disk
or on one that is there to be read only, it cannot, and would read nothing.
"""

import os
import sqlite3
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

ERROR_KIND, CANNOT_OPEN, READ_ONLY, FULL = 0xFF, 14, 8, 13
# Of the errors of a disk only that which says that there is no room for the third file.
NO_ROOM_FOR_INDEX = 4874


class Way(NamedTuple):
    """An address by which SQLite opens a file, and the commands with which it begins."""

    address: str
    commands: list[str]


def is_wanting_room(error: sqlite3.Error) -> bool:
    """Return whether an error says that nothing could be written beside a file."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code == NO_ROOM_FOR_INDEX or code & ERROR_KIND in {CANNOT_OPEN, READ_ONLY, FULL}


def way_to_read(path: str) -> Way:
    """Return how a file is read as it stands, with all that its log holds.

    The log is read only by who believes to be alone with it. Where it is empty the file is whole,
    and is taken for one that does not change. Neither sees what others write while it is open.
    Where writing into the file itself was broken off, it is no whole one: SQLite will say so.
    """
    address = f"file:{quote(os.path.abspath(path))}?mode=ro"
    log = f"{path}-wal"
    if os.path.exists(log) and os.path.getsize(log):
        return Way(f"{address}&vfs=unix-none", ["PRAGMA locking_mode=EXCLUSIVE"])
    if os.path.exists(f"{path}-journal"):
        return Way(address, [])
    return Way(f"{address}&immutable=1", [])


def read_once(path: str, open_by: Callable[[Way], sqlite3.Connection]) -> sqlite3.Connection:
    """Return a connection that can read; raise sqlite3.Error with a sentence where none can."""
    try:
        connection = open_by(way_to_read(path))
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise sqlite3.OperationalError(
            f"{path} cannot be opened, and neither can its log {path}-wal be read beside it, in "
            f"which stands what was written last: {error}. Make room on its disk, or give both."
        ) from error
    return connection
