"""Which records are counted otherwise because of some rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from django.db import connection
from django.db.models import Model

from agreements.nouns import NOUNS
from agreements.nouns.noun import Noun

from .dependencies import ROW_KEY, Link, links_of
from .earlier_rows import TooMuchSince
from .history import CHUNK, Row

# What leads to more than this is no reader's to wait for.
MAX_KEYS = 5_000
Keys = dict[str, set]


def counted_by(rows: Mapping[type[Model], Iterable[Row]]) -> Keys:
    """Return {noun: primary keys} of the records that are counted by some rows, or are these.

    The ways back lead through the tables as they are read now. Raises TooMuchSince where rows lead
    to more than MAX_KEYS of a table.
    """
    found: Keys = defaultdict(set)
    for model, some in rows.items():
        for noun, links in _ways_to(model._meta.db_table):
            *before, last = links
            found[noun.name] |= _back(before, {row[last.start] for row in some} - {None})
        if model._meta.model_name in NOUNS:
            found[model._meta.model_name] |= {row[model._meta.pk.attname] for row in some}
    return found


@cache
def _ways_to(table: str) -> list[tuple[Noun, tuple[Link, ...]]]:
    """Return (noun, links) of each way on which records come to rows of a table."""
    ways = {}
    for noun in NOUNS.values():
        for path in _paths(noun):
            links = tuple(links_of(noun.model, path))
            for number, link in enumerate(links):
                is_record_itself = not number and link.start == ROW_KEY
                if link.table == table and not is_record_itself:
                    begun = (*links[:number], link._replace(end=""))
                    ways[noun.name, begun] = noun, begun
    return list(ways.values())


def _paths(noun: Noun) -> set[str]:
    facets = (*noun.counted, *(facet.of for facet in noun.derived))
    return {path for facet in facets for path in facet.depends_on}


def _back(links: Iterable[Link], keys: set) -> set:
    """Return the keys from which links lead to the given ones."""
    for link in reversed(links):
        if len(keys) > MAX_KEYS:
            raise TooMuchSince
        keys = _step(link, list(keys))
    return keys


def _step(link: Link, keys: list) -> set:
    found, quote = set(), connection.ops.quote_name
    start, end, table = map(quote, (link.start, link.end, link.table))
    with connection.cursor() as cursor:
        for first in range(0, len(keys), CHUNK):
            part = keys[first : first + CHUNK]
            places = ", ".join(["%s"] * len(part))
            cursor.execute(
                f"SELECT DISTINCT {start} FROM {table}"  # noqa: S608, names of the models
                f" WHERE {end} IN ({places}) AND {start} IS NOT NULL",
                part,
            )
            found |= {key for [key] in cursor}
    return found
