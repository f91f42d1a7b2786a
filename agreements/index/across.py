"""What the index of one noun tells that of another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

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
        yield from in_parts(partner_countries(indexes[AGREEMENT.name], pks))

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


def partner_countries(agreements: BitmapIndex, pks: Iterable | None) -> Iterator[tuple]:
    """Yield (institution, country) where another party of one of its agreements is from there.

    All countries of its agreements are, but its own only where two bodies of it are parties.
    """
    parties = agreements.postings_of("institution")
    rows = Institution.objects.order_by().exclude(country=None).values_list("pk", "country")
    if pks is not None:
        rows = rows.filter(pk__in=id_list(parties.count(parties.matching(pks))))
    home = dict(rows)
    for pk, country in key_pairs(agreements, "institution", "country", pks):
        if home.get(pk) != country:
            yield pk, country
    bodies_of = defaultdict(set)
    for pk, country in home.items():
        bodies_of[country].add(pk)
    for bodies in bodies_of.values():
        if wanted := bodies if pks is None else bodies.intersection(pks):
            beside_another = parties.count(parties.with_two(bodies))
            yield from ((pk, home[pk]) for pk in beside_another.keys() & wanted)


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
