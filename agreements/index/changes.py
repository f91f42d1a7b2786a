"""The triggers by which the database itself notes every change, whoever makes it.

A note names the record that is to be read anew, or just says that something changed: the number of
the newest note is the revision of the register.
"""

from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

from django.apps import apps
from django.db import connections, transaction

from agreements.models import Change, Name, RefCounter, SearchState, SearchText, SearchWord

# The noun of a note that any record may have changed.
EVERYTHING = ""
PREFIX = "coop_"
# A number on which nothing else takes an advisory lock: the letters of "coop".
LOCK = 0x636F6F70

OWN = "SELECT {row}.id AS key"
# What a row of a table is noted as where it is not a record that a list is made of: (noun, query
# of the keys), {row} standing for the row before the change or after it.
NOTES = {
    "agreement_sectors": (
        ("agreement", "SELECT {row}.agreement_id AS key"),
        (
            "institution",
            "SELECT institution_id AS key FROM agreements_party"
            " WHERE agreement_id = {row}.agreement_id",
        ),
    ),
    "agreement_alliances": (("agreement", "SELECT {row}.agreement_id AS key"),),
    "party": (
        ("agreement", "SELECT {row}.agreement_id AS key"),
        ("institution", "SELECT {row}.institution_id AS key"),
    ),
    "membership": (("institution", "SELECT {row}.institution_id AS key"),),
    "citation": (
        ("citation", OWN),
        ("agreement", "SELECT {row}.agreement_id AS key WHERE {row}.agreement_id IS NOT NULL"),
    ),
    "country": (("country", "SELECT CAST(NULL AS bigint) AS key"),),
    "name": tuple(
        (noun, f"SELECT {{row}}.{noun}_id AS key WHERE {{row}}.{noun}_id IS NOT NULL")
        for noun in Name.SUBJECTS
    ),
}
# What is noted besides where one column changes: (column, noun, query of the keys).
MOVES = {
    "institution": (
        "country_id",
        "agreement",
        "SELECT agreement_id AS key FROM agreements_party WHERE institution_id = {row}.id",
    ),
    "source": (
        "publisher",
        "agreement",
        "SELECT agreement_id AS key FROM agreements_citation"
        " WHERE source_id = {row}.id AND agreement_id IS NOT NULL",
    ),
}
ROWS = {"INSERT": ["NEW"], "UPDATE": ["NEW", "OLD"], "DELETE": ["OLD"]}


class Trigger(NamedTuple):
    """A trigger of the database, under a name that no other version of it bears."""

    name: str
    table: str
    statements: list[str]


def watched():
    """Return the models whose tables have triggers: all whose records a page can show."""
    models = apps.get_app_config("agreements").get_models(include_auto_created=True)
    own = {Change, RefCounter, SearchState, SearchText, SearchWord}
    return [model for model in models if model not in own]


def triggers(connection):
    """Return the Triggers that the database of a connection needs."""
    made = []
    for model in watched():
        noun, table = model._meta.model_name, model._meta.db_table
        for event, rows in ROWS.items():
            notes = [
                _note(connection, note, query, rows)
                for note, query in NOTES.get(noun, [(noun, OWN)])
            ]
            made.append(
                _trigger(connection, table, f"AFTER {event} ON {table} FOR EACH ROW", notes)
            )
        if noun in MOVES:
            column, note, query = MOVES[noun]
            moved = (
                f"AFTER UPDATE OF {column} ON {table} FOR EACH ROW WHEN (OLD.{column} <>"
                f" NEW.{column} OR (OLD.{column} IS NULL) <> (NEW.{column} IS NULL))"
            )
            notes = [_note(connection, note, query, ["NEW"])]
            made.append(_trigger(connection, table, moved, notes))
    return made + _statement_triggers(connection)


def _statement_triggers(connection):
    """Return the triggers that only PostgreSQL needs.

    Its writers work side by side. They take a lock before they write, so that notes become visible
    in the order of their numbers, and no reader skips one. SQLite has one writer at a time, and no
    TRUNCATE.
    """
    if connection.vendor != "postgresql":
        return []
    made = []
    lock = f"PERFORM pg_advisory_xact_lock({LOCK});"
    everything = _note(connection, EVERYTHING, "SELECT CAST(NULL AS bigint) AS key", ["NEW"])
    for model in [*watched(), RefCounter]:
        table = model._meta.db_table
        for when, statement in (
            ("BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE", lock),
            ("AFTER TRUNCATE", everything),
        ):
            clause = f"{when} ON {table} FOR EACH STATEMENT"
            made.append(_trigger(connection, table, clause, [statement]))
    return made


def _note(connection, noun, query, rows):
    """Return the SQL that notes each key once, as the query gives them for each of the rows."""
    sqlite_now = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
    now = sqlite_now if connection.vendor == "sqlite" else "clock_timestamp()"
    keys = " UNION ".join(query.format(row=row) for row in rows)
    insert = "INSERT INTO agreements_change (noun, key, noted_at)"
    return f"{insert} SELECT '{noun}', key, {now} FROM ({keys}) AS keys;"  # noqa: S608, constants


def _trigger(connection, table, clause, statements):
    """Return the Trigger that runs the statements when the clause says."""
    body = " ".join(statements)
    name = f"{PREFIX}{table}_{sha256(f'{clause} {body}'.encode()).hexdigest()[:12]}"
    head = f"CREATE TRIGGER {name} {clause}"
    if connection.vendor == "sqlite":
        return Trigger(name, table, [f"{head} BEGIN {body} END"])
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN {body} RETURN NULL; END $$"
    )
    return Trigger(name, table, [function, f"{head} EXECUTE FUNCTION {name}()"])


def installed(connection):
    """Return {name: table} of the triggers of the register that are at work in the database."""
    query = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t"
        " JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE pg_table_is_visible(c.oid) AND t.tgenabled IN ('O', 'A')",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name: table for name, table in cursor if name.startswith(PREFIX)}


def missing(connection):
    """Return the Triggers that the database should have and does not."""
    present = installed(connection)
    return [trigger for trigger in triggers(connection) if trigger.name not in present]


def is_there(connection, models):
    """Return whether the tables of the models exist."""
    tables = set(connection.introspection.table_names())
    return tables.issuperset(model._meta.db_table for model in models)


def install(connection):
    """Make the triggers that are missing and remove outdated ones.

    What was written while one was missing went unnoticed, so that everything is noted as changed.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        needed = {trigger.name for trigger in triggers(connection)}
        outdated = {
            name: table for name, table in installed(connection).items() if name not in needed
        }
        _drop(connection, outdated)
        lacking = missing(connection)
        # One that was disabled is there without being at work.
        _drop(connection, {trigger.name: trigger.table for trigger in lacking})
        for trigger in lacking:
            for statement in trigger.statements:
                cursor.execute(statement)
        log = Change.objects.using(connection.alias)
        if lacking or not log.exists():
            log.create(noun=EVERYTHING)


def remove(connection):
    """Remove the triggers: a table cannot be rebuilt while another one's trigger names it."""
    with transaction.atomic(using=connection.alias):
        _drop(connection, installed(connection))


def _drop(connection, tables_by_name):
    with connection.cursor() as cursor:
        for name, table in tables_by_name.items():
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


@contextmanager
def unnoted(using="default"):
    """Write within the block without a note for each row; everything is noted as changed after it.

    Others see nothing of it before its end: the block is one transaction.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        remove(connection)
        yield
        install(connection)


def before_migration(using, plan, **_signal):
    """Remove the triggers where tables are about to be changed."""
    if plan:
        remove(connections[using])


def after_migration(using, **_signal):
    """Install the triggers as soon as all tables are there."""
    if is_there(connections[using], [*watched(), RefCounter, Change]):
        install(connections[using])
