"""The triggers by which the database itself notes every change, whoever makes it.

They log which records are to be read anew, and keep a version of each row as it was before.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

from django.db import Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations import RunPython, RunSQL
from django.db.models import Model, QuerySet

from agreements import databases
from agreements.models import ANYTHING, Change, Edit, Epoch, RefCounter, Touch, Version
from agreements.nouns.noun import Noun

from .dependencies import Note, notes_by_table, notes_of_path, tracked_models
from .versioning import mark, row_versions

PREFIX = "coop_"
# What triggers write to, and the counters besides, must be there before they are.
NEEDED = (RefCounter, Change, Edit, Version, Touch)
ROWS = {"INSERT": ["NEW"], "UPDATE": ["NEW", "OLD"], "DELETE": ["OLD"]}

logger = logging.getLogger(__name__)


class Trigger(NamedTuple):
    """A trigger of the database, under a name that no other version of it bears."""

    name: str
    table: str
    statements: list[str]


def triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    return [*_log_triggers(connection), *_version_triggers(connection)]


def _version_triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    return [_trigger(connection, *parts) for parts in row_versions(connection)]


def _log_triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    made = [
        trigger
        for table, notes in notes_by_table().items()
        for trigger in _row_triggers(connection, table, notes)
    ]
    return made + _statement_triggers(connection)


def serving(connection: BaseDatabaseWrapper, noun: Noun, path: str) -> set[str]:
    """Return the names of the triggers that log what a path from a noun's records passes."""
    tables = {noun.model._meta.db_table, *(table for table, _note in notes_of_path(noun, path))}
    return {trigger.name for trigger in _log_triggers(connection) if trigger.table in tables}


def _row_triggers(
    connection: BaseDatabaseWrapper, table: str, notes: list[Note]
) -> Iterator[Trigger]:
    whole = [note for note in notes if not note.column]
    for event, rows in ROWS.items():
        logged = [_log(connection, note.noun, note.query, rows) for note in whole]
        yield _trigger(connection, table, f"AFTER {event} ON {table} FOR EACH ROW", logged)
    for column in dict.fromkeys(note.column for note in notes if note.column):
        changed = (
            f"AFTER UPDATE OF {column} ON {table} FOR EACH ROW WHEN (OLD.{column} <>"
            f" NEW.{column} OR (OLD.{column} IS NULL) <> (NEW.{column} IS NULL))"
        )
        of_column = [note for note in notes if note.column == column]
        logged = [_log(connection, note.noun, note.query, ["NEW"]) for note in of_column]
        yield _trigger(connection, table, changed, logged)


def _statement_triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    anything = _log(connection, ANYTHING, "SELECT CAST(NULL AS bigint) AS key", ["NEW"])
    anything += f" {mark(connection)}"
    return [
        _trigger(connection, table, f"{when} ON {table} FOR EACH STATEMENT", [body])
        for table in (model._meta.db_table for model in [*tracked_models(), RefCounter])
        for when, body in databases.of(connection).statement_triggers(anything)
    ]


def _log(connection: BaseDatabaseWrapper, noun: str, query: str, rows: list[str]) -> str:
    """Return the SQL that logs each key once, as the query gives them for each of the rows."""
    now = databases.of(connection).NOW
    keys = " UNION ".join(query.format(row=row) for row in rows)
    insert = "INSERT INTO agreements_change (noun, key, noted_at)"
    return f"{insert} SELECT '{noun}', key, {now} FROM ({keys}) AS keys;"  # noqa: S608, constants


def _trigger(
    connection: BaseDatabaseWrapper, table: str, clause: str, statements: list[str]
) -> Trigger:
    body = " ".join(statements)
    name = f"{PREFIX}{table}_{sha256(f'{clause} {body}'.encode()).hexdigest()[:12]}"
    return Trigger(name, table, databases.of(connection).create_trigger(name, table, clause, body))


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return {name: table} of the register's triggers that are at work in the database."""
    with connection.cursor() as cursor:
        cursor.execute(databases.of(connection).TRIGGERS)
        return {name: table for name, table in cursor if name.startswith(PREFIX)}


def missing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Return the Triggers that the database should have and does not."""
    present = installed(connection)
    return [trigger for trigger in triggers(connection) if trigger.name not in present]


def are_there(connection: BaseDatabaseWrapper, models: list[type[Model]]) -> bool:
    tables = set(connection.introspection.table_names())
    return tables.issuperset(model._meta.db_table for model in models)


def install(connection: BaseDatabaseWrapper, *, rows_are_kept: bool = False) -> None:
    """Make the triggers that are missing and remove outdated ones.

    What was written while one was missing was not noted: anything may have changed, and what stood
    before is not known, unless all rows hold the same as when the triggers were removed.
    """
    with transaction.atomic(using=connection.alias):
        lacking = make_missing(connection)
        if lacking or not Change.objects.using(connection.alias).exists():
            _log_anything(connection)
        if (lacking and not rows_are_kept) or not _marks(connection).exists():
            leave_mark(connection)


def make_missing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Make the triggers that are missing, remove outdated ones, and return those that were made."""
    needed = {trigger.name for trigger in triggers(connection)}
    outdated = {name: table for name, table in installed(connection).items() if name not in needed}
    _drop(connection, outdated)
    lacking = missing(connection)
    # One that was disabled is there without being at work.
    _drop(connection, {trigger.name: trigger.table for trigger in lacking})
    for trigger in lacking:
        _execute(connection, trigger.statements)
    return lacking


def remove(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers: a table cannot be rebuilt while another one's trigger names it."""
    with transaction.atomic(using=connection.alias):
        _drop(connection, installed(connection))


def definitions(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Return the register's triggers as they stand in the database, whatever version they are of.

    None are returned where they cannot be read.
    """
    return [
        Trigger(name, table, databases.of(connection).trigger_definition(connection, name))
        for name, table in installed(connection).items()
    ]


def put_back(connection: BaseDatabaseWrapper, before: list[Trigger]) -> None:
    """Make again those of the triggers that are gone, each for itself, and log that they were."""
    present = installed(connection)
    for trigger in before:
        if trigger.name in present:
            continue
        try:
            with transaction.atomic(using=connection.alias):
                _execute(connection, trigger.statements)
        except Error as error:
            logger.error("The trigger %s could not be put back: %s", trigger.name, error)
    if before and len(installed(connection)) > len(present):
        _log_anything(connection)
        if are_there(connection, [Version]):
            leave_mark(connection)


def _log_anything(connection: BaseDatabaseWrapper) -> None:
    Change.objects.using(connection.alias).create(noun=ANYTHING)


def _marks(connection: BaseDatabaseWrapper) -> QuerySet[Version]:
    return Version.objects.using(connection.alias).marks()


def leave_mark(connection: BaseDatabaseWrapper) -> None:
    """Mark that what stood before is not known."""
    _execute(connection, [mark(connection)])


def _drop(connection: BaseDatabaseWrapper, tables_by_name: dict[str, str]) -> None:
    for name, table in tables_by_name.items():
        _execute(connection, databases.of(connection).drop_trigger(name, table))


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def without_log(using: str = "default") -> Iterator[None]:
    """Write within the block without a note or a version of each row.

    After it, anything may have changed, and what stood before is not known.

    Others see nothing of it before its end: the block is one transaction.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        remove(connection)
        yield
        install(connection)


def before_migration(using: str, plan: list, **_signal: object) -> None:
    """Remove the triggers where tables are about to be changed."""
    if plan:
        remove(connections[using])


def after_migration(using: str, plan: list = (), **_signal: object) -> None:
    """Install the triggers as soon as all tables are there, and begin the first epoch.

    A migration that wrote the row would leave a mark: what stood before would not be known.
    """
    if are_there(connections[using], [Epoch]):
        Epoch.objects.using(using).begin_first()
    if are_there(connections[using], [*tracked_models(), *NEEDED]):
        install(connections[using], rows_are_kept=bool(plan) and not _writes_rows(plan))


def _writes_rows(plan: list) -> bool:
    """Return whether migrations of the register do more than give its tables another shape."""
    return any(
        isinstance(operation, RunPython | RunSQL)
        for migration, _is_backwards in plan
        if migration.app_label == Version._meta.app_label
        for operation in migration.operations
    )
