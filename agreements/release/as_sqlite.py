"""Writes the tables of a release as one SQLite database, for those who ask them by SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from agreements.nouns.column import Kind

from .opened import OpenedRelease, open_release
from .released import ReleasedColumn, ReleasedTable, key_of, released_tables

TYPES = {Kind.WHOLE_NUMBER: "INTEGER", Kind.YES_NO: "INTEGER", Kind.NUMBER: "REAL"}
# What CSV writes of what is true or not.
TRUTHS = {"true": 1, "false": 0}


def write_sqlite(release: Path) -> Path:
    """Write the tables of a release beside it, as a file of SQLite, and return its path.

    Tables, columns and keys are those of the release; what is empty there is NULL. Raises
    NotARelease where the file is none, and OSError where there is no room.
    """
    path = release.with_suffix(".sqlite3")
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with open_release(release) as opened, closing(sqlite3.connect(part)) as database:
            for table in released_tables():
                _fill(database, opened, table)
            database.commit()
        part.replace(path)
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return path


def _fill(database: sqlite3.Connection, opened: OpenedRelease, table: ReleasedTable) -> None:
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(_parts(table))})')
    places = ", ".join("?" * len(table.columns))
    rows = ([*map(_value, table.columns, row)] for row in opened.rows(table))
    # The names are those of the register's own tables.
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows)  # noqa: S608


def _parts(table: ReleasedTable) -> Iterator[str]:
    """Yield what a table is made of: its columns, its key, what its columns lead to."""
    for column in table.columns:
        yield f'"{column.name}" {TYPES.get(column.kind, "TEXT")}'
    yield f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})"
    for column in table.columns:
        if column.target:
            [key] = key_of(column.target)
            noun = column.target._meta.model_name
            yield f'FOREIGN KEY ("{column.name}") REFERENCES "{noun}" ("{key}")'


def _quoted(name: str) -> str:
    return f'"{name}"'


def _value(column: ReleasedColumn, text: str) -> str | int | None:
    """Return a cell as SQLite keeps it; it makes numbers of texts in columns of numbers itself."""
    if text == "":
        return None
    return TRUTHS[text] if column.kind == Kind.YES_NO else text
