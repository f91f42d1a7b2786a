"""What the index of one noun tells that of another."""

from collections.abc import Iterable, Mapping

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
        yield from in_parts(indexes[AGREEMENT.name].key_pairs("institution", "sector", pks))

    return {INSTITUTION.name: {"sector": sectors_of}}


def list_countries(indexes: Indexes) -> None:
    """Have the list of countries be of those that a body is in, as `recorded` says."""
    recorded = indexes[INSTITUTION.name].count_within(Selection(), COUNTRY.name, listed=None)
    indexes[COUNTRY.name].list_only(recorded)
