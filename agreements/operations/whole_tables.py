"""All tables of a database, as rows that are the same whichever database holds them."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from django.apps import apps
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import CharField, F, Field, Func, JSONField, Model, QuerySet

from agreements import databases

CHUNK = 2_000
# What every database takes as Python has it; anything else is prepared by its field.
PLAIN = {
    *("AutoField", "BigAutoField", "BigIntegerField", "PositiveIntegerField", "BooleanField"),
    *("PositiveBigIntegerField", "PositiveSmallIntegerField", "CharField", "TextField"),
    *("SlugField", "FloatField", "ForeignKey", "OneToOneField"),
}


class WholeTable:
    """The table of a model, with all its columns."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.fields: list[Field] = list(model._meta.local_concrete_fields)
        self.columns = [field.column for field in self.fields]
        self._json = [isinstance(field, JSONField) for field in self.fields]

    def count(self, using: str) -> int:
        return self.model._base_manager.using(using).count()

    def rows(self, using: str) -> Iterator[tuple]:
        """Yield the rows in the order of their keys, with the values that models have."""
        keys = (_sortable(field, using) for field in self.model._meta.pk_fields)
        names = [field.attname for field in self.fields]
        rows = self._all(using).order_by(*keys).values_list(*names).iterator(CHUNK)
        return map(self._with_sorted_json, rows) if any(self._json) else rows

    def write(self, using: str, rows: Iterable[tuple]) -> None:
        """Write such rows into the table, which has none."""
        connection = connections[using]
        prepared = [
            (place, field)
            for place, field in enumerate(self.fields)
            if field.get_internal_type() not in PLAIN | databases.bulk_of(connection).PLAIN
        ]

        def ready(row: tuple) -> list:
            values = list(row)
            for place, field in prepared:
                value = json.loads(row[place]) if self._json[place] else row[place]
                values[place] = field.get_db_prep_save(value, connection)
            return values

        rows = map(ready, rows) if prepared else rows
        databases.bulk_of(connection).write_rows(connection, self.name, self.columns, rows)

    def empty(self, using: str) -> None:
        """Remove the rows, in the order in which links allow it or without any links."""
        self._all(using)._raw_delete(using)

    def _all(self, using: str) -> QuerySet:
        return self.model._base_manager.using(using).order_by()

    def _with_sorted_json(self, row: tuple) -> tuple:
        """Return a row whose JSON is text: databases keep names in an order of their own."""
        return tuple(
            json.dumps(value, sort_keys=True, ensure_ascii=False) if is_json else value
            for value, is_json in zip(row, self._json, strict=True)
        )


class Sum(NamedTuple):
    """How many rows a table has, and their SHA-256 in hexadecimals."""

    count: int
    sha256: str


class Summing:
    """Passes rows on, and knows the Sum of all that it passed."""

    def __init__(self, rows: Iterable[tuple]) -> None:
        self._rows = rows
        self._whole = sha256()
        self._count = 0

    def __iter__(self) -> Iterator[tuple]:
        for row in self._rows:
            self._whole.update(repr(row).encode())
            self._count += 1
            yield row

    @property
    def sum(self) -> Sum:
        return Sum(self._count, self._whole.hexdigest())


def whole_tables(using: str) -> list[WholeTable]:
    """Return all tables of a database that Django knows, that of its migrations included."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    return [
        WholeTable(model) for model in (*models, MigrationRecorder(connections[using]).Migration)
    ]


def sums(using: str) -> dict[str, Sum]:
    """Return the Sum of each table of a database: equal ones hold the same, on any database."""
    found = {}
    for table in whole_tables(using):
        summing = Summing(table.rows(using))
        for _row in summing:
            pass
        found[table.name] = summing.sum
    return found


def _sortable(field: Field, using: str) -> F | Func:
    """Return a column of a key as every database sorts it alike."""
    target = field
    while target.remote_field:
        target = target.target_field
    if not isinstance(target, CharField):
        return F(field.attname)
    template = databases.of(connections[using]).TEXT_KEY
    return Func(F(field.attname), template=template, output_field=CharField())
