"""The index of passages in the database, by their words."""

from collections.abc import Sequence

import numpy as np
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from agreements import databases
from agreements.changes.triggers import are_there
from agreements.databases import replica
from agreements.models import SearchPassage

TABLE = SearchPassage._meta.db_table


def install(to: BaseDatabaseWrapper) -> None:
    """Make the index where it is missing."""
    with transaction.atomic(using=to.alias):
        databases.of(to).install_words(to, TABLE)


def after_migration(using: str, **_signal: object) -> None:
    """Install the index as soon as its table is there."""
    if are_there(connections[using], [SearchPassage]):
        install(connections[using])


def find(terms: Sequence[Sequence[str]], whole: Sequence[bool]) -> np.ndarray:
    """Return the ids of the passages that hold all terms, one at least (int64, rising).

    A term is folded words that stand one after the other; the last word of those that are not
    `whole` may be the beginning of one.
    """
    connection = replica.connection()
    with connection.cursor() as cursor:
        cursor.execute(*databases.of(connection).find_words(TABLE, terms, whole))
        [found] = cursor.fetchone()
    # As one text: a hundred thousand rows would take longer than finding them.
    return np.sort(np.fromstring(found or "", dtype=np.int64, sep=","), kind="stable")
