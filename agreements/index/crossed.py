"""How many records have a value of one facet and a value of another one, for each two."""

from collections.abc import Iterable

from agreements.search.matches import Matches

from .bitmap_index import BitmapIndex
from .selection import Selection


def crossed(
    index: BitmapIndex,
    selection: Selection,
    parameters: Iterable[str],
    matches: Matches | None = None,
    listed: int | None = None,
) -> dict:
    """Return {key of the first facet: {key of the second: number of records that have both}}.

    They are of all that is chosen; with `listed`, of so many values of the first facet that have
    most. One bitmap is intersected for each of these, and a small one for each two values.
    """
    found = index.found(selection, matches)
    rows, columns = (index.postings_of(name, *selection.asked_on) for name in parameters)
    return {key: columns.count(found & rows.matching([key])) for key in rows.count(found, listed)}
