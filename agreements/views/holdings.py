"""How much the register holds besides agreements, of which an index tells more."""

from agreements.index.selection import Selection
from agreements.nouns import AGREEMENT, LISTED

from .panels import totals

COUNTED = tuple(
    noun for noun in LISTED if noun is not AGREEMENT and hasattr(noun.model, "REF_PREFIX")
)


def holdings(snapshot):
    """Return (words, address of the list) for each noun whose records bear a number.

    Of a noun whose records are counted apart, they are told for each part.
    """
    return [held for noun in COUNTED for held in held_of(snapshot, noun)]


def held_of(snapshot, noun):
    if not noun.apart:
        return [(noun.words_for(len(snapshot.index(noun))), noun.list_address)]
    everything = Selection()
    result = snapshot.index(noun).select(everything, facets=[noun.apart.parameter])
    found = totals(noun, everything, result)
    if len(found) == 1:
        return [(found[0].words, noun.list_address)]
    return [(total.words, noun.list_address + total.href) for total in found]
