"""The index of passages in the database, by their words."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from agreements import databases
from agreements.changes.triggers import are_there
from agreements.databases import replica
from agreements.models import SearchPassage

TABLE = SearchPassage._meta.db_table


class Phrase(NamedTuple):
    """Folded words that stand one after the other; the last may go on where it is not `whole`."""

    words: Sequence[str]
    is_whole: bool


# What may stand for a term: any of these phrases.
Ways = Sequence[Phrase]


def install(to: BaseDatabaseWrapper) -> None:
    """Make the index where it is missing."""
    with transaction.atomic(using=to.alias):
        databases.of(to).install_words(to, TABLE)


def after_migration(using: str, **_signal: object) -> None:
    """Install the index as soon as its table is there."""
    if are_there(connections[using], [SearchPassage]):
        install(connections[using])


def find(queries: Iterable[Sequence[Ways]]) -> list[np.ndarray]:
    """Return for each of some queries, which have one term at least, the ids of the passages that
    hold all its terms: in one query of the database.

    They are int64, rising, each once.
    """
    connection = replica.connection()
    words = databases.of(connection).find_words
    # What stands nowhere is mostly a long word.
    asked = [words(TABLE, sorted(terms, key=_length, reverse=True)) for terms in queries]
    numbered = (f"SELECT {number}, ({query})" for number, (query, _some) in enumerate(asked))
    parameters = chain.from_iterable(some for _query, some in asked)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(numbered), [*parameters])
        found = dict(cursor.fetchall())
    # As texts: a hundred thousand rows would take longer than finding them.
    texts = (found[number] or "" for number in range(len(asked)))
    return [np.sort(np.fromstring(text, dtype=np.int64, sep=",")) for text in texts]


def _length(ways: Ways) -> int:
    """Return how long a term is as it is written: the first of its ways."""
    return len(" ".join(ways[0].words))
