"""Which records are to be read anew when a row changes: it follows from the nouns' declarations.

A path such as `parties__institution__country` passes through tables, each of which links the key of
one record to that of the next. When a row of one of them changes, the way back along the path tells
which records are counted by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db.models import Field, Model

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
from agreements.nouns import NOUNS
from agreements.nouns.facets import steps
from agreements.nouns.noun import Noun, linked_paths

ROW_KEY = "id"


class Link(NamedTuple):
    """A step of a path: a row of the table leads from the record in one column to the other."""

    table: str
    start: str
    end: str


class Note(NamedTuple):
    """What is logged about a row: a noun, and the query of the keys of its records.

    In the query {row} stands for the row before the change or after it. With `column` only an
    update of that column is logged.
    """

    noun: str
    query: str
    column: str = ""


def tracked_models() -> list[type[Model]]:
    """Return the models whose changes are logged: all whose records a page can show."""
    models = apps.get_app_config("agreements").get_models(include_auto_created=True)
    searched = {SearchPassage, SearchState, SearchText, SearchWord}
    found = {AddressAnswer, Epoch, FoundBreak, RegisterCheck}
    personal = {AccountLanguage, SheetColumns}
    own = {Change, Edit, Proposal, RefCounter, Touch, Version}
    untracked = own | searched | found | personal
    return [model for model in models if model not in untracked]


@cache
def notes_by_table() -> dict[str, list[Note]]:
    """Return what is logged about a row of each tracked table."""
    notes: dict[str, dict[Note, None]] = defaultdict(dict)
    for noun, path in linked_paths(NOUNS.values()):
        for table, note in notes_of_path(noun, path):
            notes[table][note] = None
    for model in tracked_models():
        if not _belongs_to_others(model, notes[model._meta.db_table]):
            notes[model._meta.db_table][_own_note(model)] = None
    return {table: list(found) for table, found in notes.items()}


def notes_of_path(noun: Noun, path: str) -> Iterator[tuple[str, Note]]:
    """Yield (table, Note) for each table on a path; of the noun's own rows those of others only.

    What a record itself leads on from is logged anyway.
    """
    links = links_of(noun.model, path)
    for number, link in enumerate(links):
        if not number and link.table == noun.model._meta.db_table:
            continue
        column = link.end if link.start == ROW_KEY else ""
        yield link.table, Note(noun.name, _way_back(noun, links[:number], link.start), column)


def links_of(model: type[Model], path: str) -> list[Link]:
    """Return the Links of a path from a model, in order."""
    links: list[Link] = []
    for holder, field in steps(model, path):
        link = _link(holder, field)
        # A row that is reached by one of its columns and left by another is one link.
        if links and link.start == links[-1].end == ROW_KEY and link.table == links[-1].table:
            link = Link(link.table, links.pop().start, link.end)
        links.append(link)
    return links


def _link(holder: type[Model], field: Field) -> Link:
    if field.many_to_many:
        table = field.remote_field.through._meta.db_table
        return Link(table, field.m2m_column_name(), field.m2m_reverse_name())
    if field.one_to_many:
        return Link(field.related_model._meta.db_table, field.field.column, ROW_KEY)
    return Link(holder._meta.db_table, ROW_KEY, field.column)


def _way_back(noun: Noun, links: Iterable[Link], column: str) -> str:
    """Return the query of the noun's keys from a column of a row at the end of some links."""
    row = f"{{row}}.{column}"
    if not _has_numbers(noun.model):
        return f"SELECT CAST(NULL AS bigint) AS key WHERE {row} IS NOT NULL"
    keys = row
    for link in reversed(list(links)):
        compared = "=" if keys == row else "IN"
        wanted = keys if keys == row else f"({keys})"
        keys = (
            f"SELECT {link.start} AS key FROM {link.table}"
            f" WHERE {link.end} {compared} {wanted} AND {link.start} IS NOT NULL"
        )
    return f"SELECT {row} AS key WHERE {row} IS NOT NULL" if keys == row else keys


def _own_note(model: type[Model]) -> Note:
    key = f"{{row}}.{ROW_KEY}" if _has_numbers(model) else "CAST(NULL AS bigint)"
    return Note(model._meta.model_name, f"SELECT {key} AS key")


def _has_numbers(model: type[Model]) -> bool:
    """Return whether the keys of a model's records are numbers, as the log's are."""
    return model._meta.pk.column == ROW_KEY


def _belongs_to_others(model: type[Model], notes: Iterable[Note]) -> bool:
    """Return whether a row of the model, no record itself, is always logged as of a record."""
    if model._meta.model_name in NOUNS:
        return False
    required = {field.column for field in model._meta.fields if not field.null}
    return any(
        note.query.startswith(f"SELECT {{row}}.{column} ") for note in notes for column in required
    )
