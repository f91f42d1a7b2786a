"""What a search finds in an index: the algebra of `search/links.py` in bitmaps."""

from typing import Protocol

from pyroaring import BitMap

from agreements.nouns import COUNTRY, PLACE, Noun
from agreements.nouns.facets import link_name
from agreements.search.links import FIRST_SIMILAR, Search
from agreements.search.matches import Matches
from agreements.search.names import Names


class Index(Protocol):
    """What is asked of an index."""

    noun: Noun

    @property
    def all_docs(self) -> BitMap:
        """Return the documents of all records that there are."""


def tiers_of(index: Index, matches: Matches) -> list[BitMap]:
    """Return the BitMaps of the documents that Matches lead to, by tier; each is in one only.

    The last tiers, from FIRST_TOLD on, have those of which only sentences hold the words, where no
    name does.
    """
    tiers = Search(index.noun, matches).tiers(DocSets(index, matches.names))
    if not any(tiers[:FIRST_SIMILAR]):
        told = matches.told(index.noun.name)
        tiers += [docs & index.all_docs for docs in told]
    found, better, known = [], BitMap(), set()
    for tier in tiers:
        new = BitMap() if id(tier) in known else tier - better
        known.add(id(tier))
        found.append(new)
        better |= new
    return found


def found_without(index: Index, matches: Matches) -> list[BitMap]:
    """Return for each of several terms the documents that all the other terms lead to."""
    if len(matches.terms) == 1:
        return [BitMap()]
    search, sets = Search(index.noun, matches), DocSets(index, matches.names)
    found = {}
    in_all = in_most = index.all_docs
    for term in search.rarest_first():
        # What two of the terms do not lead to counts for none.
        found[id(term)] = docs = search.of_term(term, sets.within(in_most))
        in_all, in_most = in_all & docs, in_all | (in_most & docs)
    terms = [found[id(term)] for term in matches.terms]
    return [BitMap.intersection(*terms[:place], *terms[place + 1 :]) for place in range(len(terms))]


class DocSets:
    """The algebra of a search in an index: a set of records is a BitMap of documents.

    Where it is `among` some, others may be left out.
    """

    def __init__(self, index: Index, names: Names, among: BitMap | None = None):
        self._index = index
        self._noun = index.noun
        self._names = names
        self._among = among

    def own(self, docs: BitMap) -> BitMap:
        return docs & (self._index.all_docs if self._among is None else self._among)

    def within(self, records: BitMap) -> "DocSets":
        return DocSets(self._index, self._names, self.own(records))

    def linked(self, path: str, noun: str, docs: BitMap) -> BitMap:
        """Return the documents that a path leads from to one of the noun's records."""
        way = next(way for way in self._noun.ways if way.path == path)
        if noun == COUNTRY.name:
            keys = self._names.pks(noun, docs)
        else:
            keys = self._names.numbers(noun, self._with_parts(docs) if noun == PLACE.name else docs)
        return self._names.having(self._noun.name, way.parameter, keys, self._among)

    def _with_parts(self, places: BitMap) -> BitMap:
        """Return the places with those that lie in them, as `Place.objects.within` has them."""
        inner = places
        for _step in range(2):
            numbers = self._names.numbers(PLACE.name, inner)
            inner = self._names.having(PLACE.name, link_name("parent"), numbers)
            places = places | inner
        return places
