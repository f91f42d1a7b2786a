"""What triggers write when a row changes: a version of it, and to whose history it belongs."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

from agreements import databases
from agreements.models import Version
from agreements.nouns import NOUNS

from .dependencies import tracked_models

Op = Version.Op


class Owner(NamedTuple):
    """A link by which a row belongs to the history of a noun's record.

    `through` is the link to the row between them, where there is one: an agreement that a figure
    leaves out belongs to the history of what the figure is about.
    """

    noun: str
    link: Field
    through: Field | None = None

    @property
    def lookup(self) -> str:
        return "__".join(field.name for field in (self.through, self.link) if field)

    def query(self, row: str) -> str:
        """Return the SQL of the record's noun and key, from the row before or after a change."""
        column = self.link.column
        if not self.through:
            return f"SELECT '{self.noun}' AS noun, CAST({row}.{column} AS text) AS key"
        table = self.link.model._meta.db_table
        return (
            f"SELECT '{self.noun}' AS noun, CAST({column} AS text) AS key FROM {table}"
            f" WHERE {self.through.target_field.column} = {row}.{self.through.column}"
        )


@cache
def owners_of(model: type[Model]) -> tuple[Owner, ...]:
    """Return by what a row belongs to histories: a record has its own, others hang on records.

    A record that another one brings about hangs on that one besides.
    """
    if model._meta.model_name not in NOUNS:
        return tuple(_owners(model))
    links = map(model._meta.get_field, model.HANGS_ON)
    hangs_on = (Owner(link.related_model._meta.model_name, link) for link in links)
    return (Owner(model._meta.model_name, model._meta.pk), *hangs_on)


def _owners(model: type[Model]) -> Iterator[Owner]:
    for link in _links(model):
        noun = link.related_model._meta.model_name
        if noun in NOUNS:
            yield Owner(noun, link)
        elif model._meta.auto_created:
            yield from (owner._replace(through=link) for owner in _owners(link.related_model))


def _links(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if field.many_to_one]


def row_versions(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (table, clause, statements) of the triggers that write versions."""
    for model in tracked_models():
        table = model._meta.db_table
        for event, condition, steps in _events(connection, model):
            when = f" WHEN ({condition})" if condition else ""
            clause = f"AFTER {event} ON {table} FOR EACH ROW{when}"
            statements = [_version(connection, model, *step) for step in steps]
            yield table, clause, [part for pair in statements for part in pair]


def _events(connection: BaseDatabaseWrapper, model: type[Model]) -> list[tuple[str, str, list]]:
    """Return (event, condition, versions as (op, row, rows whose records it touches)).

    A row whose key changes is another row from then on.
    """
    key = model._meta.pk.column
    added, removed = (Op.INSERT, "NEW", ["NEW"]), (Op.DELETE, "OLD", ["OLD"])
    changed = (Op.UPDATE, "OLD", ["OLD", "NEW"])
    return [
        ("INSERT", "", [added]),
        ("UPDATE", _says_something_else(connection, model), [changed]),
        (f"UPDATE OF {key}", f"OLD.{key} <> NEW.{key}", [removed, added]),
        ("DELETE", "", [removed]),
    ]


def _says_something_else(connection: BaseDatabaseWrapper, model: type[Model]) -> str:
    """Return the condition that an update changes more than the moment of the last edit."""
    differs, key = databases.of(connection).IS_NOT, model._meta.pk.column
    pairs = (
        f"OLD.{field.column} {differs} NEW.{field.column}"
        for field in model._meta.concrete_fields
        if not field.primary_key and not getattr(field, "auto_now", False)
    )
    return f"OLD.{key} = NEW.{key} AND ({' OR '.join(pairs)})"


def _version(
    connection: BaseDatabaseWrapper, model: type[Model], op: str, row: str, touching: list[str]
) -> tuple[str, str]:
    """Return the SQL that writes a version of a row, and the SQL that says whom it touches."""
    database = databases.of(connection)
    columns = [field.column for field in model._meta.concrete_fields]
    old = "NULL" if op == Op.INSERT else database.old_row(columns)
    owners = [owner.query(side) for owner in owners_of(model) for side in touching]
    return (
        f"{_insert(connection)} VALUES ({database.NOW}, {database.OPEN_EDIT},"
        f" '{model._meta.db_table}', CAST({row}.{model._meta.pk.column} AS text), '{op}', {old});",
        "INSERT INTO agreements_touch (version_id, noun, key)"
        f" SELECT {database.LAST_VERSION}, noun, key FROM ({' UNION '.join(owners)}) AS touched"
        " WHERE key IS NOT NULL;",
    )


def mark(connection: BaseDatabaseWrapper) -> str:
    """Return the SQL of the mark that what stood before is not known."""
    database = databases.of(connection)
    values = f"({database.NOW}, {database.OPEN_EDIT}, '', '', '{Op.MARK}', NULL)"
    return f"{_insert(connection)} VALUES {values};"


def _insert(connection: BaseDatabaseWrapper) -> str:
    table = connection.ops.quote_name("table")
    return f"INSERT INTO agreements_version (at, edit_id, {table}, key, op, old)"
