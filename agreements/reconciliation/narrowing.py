"""Which records have a value that a query asks for."""

import re
from collections.abc import Iterable
from functools import cache

from pyroaring import BitMap

from agreements.index.bitmap_index import BitmapIndex
from agreements.index.search_sets import DocSets
from agreements.models import Country
from agreements.nouns import NOUNS, Noun
from agreements.nouns.callings import choice_words
from agreements.nouns.facets import ChoiceFacet, Facet
from agreements.nouns.years import YearFacet
from agreements.search.fold import fold
from agreements.search.matches import Matches, slots_of
from agreements.search.names import Names

from .entities import Keys, addresses_in
from .properties import properties_of
from .queries import Asked, Value

YEAR = re.compile(r"[1-9][0-9]{3}(?![0-9])", re.ASCII)


def fitting(
    noun: Noun, asked: Asked, index: BitmapIndex, matches: Matches, keys: Keys
) -> dict[str, BitMap]:
    """Return {property: documents of a noun that have any of the values asked for}.

    What the noun does not have says nothing of its records, and is left out.
    """
    known = properties_of(noun)
    return {
        name: Narrowing(index, matches.names, keys).having(known[name].way, values)
        for name, values in asked.properties
        if name in known and known[name].way
    }


class Narrowing:
    """Finds the documents of an index that have a value."""

    def __init__(self, index: BitmapIndex, names: Names, keys: Keys):
        self._index = index
        self._names = names
        self._keys = keys

    def having(self, way: Facet, values: Iterable[Value]) -> BitMap:
        """Return the documents that have any of the values by a facet or a link."""
        if isinstance(way, YearFacet):
            found = (YEAR.match(value.text.strip()) for value in values)
            return self._index.matching(way.parameter, [year[0] for year in found if year])
        if isinstance(way, ChoiceFacet):
            return self._index.matching(way.parameter, self._choices(way, values))
        noun = NOUNS[way.model._meta.model_name]
        meant = BitMap.union(BitMap(), *(self._records(noun, value) for value in values))
        sets = DocSets(self._index, self._names)
        return sets.linked(way.path, noun.name, meant) & self._index.all_docs

    def _choices(self, way: ChoiceFacet, values: Iterable[Value]) -> list[str]:
        """Return the choices that values are, by their key or by a word for them."""
        written = {fold(value.text) for value in values}
        words = _words_of(self._index.noun.name, way)
        return [key for key, known in words.items() if known & written]

    def _records(self, noun: Noun, value: Value) -> BitMap:
        """Return the documents of a noun that a value means: by identifier, else by name."""
        if noun.model is Country:
            named = [value.named_by.strip().upper()]
        else:
            addresses = addresses_in(value.named_by)
            named = [self._keys.get(one) for one in addresses if one[0] == noun.name]
        docs = (self._names.doc(noun.name, pk) for pk in named if pk)
        found = BitMap(doc for doc in docs if doc is not None)
        return found or self._called(noun, value.text)

    def _called(self, noun: Noun, text: str) -> BitMap:
        key = fold(text)
        slots = slots_of(key.split(), self._names)
        return self._names.of(noun.name).with_names(slots, whole=True)


@cache
def _words_of(noun: str, way: ChoiceFacet) -> dict[str, set[str]]:
    """Return {choice: folded words for it} of a facet: its key and the register's words."""
    words = choice_words()
    return {
        key: {fold(key), *map(fold, words.get((noun, way.parameter, key), ()))}
        for key in way.choices.values
    }
