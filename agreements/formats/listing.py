"""A list as data: the answer that its page shows, and what of it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from agreements.index.selection import PAGE_SIZE
from agreements.language_paths import in_same_language
from agreements.lists.addresses import chosen_parameters, href
from agreements.lists.answer import Answer
from agreements.models import Revision, revision_number
from agreements.nouns.column import Column
from agreements.tables.records import Record
from agreements.tables.table import TABLES, Table, chunks

Absolute = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The Answer to an address as of a revision, None before the first change, told as data.

    `keys` are the primary keys of all records that are told, in order; their rows are those of a
    table, in some of its columns. Of those that changed last, `changed_at` has the moment of each.
    `options` has what else the format was asked for. `within` counts all that is chosen, {facet:
    {key: records}}, for a format that tells numbers, and `crossed` by two facets at once.
    `following` is the absolute address of the next page in the same format, and `absolute` makes
    such addresses of local ones. `first_revision` is that of the page with which a reader began,
    None where nobody can tell.
    """

    answer: Answer
    revision: Revision | None
    absolute: Absolute
    keys: Sequence = ()
    changed_at: Mapping[Any, datetime] = field(default_factory=dict)
    table: Table | None = None
    columns: Sequence[Column] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    within: Mapping[str, Mapping] = field(default_factory=dict)
    crossed: Mapping[Any, Mapping] = field(default_factory=dict)
    following: str | None = None
    first_revision: int | None = None

    @property
    def number(self) -> int:
        """Return the number of the revision, 0 before the first change."""
        return revision_number(self.revision)

    @property
    def tables(self) -> Iterable[Table]:
        """Return the tables of its records, their own first."""
        return TABLES[self.answer.noun.name].values()

    @property
    def page_address(self) -> str:
        """Return the absolute address of the page of the same list."""
        selection = self.answer.selection
        # No page is without rows.
        query = href(selection if selection.page_size else selection.with_page_size(PAGE_SIZE))
        return self.absolute(self.answer.noun.list_address + ("" if query == "?" else query))

    def address_as(self, extension: str, **options: str) -> str:
        """Return the absolute address of the whole list in another format, with its options."""
        selection = self.answer.selection.with_page_size(PAGE_SIZE)
        query = "&".join(filter(None, (href(selection)[1:], urlencode(options))))
        address = f"{self.answer.noun.list_address.rstrip('/')}.{extension}"
        return self.absolute(address + in_same_language(f"?{query}" if query else ""))

    def parts(self) -> Iterator[list[list]]:
        """Yield the rows, some thousand at a time: the values of the columns."""
        noun = self.answer.noun
        return self.table.read(noun, self.keys, self.columns, self.absolute, self.revision)

    def records(self) -> Iterator[Sequence[Record]]:
        """Yield what all its tables are made of, some thousand records at a time."""
        return chunks(self.answer.noun, self.keys, self.absolute, self.revision)

    @property
    def file_name(self) -> str:
        """Return what the file is called, but for its extension: its choice and its revision."""
        chosen = "-".join(
            f"{name}-{text}" for name, text in chosen_parameters(self.answer.selection)
        )
        chart = self.options.get("chart")
        told = self.table.name if self.table else self.answer.noun.plural
        words = [told, chart.name if chart else "", chosen]
        plain = "-".join(filter(None, words)).encode("ascii", "ignore").decode()
        safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in plain)
        return f"coop-{safe[:100].strip('-')}-r{self.number}"
