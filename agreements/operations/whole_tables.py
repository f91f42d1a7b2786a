"""All tables of a database, as rows that are the same whichever database holds them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import CharField, F, Field, Func, JSONField, Model, QuerySet

from agreements import databases

from .summing import Rows, Sum, Summing

# So many rows are read, summed and written at a time.
CHUNK = 2_000
# What every database gives and takes as Python has it, or is read so that it does; anything else
# is turned into what models have, and prepared by its field.
PLAIN = {
    *("AutoField", "BigAutoField", "BigIntegerField", "PositiveIntegerField", "BooleanField"),
    *("PositiveBigIntegerField", "PositiveSmallIntegerField", "CharField", "TextField"),
    *("SlugField", "FloatField", "ForeignKey", "OneToOneField", "DateField"),
}
MOMENT = "DateTimeField"


class WholeTable:
    """The table of a model, with all its columns."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.fields: list[Field] = list(model._meta.local_concrete_fields)
        self.columns = [field.column for field in self.fields]
        kinds = [field.get_internal_type() for field in self.fields]
        self._moments = [place for place, kind in enumerate(kinds) if kind == MOMENT]
        self._others = {
            place: self.fields[place]
            for place, kind in enumerate(kinds)
            if kind not in PLAIN | {MOMENT}
        }

    def count(self, using: str) -> int:
        return self.model._base_manager.using(using).count()

    def parts(self, using: str) -> Iterator[Rows]:
        """Yield the rows in the order of their keys, some thousand at a time.

        Days and moments are texts, answers are 0 and 1: all are alike whichever database holds
        them.
        """
        keys = (_sortable(field, using) for field in self.model._meta.pk_fields)
        values = (_readable(field, using) for field in self.fields)
        rows = self._all(using).order_by(*keys).values_list(*values)
        compiler = rows.query.get_compiler(using)
        parts = compiler.execute_sql(chunked_fetch=True, chunk_size=CHUNK)
        expressions = [column[0] for column in compiler.select]
        converters = {
            place: converter
            for place, converter in compiler.get_converters(expressions).items()
            if place in self._others
        }
        for part in parts:
            yield self._alike(compiler.apply_converters(part, converters)) if self._others else part

    def _alike(self, rows: Iterable[Sequence]) -> Rows:
        """Return rows whose JSON is text: databases keep names in an order of their own."""
        sorted_json = partial(json.dumps, sort_keys=True, ensure_ascii=False)
        made = {
            place: sorted_json
            for place, field in self._others.items()
            if isinstance(field, JSONField)
        }
        return _with(made, list(map(tuple, rows)))

    def write(self, using: str, parts: Iterable[Rows]) -> None:
        """Write parts of such rows into the table, which was emptied."""
        connection = connections[using]
        bulk = databases.bulk_of(connection)
        if written := self._written(connection, bulk.written_moment):
            parts = (_with(written, part) for part in parts)
        bulk.write_rows(connection, self.name, self.columns, parts)

    def _written(
        self, connection: BaseDatabaseWrapper, moment: Callable[[str], str]
    ) -> dict[int, Callable]:
        """Return {place: what makes of a value what the database takes}, where they differ."""
        written = dict.fromkeys(self._moments, lambda text: text and moment(text))
        for place, field in self._others.items():
            prepare = partial(field.get_db_prep_save, connection=connection)
            is_json = isinstance(field, JSONField)
            written[place] = (lambda text, p=prepare: p(json.loads(text))) if is_json else prepare
        return written

    def empty(self, using: str) -> None:
        """Remove the rows, to which no links lead or are looked at."""
        databases.bulk_of(connections[using]).empty(connections[using], self.name)

    def _all(self, using: str) -> QuerySet:
        return self.model._base_manager.using(using).order_by()


def _with(made: Mapping[int, Callable], rows: Rows) -> Rows:
    """Return rows in which some places hold what is made of their values."""
    columns = list(zip(*rows, strict=True))
    for place, make in made.items():
        columns[place] = [make(value) for value in columns[place]]
    return list(zip(*columns, strict=True))


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
        summing = Summing(table.parts(using))
        for _part in summing:
            pass
        found[table.name] = summing.sum
    return found


def _readable(field: Field, using: str) -> F | Func:
    """Return a column as every database gives it alike, where a few words of SQL can do that."""
    connection, kind = connections[using], field.get_internal_type()
    if kind == MOMENT:
        return databases.of(connection).moment_text(field.attname)
    return databases.read_alike(connection, field.attname, kind)


def _sortable(field: Field, using: str) -> F | Func:
    """Return a column of a key as every database sorts it alike."""
    target = field
    while target.remote_field:
        target = target.target_field
    if not isinstance(target, CharField):
        return F(field.attname)
    template = databases.of(connections[using]).TEXT_KEY
    return Func(F(field.attname), template=template, output_field=CharField())
