"""PostgreSQL: writers work side by side, many machines read."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import starmap

from django.db import Error, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, TextField
from django.db.models.expressions import RawSQL
from psycopg import IsolationLevel

from .broken_rule import BrokenRule

NOW = "clock_timestamp()"
# By code points, as SQLite compares: the locale of a database orders otherwise on every machine.
TEXT_KEY = 'LOWER((%(expressions)s) COLLATE "C")'
# A number on which nothing else takes an advisory lock: the letters of "coop".
WRITERS = 0x636F6F70
LOCK_NOT_AVAILABLE, READ_ONLY, DISK_FULL = "55P03", "25006", "53100"
DAMAGED = {"XX001", "XX002"}
SERIALIZATION_FAILURE = "40001"
# What a trigger finds: the edit that this transaction has open, and the version written last.
OPEN_EDIT = "CAST(NULLIF(current_setting('coop.edit', true), '') AS bigint)"
LAST_VERSION = "lastval()"
IS_NOT = "IS DISTINCT FROM"
FOREIGN_KEY_VIOLATION, UNIQUE_VIOLATION = "23503", "23505"
TRIGGERS = (
    "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE pg_table_is_visible(c.oid) AND t.tgenabled IN ('O', 'A')"
)
# A function finds tables where they were when it was made: pg_restore looks into no schema.
OWN_SCHEMA = "SET search_path FROM CURRENT"
# The keys of rows that are shadowed, and what a shadowed table is: a condition within the union
# would keep the planner from the indexes of the table.
GONE = "CREATE TEMP TABLE {gone} AS SELECT {key} AS key FROM {own} WHERE false"
SHADOWED = (
    "SELECT {columns} FROM ("
    "SELECT {columns}, false AS is_of_then FROM {own} UNION ALL SELECT {columns}, true FROM {then}"
    ") AS found WHERE is_of_then OR {key} NOT IN (SELECT key FROM {gone})"
)
# The planner prefers a sequential scan of a small table, or of a large one by a wrong estimate.
BY_INDEX = f"SET enable_seqscan = off SET jit = off {OWN_SCHEMA}"
# Words are compared as they are; long ones, which the index would refuse, by their beginning.
MAX_WORD = 200
WORDS = (
    "array_to_tsvector(string_to_array("
    "regexp_replace({text}, '([^ ]{{200}})[^ ]*', '\\1', 'g'), ' '))"
)
# Between the patterns of which any may fit.
OR = "\n"
HOLDING = (
    "SELECT string_agg(id::text, ',') FROM {table} WHERE {vector} @@ $1 AND NOT EXISTS"
    " (SELECT FROM unnest($2) AS term WHERE NOT text LIKE ANY (string_to_array(term, E'\\n')))"
)
IS_HELD = "SELECT EXISTS (SELECT FROM {table} WHERE {vector} @@ $1)"


def moment_text(path: str) -> Func:
    """Return a moment as text that sorts: "2026-11-25T10:00:00.000000Z"."""
    written = """'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'"""
    template = f"to_char(%(expressions)s AT TIME ZONE 'UTC', {written})"
    return Func(F(path), template=template, output_field=TextField())


def create_trigger(name: str, table: str, clause: str, body: str) -> list[str]:
    """Return the statements that make a trigger, and the function that it runs."""
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {OWN_SCHEMA}"
        f" AS $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} {clause} EXECUTE FUNCTION {name}()",
    ]


def drop_trigger(name: str, table: str) -> list[str]:
    """Return the statements that remove a trigger and its function."""
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()"]


def trigger_definition(connection: BaseDatabaseWrapper, name: str) -> list[str]:
    """Return the statements that would make a trigger of the database anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(t.tgfoid), pg_get_triggerdef(t.oid) FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = %s AND pg_table_is_visible(c.oid)",
            [name],
        )
        return [statement for row in cursor.fetchall() for statement in row]


def statement_triggers(log_everything: str) -> list[tuple[str, str]]:
    """Return (when, body) of what whole statements need on each table.

    Writers take a lock before they write, so that changes become visible in the order of their
    numbers, and no reader skips one. An emptied table has no rows that would be noted.
    """
    lock = f"PERFORM pg_advisory_xact_lock({WRITERS});"
    return [
        ("BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE", lock),
        ("AFTER TRUNCATE", log_everything),
    ]


def old_row(_columns: Iterable[str]) -> str:
    """Return the SQL of the row before a change, as JSON."""
    return "CAST(to_jsonb(OLD) AS text)"


def name_edit(connection: BaseDatabaseWrapper, number: int | None) -> None:
    """Tell triggers which edit is open, until the transaction ends; None where none is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('coop.edit', %s, true)", [str(number or "")])


def lock_writers(connection: BaseDatabaseWrapper) -> None:
    """Let nobody else write until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])


@contextmanager
def read_transaction(
    connection: BaseDatabaseWrapper, *, may_shadow: bool = False
) -> Iterator[None]:
    """Read within the block from one state of the database, which writers do not wait for.

    Where tables are to be shadowed there, that has to be told beforehand.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    session = connection.connection
    session.isolation_level, session.read_only = IsolationLevel.REPEATABLE_READ, not may_shadow
    try:
        with transaction.atomic(using=connection.alias):
            yield
    finally:
        if not session.closed:
            session.isolation_level = session.read_only = None


def own_schema(connection: BaseDatabaseWrapper) -> str:
    """Return the schema in which the register's own tables are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        [schema] = cursor.fetchone()
        return schema


@contextmanager
def wait_at_most(connection: BaseDatabaseWrapper, milliseconds: int) -> Iterator[None]:
    """Have writes within the block give up where another transaction locks them out for longer."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {milliseconds}")
    try:
        yield
    finally:
        # A transaction that failed takes no statement, and forgets the setting by itself.
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = DEFAULT")


def refuses_writes(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the server is a standby, or was told to take no writes."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW default_transaction_read_only")
        [is_told] = cursor.fetchone()
    return is_told == "on" or follows_another(connection)


def is_busy(error: Error) -> bool:
    """Return whether an error says that another transaction held a lock for too long."""
    return getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE


def is_for_reading_only(error: Error) -> bool:
    """Return whether an error says that nothing can be written: no room, or a server to read."""
    return getattr(error.__cause__, "sqlstate", "") in {READ_ONLY, DISK_FULL}


def is_cancelled(error: Error) -> bool:
    """Return whether an error says that a standby gave up a query for what it had to replay."""
    return getattr(error.__cause__, "sqlstate", "") == SERIALIZATION_FAILURE


def follows_another(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the server is a standby, which takes over what another one writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        [is_standby] = cursor.fetchone()
        return is_standby


def is_damaged(error: Error) -> bool:
    """Return whether an error says that data or an index is not as it was written."""
    return getattr(error.__cause__, "sqlstate", "") in DAMAGED


def broken_rule(connection: BaseDatabaseWrapper, error: IntegrityError) -> BrokenRule:
    """Return which rule an error tells of; to be asked when the transaction is over."""
    cause = error.__cause__
    table, name = cause.diag.table_name or "", cause.diag.constraint_name or ""
    columns: tuple[str, ...] = ()
    if cause.sqlstate == UNIQUE_VIOLATION:
        with connection.cursor() as cursor:
            rules = connection.introspection.get_constraints(cursor, table)
        columns = tuple(rules.get(name, {}).get("columns") or ())
    return BrokenRule(name, table, columns, cause.sqlstate == FOREIGN_KEY_VIOLATION)


def check_links(connection: BaseDatabaseWrapper) -> None:
    """Look now where links lead that were written, and not when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # What is written after that in the same transaction may lead anywhere for a moment again.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def remove_trigrams(connection: BaseDatabaseWrapper, table: str) -> None:
    """Remove the index of trigrams from a table of texts."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {table}_trigrams")
        cursor.execute(f"DROP FUNCTION IF EXISTS {table}_find(text, bigint, bigint)")


def install_words(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the index of words on a table of folded texts."""
    vector = WORDS.format(text="text")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin ({vector})")
        for name, returned, body in (
            ("holding(tsquery, text[])", "text", HOLDING),
            ("is_held(tsquery)", "boolean", IS_HELD),
        ):
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {table}_{name} RETURNS {returned} LANGUAGE sql STABLE"
                f" {BY_INDEX} AS $$ {body.format(table=table, vector=vector)} $$"
            )


def find_words(table: str, terms: Sequence[Sequence[tuple[Sequence[str], bool]]]) -> tuple:
    """Return the SQL, and its parameters, of the ids of texts that hold all terms: as one text.

    A term is any of some phrases: words one after the other, of which the last may go on in those
    that are not whole. Where the first term stands nowhere, the others are not looked for.
    """
    words = [f"({' | '.join(starmap(_words, phrases))})" for phrases in terms]
    read = [OR.join(starmap(_pattern, phrases)) for phrases in terms if _are_to_be_read(phrases)]
    found, parameters = f"{table}_holding(%s::tsquery, %s::text[])", [" & ".join(words), read]
    if len(words) == 1:
        return f"SELECT {found}", parameters
    first_is_held = f"{table}_is_held(%s::tsquery)"
    return f"SELECT CASE WHEN {first_is_held} THEN {found} END", [words[0], *parameters]


def _words(words: Sequence[str], is_whole: bool) -> str:
    """Return what the index of words is asked for a phrase."""
    *first, last = (f"'{word[:MAX_WORD]}'" for word in words)
    return f"({' & '.join([*first, last if is_whole else f'{last}:*'])})"


def _pattern(words: Sequence[str], is_whole: bool) -> str:
    return f"% {' '.join(words)}{' ' if is_whole else ''}%"


def _are_to_be_read(phrases: Sequence[tuple[Sequence[str], bool]]) -> bool:
    """Return whether the index of words does not tell all: their order, or how they go on."""
    return any(len(words) > 1 or len(words[0]) > MAX_WORD for words, _is_whole in phrases)


def id_list(numbers: Iterable[int]) -> RawSQL:
    """Return whole numbers, any number of them, as an expression for `pk__in`."""
    return RawSQL("SELECT unnest(%s::bigint[])", [f"{{{','.join(map(str, numbers))}}}"])


def knows_letters(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the database takes Chinese and Cyrillic signs for letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT '庆' ~ '[[:alnum:]]' AND 'ш' ~ '[[:alnum:]]'")
        [is_letter] = cursor.fetchone()
        return is_letter
