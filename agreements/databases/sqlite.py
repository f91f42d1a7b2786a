"""SQLite: one writer at a time, a file beside the program."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import starmap

from django.db import Error, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, TextField
from django.db.models.expressions import RawSQL

from .broken_rule import BrokenRule

NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
# SQLite compares texts by code points, and its LOWER knows A to Z only.
TEXT_KEY = "LOWER(%(expressions)s)"
# Of the codes of an error, the lowest eight bits tell its kind.
ERROR_KIND, BUSY, READ_ONLY, FULL, DAMAGED = 0xFF, 5, 8, 13, {11, 26}
# What a trigger finds: the edit that the one writer has open, and the version written last.
OPEN_EDIT = "(SELECT id FROM agreements_edit WHERE is_open)"
LAST_VERSION = "(SELECT MAX(id) FROM agreements_version)"
IS_NOT = "IS NOT"
# What SQLite says of a rule that was broken, and of which one.
BROKEN = re.compile(r"(?P<kind>[A-Z ]+) constraint failed(: (?P<what>.+))?")
INDEX = re.compile("index '(.+)'")
# Folded words hold letters, marks and digits; what parts one text from the next is a word too.
WORDS = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '|'"
# The keys of rows that are shadowed, and what a shadowed table is.
GONE = "CREATE TEMP TABLE {gone} (key PRIMARY KEY) WITHOUT ROWID"
SHADOWED = (
    "SELECT {columns} FROM {own} WHERE {key} NOT IN (SELECT key FROM {gone})"
    " UNION ALL SELECT {columns} FROM {then}"
)
TRIGGERS = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"


def moment_text(path: str) -> Func:
    """Return a moment as text that sorts: "2026-11-25T10:00:00.000000Z"."""
    template = (
        "replace(substr(%(expressions)s, 1, 19), ' ', 'T') || '.'"
        " || substr(substr(%(expressions)s, 21) || '000000', 1, 6) || 'Z'"
    )
    return Func(F(path), template=template, output_field=TextField())


def create_trigger(name: str, table: str, clause: str, body: str) -> list[str]:
    return [f"CREATE TRIGGER {name} {clause} BEGIN {body} END"]


def drop_trigger(name: str, _table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {name}"]


def trigger_definition(connection: BaseDatabaseWrapper, name: str) -> list[str]:
    """Return the statements that would make a trigger of the database anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [name])
        return [sql for [sql] in cursor.fetchall()]


def statement_triggers(_log_everything: str) -> list[tuple[str, str]]:
    """Return what whole statements need: nothing, with one writer at a time and no TRUNCATE."""
    return []


def old_row(columns: Iterable[str]) -> str:
    """Return the SQL of the row before a change, as JSON; of its own, it would round numbers."""
    pairs = (
        f"'{name}', CASE typeof(OLD.{name}) WHEN 'real'"
        f" THEN json(printf('%!.17g', OLD.{name})) ELSE OLD.{name} END"
        for name in columns
    )
    return f"json_object({', '.join(pairs)})"


def name_edit(_connection: BaseDatabaseWrapper, _number: int | None) -> None:
    """Tell triggers which edit is open; here they find its row."""


def lock_writers(_connection: BaseDatabaseWrapper) -> None:
    """Let nobody else write until the transaction ends; whoever has written is the only one."""


@contextmanager
def read_transaction(
    connection: BaseDatabaseWrapper, *, may_shadow: bool = False
) -> Iterator[None]:
    """Read within the block from one state of the database, which writers do not wait for.

    Tables can be shadowed there, whether it is told beforehand or not.
    """
    connection.ensure_connection()
    # IMMEDIATE, which writers need, would have readers take turns with them.
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    with ExitStack() as block:
        try:
            block.enter_context(transaction.atomic(using=connection.alias))
        finally:
            connection.transaction_mode = usual
        yield


def own_schema(_connection: BaseDatabaseWrapper) -> str:
    """Return the schema in which the register's own tables are."""
    return "main"


@contextmanager
def wait_at_most(connection: BaseDatabaseWrapper, milliseconds: int) -> Iterator[None]:
    """Have writes within the block give up where another process writes for longer."""
    usual = int(1000 * connection.settings_dict["OPTIONS"].get("timeout", 5))
    _set_busy_timeout(connection, milliseconds)
    try:
        yield
    finally:
        _set_busy_timeout(connection, usual)


def _set_busy_timeout(connection: BaseDatabaseWrapper, milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")


def refuses_writes(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the file is there to be read only, or nothing can be written beside it."""
    if connection.is_for_reading_only:
        return True
    path = str(connection.settings_dict["NAME"])
    return os.path.exists(path) and not os.access(path, os.W_OK)


def is_busy(error: Error) -> bool:
    """Return whether an error says that another process was writing for too long."""
    return getattr(error.__cause__, "sqlite_errorcode", 0) & ERROR_KIND == BUSY


def is_for_reading_only(error: Error) -> bool:
    """Return whether an error says that nothing can be written: no room, or a file to read only."""
    return getattr(error.__cause__, "sqlite_errorcode", 0) & ERROR_KIND in {READ_ONLY, FULL}


def is_cancelled(_error: Error) -> bool:
    """Return whether an error says that a query was given up for a replica's sake; none is."""
    return False


def follows_another(_connection: BaseDatabaseWrapper) -> bool:
    """Return whether the file takes over what another one writes; none does."""
    return False


def is_damaged(error: Error) -> bool:
    """Return whether an error says that the file is none, or not as it was written."""
    return getattr(error.__cause__, "sqlite_errorcode", 0) & ERROR_KIND in DAMAGED


def broken_rule(_connection: BaseDatabaseWrapper, error: IntegrityError) -> BrokenRule:
    """Return which rule an error tells of; links are never named."""
    match = BROKEN.match(str(error))
    kind, what = (match["kind"], match["what"]) if match else ("", "")
    if kind == "CHECK":
        return BrokenRule(name=what)
    if kind == "UNIQUE":
        if index := INDEX.fullmatch(what):
            return BrokenRule(name=index[1])
        columns = [column.split(".") for column in what.split(", ")]
        return BrokenRule(table=columns[0][0], columns=tuple(column for _, column in columns))
    return BrokenRule(is_link=kind == "FOREIGN KEY")


def check_links(_connection: BaseDatabaseWrapper) -> None:
    """Look now where links lead that were written; with one writer at a time none can be lost."""


def install_words(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the full-text table of words beside a table of folded texts."""
    triggers = set(_full_text_triggers(table))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = %s", [table])
        if triggers <= {name for [name] in cursor}:
            return
        for statement in _full_text(table, f"{table}_words"):
            cursor.execute(statement)


def _full_text(table: str, full_text: str) -> tuple[str, ...]:
    add = f"INSERT INTO {full_text} (rowid, text) VALUES (NEW.id, NEW.text);"
    remove = (
        f"INSERT INTO {full_text} ({full_text}, rowid, text) VALUES ('delete', OLD.id, OLD.text);"
    )
    create = f"CREATE TRIGGER IF NOT EXISTS {table}"
    return (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {full_text} USING fts5("
        f"text, content='{table}', content_rowid='id', tokenize=\"{WORDS}\")",
        f"{create}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"{create}_delete AFTER DELETE ON {table} BEGIN {remove} END",
        f"{create}_update AFTER UPDATE ON {table} BEGIN {remove} {add} END",
        f"INSERT INTO {full_text} ({full_text}) VALUES ('rebuild')",
    )


def remove_trigrams(connection: BaseDatabaseWrapper, table: str) -> None:
    """Remove the full-text table of trigrams from beside a table of texts."""
    with connection.cursor() as cursor:
        for trigger in _full_text_triggers(table):
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        cursor.execute(f"DROP TABLE IF EXISTS {table}_trigrams")


def _full_text_triggers(table: str) -> list[str]:
    return [f"{table}_{event}" for event in ("insert", "update", "delete")]


def find_words(table: str, terms: Sequence[Sequence[tuple[Sequence[str], bool]]]) -> tuple:
    """Return the SQL, and its parameters, of the ids of texts that hold all terms: as one text.

    A term is any of some phrases: words one after the other, of which the last may go on in those
    that are not whole. Where the first term stands nowhere, the others are not looked for.
    """
    wanted = [f"({' OR '.join(starmap(_phrase, phrases))})" for phrases in terms]
    holding = f"FROM {table}_words WHERE {table}_words MATCH %s"
    found = f"SELECT group_concat(rowid) {holding}"
    if len(wanted) == 1:
        return found, wanted
    first_is_held = f"EXISTS (SELECT 1 {holding})"
    return f"SELECT CASE WHEN {first_is_held} THEN ({found}) END", [wanted[0], " AND ".join(wanted)]


def _phrase(words: Sequence[str], is_whole: bool) -> str:
    return f'"{" ".join(words)}"{"" if is_whole else " *"}'


def id_list(numbers: Iterable[int]) -> RawSQL:
    """Return whole numbers, any number of them, as an expression for `pk__in`."""
    return RawSQL("SELECT value FROM json_each(%s)", [f"[{','.join(map(str, numbers))}]"])


def knows_letters(_connection: BaseDatabaseWrapper) -> bool:
    """Return whether the database takes Chinese and Cyrillic signs for letters; SQLite does."""
    return True
