"""Reads a whole table at the speed of the database."""

import gc
from contextlib import contextmanager
from itertools import chain, islice

import numpy as np

ROWS_AT_ONCE = 20_000


def columns(rows):
    """Yield the columns of a `values_list`, some thousand rows at a time.

    The values are as the database gives them, which is right for numbers and texts: Django would
    look at every row for something to convert.
    """
    compiler = rows.query.get_compiler(rows.db)
    for part in compiler.execute_sql(chunked_fetch=True, chunk_size=ROWS_AT_ONCE):
        yield tuple(zip(*part, strict=True))


def in_parts(pairs):
    """Yield the columns of an iterable of pairs, some thousand pairs at a time."""
    pairs = iter(pairs)
    while part := list(islice(pairs, ROWS_AT_ONCE)):
        yield tuple(zip(*part, strict=True))


@contextmanager
def many_tuples():
    """Read within the block without looking for garbage, at which every 700th tuple would begin."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def whole_numbers(parts):
    """Return parts of whole numbers as one array (numpy, int64)."""
    nothing = np.zeros(0, dtype=np.int64)
    return np.concatenate([nothing, *(np.array(part, dtype=np.int64) for part in parts)])


def distinct(numbers):
    """Return the different numbers of an array of whole numbers, rising."""
    # Quickest where they are made of a few rising parts.
    numbers = np.sort(numbers, kind="stable")
    return numbers[np.diff(numbers, prepend=numbers[:1] - 1) != 0]


def by_row(parts):
    """Yield the rows of columns that come in parts."""
    return chain.from_iterable(zip(*part, strict=True) for part in parts)
