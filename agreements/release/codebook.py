"""The codebook: tables, columns and codes in words."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from django.utils.functional import Promise

from agreements.nouns.column import Column

HEADINGS = ("table", "column", "code", "type", "words", "means")


class Described(Protocol):
    """A table of published data: its name, what it holds as a sentence, and its columns."""

    name: str
    means: Promise | str
    columns: Iterable[Column]


def codebook(tables: Iterable[Described]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each table, each of its columns and each of their codes, under HEADINGS."""
    for table in tables:
        yield table.name, "", "", "table", str(table.means), ""
        for column in table.columns:
            yield table.name, column.name, "", str(column.kind), str(column.means), column.term
            for code, label in column.codes.items():
                yield table.name, column.name, code, "code", label, ""
