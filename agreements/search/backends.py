"""The index of folded texts in the database: the one place of a search that asks which it is.

SQLite has a full-text table of trigrams, three characters each, PostgreSQL an index of trigrams.
Either finds the texts that contain a pattern of three characters or more without reading others.
"""

from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from django.core import checks
from django.db import connection as default_connection
from django.db import connections, transaction
from django.db.models.expressions import RawSQL

from agreements.index.changes import LOCK, is_there
from agreements.models import SearchText, SearchWord

TABLE = SearchText._meta.db_table
TRIGRAMS = f"{TABLE}_trigrams"
# Milliseconds.
SHORT_WAIT = 500
HIGHEST_ID = 2**63 - 1

SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TRIGRAMS} USING fts5("
    f"text, content='{TABLE}', content_rowid='id', tokenize='trigram case_sensitive 1')",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_insert AFTER INSERT ON {TABLE} BEGIN"
    f" INSERT INTO {TRIGRAMS} (rowid, text) VALUES (NEW.id, NEW.text); END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_delete AFTER DELETE ON {TABLE} BEGIN"
    f" INSERT INTO {TRIGRAMS} ({TRIGRAMS}, rowid, text) VALUES ('delete', OLD.id, OLD.text); END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_update AFTER UPDATE ON {TABLE} BEGIN"
    f" INSERT INTO {TRIGRAMS} ({TRIGRAMS}, rowid, text) VALUES ('delete', OLD.id, OLD.text);"
    f" INSERT INTO {TRIGRAMS} (rowid, text) VALUES (NEW.id, NEW.text); END",
    f"INSERT INTO {TRIGRAMS} ({TRIGRAMS}) VALUES ('rebuild')",
)
# PostgreSQL would rather read a small table as a whole, and a large one by a wrong guess; or all of
# it in the order of its primary key, which cannot tell sums.
BY_INDEX = "SET enable_seqscan = off SET jit = off"
FOUND = (
    f"SELECT string_agg(id::text, ',') FROM {TABLE}"
    " WHERE text LIKE {pattern} AND id + 0 BETWEEN {lowest} AND {highest}"
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX IF NOT EXISTS {TRIGRAMS} ON {TABLE} USING gin (text gin_trgm_ops)",
    f"CREATE OR REPLACE FUNCTION {TABLE}_find(text, bigint, bigint) RETURNS text"
    f" LANGUAGE sql STABLE {BY_INDEX}"
    f" AS $$ {FOUND.format(pattern='$1', lowest='$2', highest='$3')} $$",
)


class Pattern(NamedTuple):
    """What a folded text is to contain, and between which ids of SearchText it is looked for."""

    text: str
    lowest: int = 0
    highest: int = HIGHEST_ID


def install(connection):
    """Make the index of trigrams where it is missing."""
    sqlite = connection.vendor == "sqlite"
    triggers = {f"{TABLE}_{event}" for event in ("insert", "update", "delete")}
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if sqlite:
            cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = %s", [TABLE])
            if triggers <= {name for [name] in cursor}:
                return
        for statement in SQLITE if sqlite else POSTGRESQL:
            cursor.execute(statement)


def after_migration(using, **_signal):
    """Install the index as soon as its tables are there."""
    if is_there(connections[using], [SearchText, SearchWord]):
        install(connections[using])


def find(patterns, connection=default_connection):
    """Return an array for each Pattern: the ids of SearchText that contain it (numpy, int64).

    One query answers all. Each pattern is a folded text of three characters or more.
    """
    if not patterns:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement(patterns, connection))
        lists = dict(cursor.fetchall())
    # As one text for each pattern: a hundred thousand rows would take longer than finding them.
    return [
        np.sort(np.fromstring(lists[number] or "", dtype=np.int64, sep=","), kind="stable")
        for number in range(len(patterns))
    ]


def statement(patterns, connection=default_connection):
    """Return the SQL that finds the patterns, and its parameters."""
    one = {
        "sqlite": f"SELECT %s, group_concat(rowid) FROM {TRIGRAMS} WHERE {TRIGRAMS} MATCH %s"
        " AND rowid BETWEEN %s AND %s",
        "postgresql": f"SELECT %s::int, {TABLE}_find(%s, %s, %s)",
    }[connection.vendor]
    wrapped = {"sqlite": '"{}"', "postgresql": "%{}%"}[connection.vendor]
    parameters = []
    for number, pattern in enumerate(patterns):
        parameters += [number, wrapped.format(pattern.text), pattern.lowest, pattern.highest]
    return " UNION ALL ".join([one] * len(patterns)), parameters


def one_of(keys, connection=default_connection):
    """Return the expression of a list of whole numbers, for `pk__in`: of any length."""
    numbers = ",".join(map(str, keys))
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [f"[{numbers}]"])
    return RawSQL("SELECT unnest(%s::bigint[])", [f"{{{numbers}}}"])


@contextmanager
def waiting_briefly(connection=default_connection):
    """Have writes within the block give up soon where another process is writing.

    A reader's search is not to stand still for as long as an import takes.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(1000 * connection.settings_dict["OPTIONS"].get("timeout", 5))
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {SHORT_WAIT}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def wait_for_turn(connection=default_connection):
    """Have only one process at a time write texts until the transaction ends.

    SQLite does so by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK + 1])


@checks.register(checks.Tags.database)
def check_letters(databases=None, handler=connections, **options):
    """Warn of a PostgreSQL database whose locale takes no Chinese or Cyrillic sign for a letter."""
    found = []
    for alias in databases or ():
        connection = handler[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT '庆' ~ '[[:alnum:]]' AND 'ш' ~ '[[:alnum:]]'")
            if not cursor.fetchone()[0]:
                found.append(
                    checks.Warning(
                        "The locale of this database knows no Chinese or Cyrillic letters: "
                        "searches for them read all names.",
                        hint="Dump it and load it into one made with "
                        "CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0.",
                        obj=alias,
                        id="agreements.W001",
                    )
                )
    return found
