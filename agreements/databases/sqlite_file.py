"""A whole SQLite database as one file, and back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from .refused_file import RefusedFile

NAME = "register.sqlite3"


def needed_bytes(connection: BaseDatabaseWrapper) -> int:
    """Return how many bytes a copy of the database takes, before it is compressed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        [size] = cursor.fetchone()
        return size


def write_file(connection: BaseDatabaseWrapper, path: Path) -> None:
    """Copy the state that the open transaction of the connection reads; writers do not wait."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            # Whoever opens the copy finds all in one file.
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise RefusedFile(f"{error}.") from error


def check_file(path: Path) -> None:
    """Raise RefusedFile where a file is no database that is whole."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as copy:
            [told] = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise RefusedFile(f"{error}.") from error
    if told != "ok":
        raise RefusedFile(f"{told}.")


def read_file(connection: BaseDatabaseWrapper, path: Path) -> None:
    """Have the database be what the file holds: all of it, or nothing where that fails.

    Others go on reading what was there, and then read what the file holds; writers wait.
    """
    try:
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            copy.backup(connection.connection)
    except (sqlite3.Error, DatabaseError) as error:
        raise RefusedFile(f"{error}.") from error
