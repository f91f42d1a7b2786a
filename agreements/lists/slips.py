"""The values of a facet that texts were likely meant for."""

from collections.abc import Iterable
from itertools import chain

from rapidfuzz.distance import OSA

from agreements.nouns.derived import DerivedFacet
from agreements.nouns.facets import ChoiceFacet, Facet, FacetValue

from .labels import Labels

# A part of the letters, above which one text is taken for another that was misspelt.
ALIKE = 0.75
# No slip makes a choice longer than this.
MAX_LENGTH = 60


def likely_values(
    facet: Facet | DerivedFacet, texts: Iterable[str], labels: Labels
) -> dict[str, FacetValue]:
    """Return {text: the FacetValue that it names but for its capitals or, of choices, spelling}."""
    ways = {text: [text.strip().upper(), text.strip().lower()] for text in texts}
    read = labels.read(facet, list(dict.fromkeys(chain.from_iterable(ways.values()))))
    values = {value.text: value for value in read}
    found = {
        text: next((values[way] for way in others if way in values), None)
        for text, others in ways.items()
    }
    if isinstance(facet, ChoiceFacet):
        found = {text: value or _nearest(facet, text.strip()) for text, value in found.items()}
    return {text: value for text, value in found.items() if value}


def likely_word(text: str, words: Iterable[str]) -> str:
    """Return which of some words a text is most likely a slip for, "" where it is for none."""
    if len(text) > MAX_LENGTH:
        return ""
    likeness = {word: OSA.normalized_similarity(text.strip().lower(), word) for word in words}
    nearest = max(likeness, key=likeness.get)
    return nearest if likeness[nearest] >= ALIKE else ""


def _nearest(facet: ChoiceFacet, text: str) -> FacetValue | None:
    if len(text) > MAX_LENGTH:
        return None
    choices = facet.values(facet.choices.values)
    nearest = max(choices, key=lambda choice: _likeness(text, choice))
    return nearest if _likeness(text, nearest) >= ALIKE else None


def _likeness(text: str, choice: FacetValue) -> float:
    ways = (choice.text.replace("_", " "), choice.label)
    return max(OSA.normalized_similarity(text.casefold(), way.casefold()) for way in ways)
