"""What the index of one noun tells that of another."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np

from agreements.databases import id_list
from agreements.models import Institution
from agreements.models.ordering import CountOrder
from agreements.nouns import AGREEMENT, COUNTRY, INSTITUTION, NOUNS

from .bitmap_index import BitmapIndex
from .columns import Columns, in_parts
from .reading import Reader, Readers
from .selection import Selection

Indexes = Mapping[str, BitmapIndex]


def readers_among(indexes: Indexes) -> dict[str, Readers]:
    """Return the readers of each noun that ask another one of the indexes.

    The sectors of institutions are those of their agreements, and they work with the countries of
    the other parties: the database would join every party with every sector and every other party.
    Orders by a number of other records ask the index that counts them.
    """

    def sectors_of(pks: Iterable[int] | None) -> Columns:
        yield from in_parts(key_pairs(indexes[AGREEMENT.name], "institution", "sector", pks))

    def partners_of(pks: Iterable[int] | None) -> Columns:
        yield from in_parts(partner_countries(indexes, pks))

    readers = {
        name: {order: counts_among(indexes, order) for order in noun.counted_orders}
        for name, noun in NOUNS.items()
    }
    readers[INSTITUTION.name] |= {"sector": sectors_of, "works_with": partners_of}
    return readers


def counts_among(indexes: Indexes, order: CountOrder) -> Reader:
    """Return the reader of how many records of another noun there are of each record."""

    def counts_of(pks: Iterable[int] | None) -> Columns:
        index = indexes[order.counted]
        keys = index.postings_of(order.parameter).all_keys() if pks is None else pks
        yield from in_parts(index.count_keys(order.parameter, keys).items())

    return counts_of


def partner_countries(indexes: Indexes, pks: Collection | None) -> Iterator[tuple]:
    """Yield (institution, country) where another party of one of its agreements is from there.

    All countries of its agreements are, but its own only where two bodies of it are parties.
    """
    rows = Institution.objects.order_by().exclude(country=None).values_list("pk", "country")
    home = dict(rows if pks is None else rows.filter(pk__in=id_list(pks)))
    for pk, country in key_pairs(indexes[AGREEMENT.name], "institution", "country", pks):
        if home.get(pk) != country:
            yield pk, country
    if pks is None:
        beside_compatriots = _beside_compatriots(indexes, home)
    else:
        beside_compatriots = _changed_beside_compatriots(indexes, home, set(pks))
    yield from ((pk, home[pk]) for pk in beside_compatriots)


def _beside_compatriots(indexes: Indexes, home: Mapping) -> Iterator:
    """Yield the institutions that agreed on something with another one of their country."""
    parties = indexes[AGREEMENT.name].postings_of("institution")
    bodies_of = defaultdict(set)
    for pk, country in home.items():
        bodies_of[country].add(pk)
    for bodies in bodies_of.values():
        yield from parties.count(parties.with_two(bodies)).keys() & bodies


def _changed_beside_compatriots(indexes: Indexes, home: Mapping, changed: set) -> Iterator:
    """Yield the same of those that were changed, of which `home` has the countries: those of others
    are as their index has them.
    """
    parties, bodies = indexes[AGREEMENT.name].postings_of("institution"), indexes[INSTITUTION.name]
    for pk, country in home.items():
        others = parties.count(parties.matching([pk])).keys() - {pk}
        docs = bodies.doc_ids.of(np.array(list(others - changed), dtype=np.int64))
        is_beside_one = bodies.postings_of("country").matching([country]).intersect(docs)
        if is_beside_one or any(home.get(one) == country for one in others & changed):
            yield pk


def key_pairs(
    index: BitmapIndex, parameter: str, other: str, keys: Iterable | None
) -> Iterator[tuple]:
    """Yield (key of one facet, key of the other) where any record of an index has both.

    Only of the keys that are given of the first; of all where none are.
    """
    postings, others = index.postings_of(parameter), index.postings_of(other)
    if keys is None:
        for other_key in others.all_keys():
            for key in postings.count(others.matching([other_key])):
                yield key, other_key
    else:
        for key in keys:
            for other_key in others.count(postings.matching([key])):
                yield key, other_key


def list_countries(indexes: Indexes) -> None:
    """Have the list of countries be of those that a body is in, as `recorded` says."""
    recorded = indexes[INSTITUTION.name].count_within(Selection(), COUNTRY.name, listed=None)
    indexes[COUNTRY.name].list_only(recorded)
