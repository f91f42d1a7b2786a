"""Cells of a release as values that the database takes."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from agreements.nouns.column import Kind

from .cells import READ
from .opened import NotARelease
from .released import ReleasedColumn, ReleasedTable

# Headings are the first line of a table.
FIRST_ROW = 2


class Typed:
    """A column of a table, which reads its cells."""

    def __init__(self, table: ReleasedTable, column: ReleasedColumn) -> None:
        self.table, self.column = table, column
        self._codes = set(column.codes) | ({""} if column.holds.blank else set())
        pattern = getattr(table.model, "ADDRESS_PATTERN", None)
        is_address = column.name == getattr(table.model, "ADDRESS_FIELD", "")
        self._pattern = pattern if is_address else None
        stored = {
            Kind.DAY: connection.ops.adapt_datefield_value,
            Kind.MOMENT: connection.ops.adapt_datetimefield_value,
        }
        self._stored = stored.get(column.kind)

    @property
    def leads_to_itself(self) -> bool:
        """Return whether it names other rows of its own table, which may not be there yet."""
        return self.column.target is self.table.model and self.is_looked_up

    @property
    def is_looked_up(self) -> bool:
        """Return whether it names rows of a table otherwise than by their primary key."""
        return bool(self.column.target) and not self.column.end.primary_key

    def values(self, cells: Sequence[str], first: int) -> list[Any]:
        """Return the values of cells; the first of them stands in the row of that number."""
        if self.is_looked_up:
            return self._keys(cells, first)
        values = []
        for number, cell in enumerate(cells, first):
            try:
                values.append(self._value(cell))
            except ValueError as error:
                raise self._refused(number, cell, "which it cannot be") from error
        return values

    def _value(self, cell: str) -> Any:
        field = self.column.holds
        if not cell and field.null:
            return None
        if self.column.kind == Kind.TEXT:
            return self._text(cell)
        value = READ[self.column.kind](cell)
        return self._stored(value) if self._stored else value

    def _text(self, cell: str) -> str:
        longest = self.column.max_length
        if (
            "\0" in cell
            or (longest and len(cell) > longest)
            or (self.column.codes and cell not in self._codes)
            or (self._pattern and not self._pattern.fullmatch(cell))
        ):
            raise ValueError(cell)
        return cell

    def _keys(self, cells: Sequence[str], first: int) -> list[Any]:
        """Return the primary keys of the rows that cells name, asked of the database at once."""
        name, wanted = self.column.end.name, {cell for cell in cells if cell}
        if any("\0" in cell for cell in wanted):
            wanted = set()
        found = self.column.target._base_manager.filter(**{f"{name}__in": wanted})
        keys = dict(found.values_list(name, "pk"))
        for number, cell in enumerate(cells, first):
            if cell not in keys and (cell or not self.column.holds.null):
                raise self._refused(number, cell, "which is not in the release")
        return [keys.get(cell) for cell in cells]

    def _refused(self, number: int, cell: str, why: str) -> NotARelease:
        shown = cell if len(cell) <= 40 else f"{cell[:40]}…"
        return NotARelease(
            f"{self.table.file_name}, row {number}: {self.column.name} is {shown!r}, {why}."
        )
