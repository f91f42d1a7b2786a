"""What the index of one noun tells that of another."""

from collections.abc import Iterable, Iterator, Mapping

from agreements.nouns import AGREEMENT, COUNTRY, INSTITUTION

from .bitmap_index import BitmapIndex
from .columns import Columns, in_parts
from .reading import Reader
from .selection import Selection

Indexes = Mapping[str, BitmapIndex]


def readers_among(indexes: Indexes) -> dict[str, dict[str, Reader]]:
    """Return the readers of facets, by noun and parameter, that ask another one of the indexes.

    The sectors of institutions are those of their agreements: the database would join every party
    with every sector to tell it.
    """

    def sectors_of(pks: Iterable[int] | None) -> Columns:
        yield from in_parts(key_pairs(indexes[AGREEMENT.name], "institution", "sector", pks))

    return {INSTITUTION.name: {"sector": sectors_of}}


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
