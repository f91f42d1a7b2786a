"""The index of folded texts in the database, by three characters each.

It finds the texts that contain a pattern of three characters or more without reading others.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from django.db import connection as default_connection
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from agreements import databases
from agreements.changes.triggers import are_there
from agreements.models import SearchText

TABLE = SearchText._meta.db_table
HIGHEST_ID = 2**63 - 1
# SQLite takes five hundred SELECTs in one statement.
MOST_AT_ONCE = 100


class Pattern(NamedTuple):
    """What a folded text is to contain, and between which ids of SearchText it is looked for."""

    text: str
    lowest: int = 0
    highest: int = HIGHEST_ID


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index of trigrams where it is missing."""
    with transaction.atomic(using=connection.alias):
        databases.of(connection).install_trigrams(connection, TABLE)


def after_migration(using: str, **_signal: object) -> None:
    """Install the index as soon as its tables are there."""
    if are_there(connections[using], [SearchText]):
        install(connections[using])


def find(
    patterns: Sequence[Pattern], connection: BaseDatabaseWrapper = default_connection
) -> list[np.ndarray]:
    """Return an array for each Pattern: the ids of SearchText that contain it (int64, rising).

    One query answers a hundred. Each pattern is a folded text of three characters or more.
    """
    if len(patterns) > MOST_AT_ONCE:
        parts = (
            patterns[start : start + MOST_AT_ONCE]
            for start in range(0, len(patterns), MOST_AT_ONCE)
        )
        return [ids for part in parts for ids in find(part, connection)]
    if not patterns:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement(patterns, connection))
        lists = dict(cursor.fetchall())
    # As one text for each pattern: a hundred thousand rows would take longer than finding them.
    return [
        np.sort(np.fromstring(lists[number] or "", dtype=np.int64, sep=","), kind="stable")
        for number in range(len(patterns))
    ]


def statement(
    patterns: Sequence[Pattern], connection: BaseDatabaseWrapper = default_connection
) -> tuple[str, list]:
    database = databases.of(connection)
    parameters = []
    for number, pattern in enumerate(patterns):
        parameters += [number, database.quoted(pattern.text), pattern.lowest, pattern.highest]
    return " UNION ALL ".join([database.find_pattern(TABLE)] * len(patterns)), parameters


def id_list(keys: Iterable[int]) -> RawSQL:
    """Return whole numbers, any number of them, as an expression for `pk__in`."""
    return databases.of(default_connection).id_list(keys)
