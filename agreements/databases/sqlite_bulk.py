"""Writing whole tables to SQLite: rules that hold between rows are looked at once, at the end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

# Kinds of fields whose values it takes as Python has them, besides those that all take.
PLAIN: set[str] = set()
INDEXES = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


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


def write_rows(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[Sequence]
) -> None:
    """Write rows of values, as Django prepares them, into columns of a table."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})", rows
        )


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
