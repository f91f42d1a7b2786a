"""A record as data: what its page tells of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from agreements.models import Revision
from agreements.nouns import noun_of
from agreements.nouns.schema_org import Told
from agreements.tables.table import TABLES, Table


@dataclass(frozen=True, kw_only=True)
class Described:
    """A record with what its page has loaded of it, as of a revision: the newest one, or that at
    the end of a day.
    """

    record: Model
    told: Told
    revision: Revision | None
    as_of: date | None = None

    @property
    def page_address(self) -> str:
        """Return the absolute address of its page."""
        query = f"?as_of={self.as_of.isoformat()}" if self.as_of else ""
        return self.told.absolute(f"{self.record.get_absolute_url()}{query}")

    @property
    def tables(self) -> Iterable[Table]:
        """Return the tables that have rows of it, its own first."""
        return TABLES[noun_of(self.record).name].values()

    def rows(self, table: Table) -> Iterable[dict[str, Any]]:
        """Yield its rows of a table, each as {column: value}."""
        noun, absolute = noun_of(self.record), self.told.absolute
        names = [column.name for column in table.columns]
        keys, columns = [self.record.pk], table.columns
        for part in table.read(noun, keys, columns, absolute, self.revision):
            yield from (dict(zip(names, row, strict=True)) for row in part)
