"""The tables of a release: all that the register holds of the world, from its models."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import TopologicalSorter

from django.db import connection
from django.db.models import Field, Func, Model, QuerySet
from django.db.models.functions import Length

from agreements import databases
from agreements.changes.dependencies import tracked_models
from agreements.models import (
    AccountLanguage,
    AddressAnswer,
    Change,
    Edit,
    Epoch,
    FoundBreak,
    Proposal,
    RefCounter,
    RegisterCheck,
    SearchPassage,
    SearchState,
    SearchText,
    SearchWord,
    SheetColumns,
    Touch,
    Version,
)
from agreements.models.ordering import TextKey
from agreements.nouns.column import Column, Kind
from agreements.nouns.published import kind_of

from .table_words import TABLES, meaning_lazily, term

# What the register holds besides, and why it is no part of a release.
LEFT_OUT = {
    AccountLanguage: "In which language somebody edits is their own affair.",
    AddressAnswer: "Whether an address answers is asked anew by whoever runs a register.",
    Change: "The log tells processes of this database what to read anew.",
    Edit: "Who edited, and why, stays with those who keep the register.",
    Epoch: "Whoever takes a release over begins an epoch of their own.",
    FoundBreak: "The walk through a register is taken anew.",
    Proposal: "What a reader proposes is for the editors, until they have checked it.",
    RegisterCheck: "The walk through a register is taken anew.",
    SearchPassage: "Folded texts are made anew from what is released.",
    SearchState: "Folded texts are made anew from what is released.",
    SearchText: "Folded texts are made anew from what is released.",
    SearchWord: "Folded texts are made anew from what is released.",
    SheetColumns: "What a sender calls its columns says nothing of agreements.",
    Touch: "Old values may hold what was to be forgotten.",
    Version: "Old values may hold what was to be forgotten.",
}


@dataclass(frozen=True, kw_only=True)
class ReleasedColumn(Column):
    """A column that holds a field of a model; of a link, it has the key of the other table."""

    holds: Field

    @property
    def target(self) -> type[Model] | None:
        """Return the model to whose table the column leads, None where it leads to none."""
        return self.holds.related_model if self.holds.many_to_one or self.holds.one_to_one else None

    @property
    def end(self) -> Field:
        """Return the field whose value it holds: of a link, the key of the other table."""
        return end_of(self.holds)

    @property
    def max_length(self) -> int | None:
        """Return how many characters a text has at most, None where that is not bounded."""
        return None if self.target else self.holds.max_length


@dataclass(frozen=True)
class ReleasedTable:
    """The table of a model, in the order of its keys."""

    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.model_name

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def means(self) -> str:
        return TABLES[self.name]

    @cached_property
    def columns(self) -> tuple[ReleasedColumn, ...]:
        """Return the key's columns, the others as the model has them, the number of the row."""
        fields = {field.name: field for field in self.model._meta.concrete_fields}
        own = self.model._meta.pk.name
        if self.model._meta.auto_created:
            del fields[own]
        last = {own: fields.pop(own)} if own in fields and own not in self.key else {}
        first = {name: fields.pop(name) for name in self.key}
        return tuple(map(self._column, (*first.values(), *fields.values(), *last.values())))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Return the columns by which a row is known: its number, or the two ends of a link."""
        return key_of(self.model)

    @cached_property
    def links_to_itself(self) -> tuple[ReleasedColumn, ...]:
        return tuple(column for column in self.columns if column.target is self.model)

    def _column(self, field: Field) -> ReleasedColumn:
        is_row = field.primary_key and field.name not in self.key
        name = "row" if is_row else field.name
        end = end_of(field)
        leads_to_row = end is not field and not end.primary_key
        return ReleasedColumn(
            name=name,
            means=meaning_lazily(name, field),
            kind=kind_of(end),
            term=term(self.name, name),
            paths=(f"{field.name}__{end.name}" if leads_to_row else field.attname,),
            is_required=not (field.null or field.blank),
            is_unique=field.unique,
            field=field.name,
            choices=tuple(field.flatchoices),
            holds=field,
        )

    def rows(self) -> QuerySet:
        """Return the rows as tuples of values, in the order of their keys."""
        found = self.model._base_manager.order_by(*self._order())
        return found.values_list(*map(self._value, self.columns))

    @staticmethod
    def _value(column: ReleasedColumn) -> str | Func:
        """Return what is read of a column; a moment as text, which Python would take apart."""
        [path] = column.paths
        return databases.of(connection).moment_text(path) if column.kind == Kind.MOMENT else path

    def _order(self) -> Iterator:
        """Yield by what rows are ordered: numbers by their length, other texts by code points."""
        for column in self.columns[: len(self.key)]:
            if column.end.name == "ref":
                yield Length(column.paths[0])
            yield TextKey(column.paths[0]) if column.kind == Kind.TEXT else column.paths[0]


def key_of(model: type[Model]) -> tuple[str, ...]:
    """Return the names of the fields by which a row of a model is known."""
    if model._meta.auto_created:
        return tuple(field.name for field in model._meta.concrete_fields if field.many_to_one)
    return (getattr(model, "ADDRESS_FIELD", "") or model._meta.pk.name,)


def end_of(field: Field) -> Field:
    """Return the field whose value a column holds: of a link, the key of the other table."""
    if not field.remote_field:
        return field
    other = field.related_model
    return other._meta.get_field(key_of(other)[0])


@cache
def released_tables() -> tuple[ReleasedTable, ...]:
    """Return all tables of a release; each stands behind those to which it leads."""
    models = {model._meta.model_name: model for model in [*tracked_models(), RefCounter]}
    graph = {
        name: sorted(
            field.related_model._meta.model_name
            for field in models[name]._meta.concrete_fields
            if field.remote_field and field.related_model is not models[name]
        )
        for name in sorted(models)
    }
    return tuple(ReleasedTable(models[name]) for name in TopologicalSorter(graph).static_order())
