"""What was added, changed and deleted from one release to the next, row by row."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zipfile import ZipFile

from django.db import models

from .released import ReleasedTable

HEADINGS = ("table", "key", "change")
ADDED, CHANGED, DELETED = "added", "changed", "deleted"


class Keyed(NamedTuple):
    """A row of a release with its place in the order of its table."""

    place: tuple
    key: tuple[str, ...]
    cells: Sequence[str]


def differences(
    tables: Iterable[ReleasedTable], before: ZipFile, after: ZipFile
) -> Iterator[tuple[str, str, str]]:
    """Yield (table, key, change) of the rows that differ in two releases; one row is in memory.

    A column that only one of the two has makes no row another one.
    """
    held = before.namelist()
    for table in tables:
        old = _Rows(before, table) if table.file_name in held else None
        new = _Rows(after, table)
        for key, change in _merged(old, new):
            yield table.name, ";".join(key), change


class _Rows:
    """The rows of a table in a release, in their order."""

    def __init__(self, opened: ZipFile, table: ReleasedTable) -> None:
        text = io.TextIOWrapper(opened.open(table.file_name), "utf-8", newline="")
        self._rows = csv.reader(text, strict=True)
        self.columns = next(self._rows, [])
        self._places = [self.columns.index(name) for name in table.key]
        columns = {column.name: column for column in table.columns}
        self._order = [_order(columns[name].end) for name in table.key]

    def __iter__(self) -> Iterator[Keyed]:
        for cells in self._rows:
            key = tuple(cells[place] for place in self._places)
            place = tuple(order(text) for order, text in zip(self._order, key, strict=True))
            yield Keyed(place, key, cells)


def _order(field: models.Field):
    """Return the function by whose values the texts of a key are ordered."""
    if isinstance(field, models.IntegerField):
        return int
    return (lambda text: (len(text), text)) if field.name == "ref" else str


def _merged(old: _Rows | None, new: _Rows) -> Iterator[tuple[tuple[str, ...], str]]:
    shared = [name for name in old.columns if name in new.columns] if old else []
    olds = iter(old or ())
    pick_old = _picker(old.columns, shared) if old else None
    pick_new = _picker(new.columns, shared)
    waiting = next(olds, None)
    for row in new:
        while waiting and waiting.place < row.place:
            yield waiting.key, DELETED
            waiting = next(olds, None)
        if not waiting or waiting.place != row.place:
            yield row.key, ADDED
            continue
        if pick_old(waiting.cells) != pick_new(row.cells):
            yield row.key, CHANGED
        waiting = next(olds, None)
    while waiting:
        yield waiting.key, DELETED
        waiting = next(olds, None)


def _picker(columns: Sequence[str], shared: Sequence[str]):
    """Return the function that picks the shared columns of a row; all of them as they are."""
    if list(columns) == list(shared):
        return lambda cells: cells
    places = [columns.index(name) for name in shared]
    return lambda cells: [cells[place] for place in places]
