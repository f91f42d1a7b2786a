"""Reads whole tables at the speed of the database, as columns rather than rows."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import numpy as np
from django.db import connection
from django.db.models import F, Func, QuerySet

from agreements import databases

ROWS_AT_ONCE = 20_000

# Columns of some thousand rows: (primary keys, keys of a facet), for example.
Columns = Iterator[tuple]


def columns(rows: QuerySet) -> Columns:
    """Yield the columns of a `values_list`, some thousand rows at a time.

    The values are as the database gives them, which is right for numbers and texts: Django would
    look at every row for something to convert.
    """
    for part in _parts(rows):
        yield tuple(zip(*part, strict=True))


def arrays(rows: QuerySet, width: int) -> list[np.ndarray]:
    """Return all columns of a `values_list` of so many whole numbers, none NULL (int64)."""
    numbers = chain.from_iterable(chain.from_iterable(_parts(rows)))
    return list(np.fromiter(numbers, dtype=np.int64).reshape(-1, width).T.copy())


def as_text(day: str) -> F | Func:
    """Return the ISO text of a day: of SQLite's days Python would have to read each single one."""
    return databases.read_alike(connection, day, "DateField")


def _parts(rows: QuerySet) -> Iterator[list[tuple]]:
    compiler = rows.query.get_compiler(rows.db)
    return compiler.execute_sql(chunked_fetch=True, chunk_size=ROWS_AT_ONCE)


def in_parts(pairs: Iterable[tuple]) -> Columns:
    """Yield the columns of an iterable of pairs, some thousand pairs at a time."""
    pairs = iter(pairs)
    while part := list(islice(pairs, ROWS_AT_ONCE)):
        yield tuple(zip(*part, strict=True))


def by_row(parts: Columns) -> Iterator[tuple]:
    """Yield the rows of columns that come in parts."""
    return chain.from_iterable(zip(*part, strict=True) for part in parts)
