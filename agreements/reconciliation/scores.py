"""How sure it is that a record is meant by a text, from 0 to 100."""

from collections.abc import Iterable, Iterator
from enum import Enum

from pyroaring import BitMap
from rapidfuzz import fuzz

from agreements.index.bitmap_index import BitmapIndex
from agreements.index.search_sets import DocSets
from agreements.search.links import Search
from agreements.search.matches import Level, Matches
from agreements.search.names import folded_names
from agreements.search.suggest import nearly_named

CERTAIN = 100.0
# What is only like a name is never as sure as the name.
MOST_ALIKE = 99.0
# The order of words says less than the words.
SORTED_COUNT = 0.97
# A record that has none of the values that were asked for keeps so much of its score.
WITHOUT_VALUES = 0.6


class Standing(Enum):
    """How the words of a query stand in a record's names; its value is the least score for it.

    The closer the whole name is to the query, the nearer the score comes to MOST_ALIKE.
    """

    WHOLE = 90
    START = 40
    PHRASE = 35
    WORDS = 30
    # With the names of what it is linked to: of its place, its country.
    LINKED_WORDS = 25
    PARTS = 26
    LINKED_PARTS = 20
    FORMS = 28
    LINKED_FORMS = 21
    SIMILAR = 29
    LINKED_SIMILAR = 15
    # Most of the words, or words much like them.
    NEAR = 0


AS_A_WHOLE = (Standing.WHOLE, Standing.START, Standing.PHRASE)
BY_LEVEL = {
    Level.WORD: (Standing.WORDS, Standing.LINKED_WORDS),
    Level.PART: (Standing.PARTS, Standing.LINKED_PARTS),
    Level.ENDING: (Standing.FORMS, Standing.LINKED_FORMS),
    Level.SIMILAR: (Standing.SIMILAR, Standing.LINKED_SIMILAR),
}
REACHES = 3


def standings(index: BitmapIndex, matches: Matches) -> Iterator[tuple[Standing, BitMap]]:
    """Yield (Standing, its documents), the best first; each document once.

    What a record is linked to loosely says nothing of its name, and is not looked at.
    """
    seen = BitMap()
    for standing, docs in _standings(index, matches):
        yield standing, docs - seen
        seen |= docs


def _standings(index: BitmapIndex, matches: Matches) -> Iterator[tuple[Standing, BitMap]]:
    noun, own = index.noun.name, index.all_docs
    ways = (matches.whole, matches.start, matches.phrase)
    for standing, found in zip(AS_A_WHOLE, ways, strict=True):
        yield standing, found.of(noun) & own
    if not matches.terms:
        return
    tiers = Search(index.noun, matches).tiers(DocSets(index, matches.names))[len(AS_A_WHOLE) :]
    for level, kinds in BY_LEVEL.items():
        for reach, standing in enumerate(kinds):
            yield standing, tiers[level * REACHES + reach]
    if not matches.whole.of(noun):
        yield Standing.NEAR, nearly_named(noun, matches) & own


def likeness(key: str, names: Iterable[str]) -> float:
    """Return how like a folded text is to the nearest of some folded names, from 0 to 100."""
    return max((_likeness(key, name) for name in names), default=0.0)


def _likeness(key: str, name: str) -> float:
    # Single characters stand between spaces, which are no likeness.
    joined = fuzz.ratio(key.replace(" ", ""), name.replace(" ", ""))
    return max(joined, SORTED_COUNT * fuzz.token_sort_ratio(key, name))


def score_by_name(key: str, noun: str, doc: int, standing: Standing, matches: Matches) -> float:
    """Return the score of a document for a folded text, by its names alone."""
    names = folded_names(matches.names, noun, doc)
    if key in names:
        return CERTAIN
    share = likeness(key, names) / 100
    return standing.value + (MOST_ALIKE - standing.value) * share


def with_values(score: float, fits: Iterable[bool]) -> float:
    """Return a score, lowered by each of the asked values that a record does not have."""
    fits = list(fits)
    missing = fits.count(False) / len(fits) if fits else 0
    return round(score * (1 - (1 - WITHOUT_VALUES) * missing), 1)
