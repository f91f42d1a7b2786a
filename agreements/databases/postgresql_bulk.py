"""Writing whole tables to PostgreSQL: rules between rows are looked at once, at the end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db.backends.base.base import BaseDatabaseWrapper

# How days and answers are read as texts and numbers, which are the same in every database.
READ_AS = {
    "DateField": "to_char(%(expressions)s, 'YYYY-MM-DD')",
    "BooleanField": "CAST(%(expressions)s AS integer)",
}
# Indexes and links of whole tables are made in so much memory.
MEMORY = "SET LOCAL maintenance_work_mem = '256MB'"
# What is left out of tables meanwhile: links, and indexes that no rule of its own needs.
LINKS = (
    "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),"
    " format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,"
    " pg_get_constraintdef(oid)) FROM pg_constraint"
    " WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)"
)
INDEXES = (
    "SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)"
    " FROM pg_index WHERE indrelid::regclass::text = ANY (%s) AND NOT EXISTS"
    " (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
)
NUMBERED = (
    "SELECT c.relname, pg_get_serial_sequence(c.oid::regclass::text, a.attname) FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity <> ''"
    " WHERE c.relnamespace = current_schema()::regnamespace"
)


def for_whole_tables(_connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
    """Write within the block as ever; `without_links` does all that is of use here."""
    return nullcontext()


@contextmanager
def without_links(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> Iterator[None]:
    """Have tables without links and indexes within the block; at its end all of them hold."""
    with connection.cursor() as cursor:
        cursor.execute(MEMORY)
        left_out = []
        for query in (LINKS, INDEXES):
            cursor.execute(query, [list(tables)])
            left_out += cursor.fetchall()
        for removal, _making in left_out:
            cursor.execute(removal)
    yield
    with connection.cursor() as cursor:
        # Links are looked up in tables of which nobody has counted the rows yet.
        cursor.execute("ANALYZE")
        for _removal, making in reversed(left_out):
            cursor.execute(making)


def empty(connection: BaseDatabaseWrapper, table: str) -> None:
    """Remove all rows of a table that no link leads to; it takes those to come as frozen then."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {connection.ops.quote_name(table)}")


def written_moment(text: str) -> str:
    """Return a moment, such as "2026-11-25T10:00:00.000000Z", as it is: it takes any form."""
    return text


def write_rows(
    connection: BaseDatabaseWrapper,
    table: str,
    columns: Sequence[str],
    parts: Iterable[list[Sequence]],
) -> None:
    """Write parts of rows, of values as Django prepares them, into columns of an emptied table."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    statement = f"COPY {connection.ops.quote_name(table)} ({names}) FROM STDIN (FREEZE)"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in parts:
            for row in part:
                copy.write_row(row)


def numbering(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return {table: the highest number that it ever gave}, of tables that gave one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.relname, s.last_value FROM pg_sequences s JOIN"
            f" ({NUMBERED}) AS n(relname, sequence)"
            " ON n.sequence = format('%%I.%%I', s.schemaname, s.sequencename)"
            " WHERE s.last_value IS NOT NULL",
            [],
        )
        return dict(cursor)


def continue_numbering(connection: BaseDatabaseWrapper, numbers: dict[str, int]) -> None:
    """Have each table count on from the highest number that it ever gave."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED)
        for table, sequence in cursor.fetchall():
            highest = numbers.get(table)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, highest or 1, bool(highest)])
