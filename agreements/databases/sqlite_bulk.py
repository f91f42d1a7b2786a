"""Writing whole tables to SQLite: rules that hold between rows are looked at once, at the end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from .sqlite import is_busy, wait_at_most

# How days and answers are read as texts and numbers, which are the same in every database. Python
# would turn columns of these kinds into objects of its own; an expression has no kind.
READ_AS = {
    "DateField": "CAST(%(expressions)s AS text)",
    "BooleanField": "CAST(%(expressions)s AS integer)",
}
INDEXES = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
# Kibibytes of a file that a connection keeps while it writes whole tables, and sorts indexes in.
LOADING_CACHE = 64 * 1024


@contextmanager
def for_whole_tables(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Have a transaction within the block write into the file itself, and look at no link yet.

    A page that is read from a log of some gigabytes is looked for in each of its parts. The log
    stays where another process has the file open; else nobody can open it until the end of the
    block. Within a transaction, all stays as it is.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        usual = {name: _asked(cursor, name) for name in ("cache_size", "synchronous")}
        try:
            _set_journal(connection, "DELETE")
            # Without a log, a file could be damaged where the machine loses its power.
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute(f"PRAGMA cache_size = -{LOADING_CACHE}")
            yield
        finally:
            for name, value in usual.items():
                cursor.execute(f"PRAGMA {name} = {value}")
            _set_journal(connection, "WAL")


def _asked(cursor: CursorWrapper, name: str) -> int:
    [value] = cursor.execute(f"PRAGMA {name}").fetchone()
    return value


def _set_journal(connection: BaseDatabaseWrapper, kind: str) -> None:
    """Have a file be written by another kind of journal, where nobody else has it open.

    Who opens the register next has it written through a log in any case.
    """
    try:
        with wait_at_most(connection, 0), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA journal_mode = {kind}")
    except OperationalError as error:
        if not is_busy(error):
            raise


@contextmanager
def without_links(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> Iterator[None]:
    """Have tables without indexes within the block; at its end these, and all links, hold."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        left_out = [(name, sql) for name, table, sql in cursor if table in set(tables)]
        for name, _sql in left_out:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        for _name, sql in left_out:
            cursor.execute(sql)
    connection.check_constraints()


def empty(connection: BaseDatabaseWrapper, table: str) -> None:
    """Remove all rows of a table, while links are not looked at."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def written_moment(text: str) -> str:
    """Return a moment, such as "2026-11-25T10:00:00.000000Z", as Django writes it."""
    fraction = "" if text[20:26] == "000000" else text[19:26]
    return f"{text[:10]} {text[11:19]}{fraction}"


def write_rows(
    connection: BaseDatabaseWrapper,
    table: str,
    columns: Sequence[str],
    parts: Iterable[list[Sequence]],
) -> None:
    """Write parts of rows, of values as Django prepares them, into columns of a table."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})"
    with connection.cursor() as cursor:
        for part in parts:
            cursor.executemany(statement, part)


def numbering(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return {table: the highest number that it ever gave}, of tables that gave one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        return dict(cursor)


def continue_numbering(connection: BaseDatabaseWrapper, numbers: dict[str, int]) -> None:
    """Have each table count on from the highest number that it ever gave."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        cursor.executemany("INSERT INTO sqlite_sequence VALUES (%s, %s)", numbers.items())
