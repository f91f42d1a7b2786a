"""The facet index: exact counts, order and pages of any selection, without asking the database."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Self

import numpy as np
from pyroaring import BitMap

from agreements.nouns.derived import DerivedFacet
from agreements.nouns.facets import NOT_STATED, Facet
from agreements.nouns.noun import Noun
from agreements.search.links import FIRST_TOLD
from agreements.search.matches import Matches
from agreements.search.query import Query

from .contents import Contents
from .doc_ids import DocIds
from .last_asked import with_newest
from .postings import Postings
from .reading import Readers
from .results import LISTED_VALUES, Neighbours, Result, page_bounds
from .search_sets import found_without, tiers_of
from .selection import Selection

# The parameter of the text that is looked for.
TEXT = "q"
# Each keeps a bitmap for each tier, of 125 kB at most for a million records.
MAX_SEARCHES = 16


class BitmapIndex:
    """The records of a list by facet, and in each of the list's orders.

    It knows one state of the register, until `refresh` tells it of the next one. Where a selection
    has words, `matches` are what they found.
    """

    def __init__(self, noun: Noun, readers: Readers | None = None):
        self.noun = noun
        self._contents = Contents(noun, readers)
        self._searches: dict[Query, tuple[Matches, list[BitMap]]] = {}

    def __len__(self) -> int:
        return len(self._contents.all_docs)

    @property
    def all_docs(self) -> BitMap:
        """Return the documents of all records that there are."""
        return self._contents.all_docs

    @property
    def doc_ids(self) -> DocIds:
        """Return which document stands for which record."""
        return self._contents.doc_ids

    def dated(self, first: date, last: date) -> BitMap:
        """Return the documents whose day may be one from a first to a last one."""
        return self._contents.days.overlapping(first, last) & self.all_docs

    def copied(self) -> Self:
        """Return a copy that can be refreshed by itself."""
        other = copy.copy(self)
        other._contents = self._contents.copied()
        other._searches = {}
        return other

    def refresh(self, pks: Iterable[int], readers: Readers | None = None) -> None:
        """Read the records of these primary keys anew; those that are gone are forgotten."""
        self._contents.refresh(pks, readers)

    def list_only(self, pks: Iterable) -> None:
        """Have only the records of these primary keys be in the list; all keep their names."""
        self._contents.list_only(pks)

    def forget_searches(self) -> None:
        """Forget what was found: records are linked otherwise now."""
        self._searches = {}

    def select(
        self,
        selection: Selection,
        matches: Matches | None = None,
        *,
        listed: int | None = LISTED_VALUES,
        facets: Iterable[str] | None = None,
    ) -> Result:
        """Return the Result of a Selection; raise EmptyPage for a page past its end.

        What begins after a place is empty past the end. With `facets`, parameters, only those are
        counted; with `listed` only so many values of each and those that are chosen, all where it
        is None.
        """
        tiers = self._tiers(matches)
        sets = self._chosen_sets(selection, tiers)
        found = self._intersection(sets)
        start, stop = self._bounds(found, selection)
        possible, collective = self._contents.weights.total(found) if self.noun.weight else (0, 0)
        fields = selection.sharing_fields(self.noun)
        counted = [one for one in self.noun.counted if facets is None or one.parameter in facets]
        among = {facet.parameter: self._among(facet.parameter, sets, found) for facet in counted}
        return Result(
            total=len(found),
            stood_for=self._contents.stood_for(found, fields) if self.noun.weight else 0,
            possible=possible,
            collective=collective,
            counts={
                facet.parameter: self._count(facet, selection, among[facet.parameter][0], listed)
                for facet in counted
            },
            lacking={name: count for name, (_docs, count) in among.items() if count},
            ids=self._part(self._ranked(found, selection, tiers), selection, start, stop),
            end=stop,
            years=self._contents.years(found),
        )

    def found(self, selection: Selection, matches: Matches | None = None) -> BitMap:
        """Return the documents of all that is chosen."""
        return self._intersection(self._chosen_sets(selection, self._tiers(matches)))

    def all_keys(self, selection: Selection, matches: Matches | None = None) -> np.ndarray:
        """Return the primary keys of all that is chosen, in order."""
        arrangement = self.noun.arrangement(selection.sort)
        order = self._contents.orders.of(arrangement.order, selection.language)
        ranked = self._ranked(self.found(selection, matches), selection, self._tiers(matches))
        docs = [order.all(part, descending=arrangement.descending) for part in ranked]
        return self.doc_ids.key_array(np.concatenate(docs))

    def chosen(self, keys: list, selection: Selection, matches: Matches | None = None) -> list:
        """Return those of some primary keys whose records are chosen, in their order."""
        return self.doc_ids.keys_in(self.found(selection, matches), keys)

    def told(self, keys: list, matches: Matches) -> list:
        """Return those of some primary keys to which a sentence led, where no name did."""
        told = BitMap.union(BitMap(), *self._tiers(matches)[FIRST_TOLD:])
        return self.doc_ids.keys_in(told, keys) if told else []

    def neighbours(
        self, selection: Selection, pk: int, matches: Matches | None = None
    ) -> Neighbours | None:
        """Return the Neighbours of a record in a Selection, None where it is no part of it."""
        found = self.found(selection, matches)
        if (doc := self.doc_ids.get(pk)) is None or doc not in found:
            return None
        ranked = list(self._ranked(found, selection, self._tiers(matches)))
        position = self._position(ranked, selection, doc)
        before = self._part(ranked, selection, max(position - 1, 0), position)
        after = self._part(ranked, selection, position + 1, position + 2)
        return Neighbours(
            position + 1, len(found), next(iter(before), None), next(iter(after), None)
        )

    def count_without(self, selection: Selection, matches: Matches) -> list[int]:
        """Return how many chosen records all terms of a search but one lead to, for each term."""
        chosen = self._intersection(self._chosen_sets(selection, None))
        return [len(found & chosen) for found in found_without(self, matches)]

    def count_keys(self, parameter: str, keys: Iterable, among: BitMap | None = None) -> dict:
        """Return {key: number of records that have it}, out of all or some, for keys of a facet."""
        among = self.all_docs if among is None else among
        return self.postings_of(parameter).count_keys(among, keys)

    def count_single(self, parameter: str, keys: Iterable) -> dict:
        """Return the same of the records that stand for one agreement only."""
        return self.count_keys(parameter, keys, self.all_docs - self._contents.weights.above_one())

    def count_within(
        self,
        selection: Selection,
        parameter: str,
        listed: int | None = LISTED_VALUES,
        matches: Matches | None = None,
    ) -> dict:
        """Return the counts of a facet among all that is chosen, its own choice included."""
        found = self.found(selection, matches)
        return self.postings_of(parameter, *selection.asked_on).count(found, listed)

    def keys_of(self, parameter: str, pk: int) -> list:
        """Return the keys of a facet that a record has."""
        doc = self.doc_ids.get(pk)
        return [] if doc is None else self.postings_of(parameter).keys_of(doc)

    def matching(
        self,
        parameter: str,
        keys: Iterable,
        on: tuple[date | None, date | None] = (None, None),
        among: BitMap | None = None,
    ) -> BitMap:
        """Return the BitMap of the documents that have at least one of the keys of a filter.

        Those that are not `among` some, where these are given, may be left out. What is another
        thing on every day is asked `on` a day, as Selection.asked_on has it.
        """
        derived = next((facet for facet in self.noun.derived if facet.parameter == parameter), None)
        if derived and not derived.behind:
            return derived.matching(self.postings_of(derived.of.parameter), keys)
        return self.postings_of(parameter, *on).matching(keys, among)

    def postings_of(self, parameter: str, *on: date | None) -> Postings:
        """Return the postings of a facet or a link; those of a day where it is asked on one."""
        return self._contents.postings[parameter].on(*on)

    def _tiers(self, matches: Matches | None) -> list[BitMap] | None:
        """Return the documents that a search finds, by tier; the last ones found are kept."""
        if matches is None:
            return None
        kept, tiers = self._searches.get(matches.query, (None, None))
        if matches is not kept:
            tiers = tiers_of(self, matches)
            made = matches, tiers
            self._searches = with_newest(self._searches, matches.query, made, MAX_SEARCHES)
        return tiers

    def _chosen_sets(self, selection: Selection, tiers: list[BitMap] | None) -> dict[str, BitMap]:
        """Return {parameter: BitMap of the documents that have one of its chosen keys}."""
        sets = {
            parameter: self._chosen_set(parameter, keys, selection)
            for parameter, keys in selection.keys().items()
        }
        return sets if tiers is None else {**sets, TEXT: BitMap.union(*tiers)}

    def _chosen_set(self, parameter: str, keys: list, selection: Selection) -> BitMap:
        held = self.noun.facet(parameter).expanded(keys)
        docs = self.matching(parameter, held, selection.asked_on)
        return docs | self._contents.lacking(parameter) if NOT_STATED in keys else docs

    def _among(self, name: str, sets: Mapping[str, BitMap], found: BitMap) -> tuple[BitMap, int]:
        """Return the documents among which a facet is counted, and how many lack a value."""
        docs = self._intersection(sets, leave_out=name) if name in sets else found
        return self._contents.stated_of(name, docs)

    def _intersection(self, sets: Mapping[str, BitMap], leave_out: str | None = None) -> BitMap:
        """Return the BitMap of the documents in all the sets but that of one parameter."""
        bitmaps = [docs for parameter, docs in sets.items() if parameter != leave_out]
        if not bitmaps:
            return self._contents.all_docs
        return BitMap.intersection(*sorted(bitmaps, key=len))

    def _count(
        self,
        facet: Facet | DerivedFacet,
        selection: Selection,
        among: BitMap,
        listed: int | None,
    ) -> dict:
        """Return the counts of a facet: of its most frequent values, and of the chosen ones."""
        postings = self.postings_of(facet.parameter, *selection.asked_on)
        also = postings.count_keys(among, facet.also_counted(selection.keys()))
        return postings.count(among, facet.most_listed(listed)) | also

    def _ranked(
        self, found: BitMap, selection: Selection, tiers: list[BitMap] | None
    ) -> Iterator[BitMap]:
        """Yield the documents in parts that follow each other, each in one order.

        Of what fits a search equally well, that with a name in the reader's language comes first.
        """
        if tiers is None or selection.sort:
            yield found
            return
        named = self._contents.orders.named_in(selection.language)
        for part in (found & tier for tier in tiers):
            yield part & named
            yield part - named

    def _bounds(self, found: BitMap, selection: Selection) -> tuple[int, int]:
        """Return the first and one past the last position of the page."""
        if selection.after is None:
            return page_bounds(len(found), selection)
        arrangement = self.noun.arrangement(selection.sort)
        start = self._contents.orders.passed(found, arrangement, selection.after, self.doc_ids)
        return start, min(start + selection.page_size, len(found))

    def _position(self, ranked: list[BitMap], selection: Selection, doc: int) -> int:
        """Return how many documents come before one that is among the ranked."""
        arrangement = self.noun.arrangement(selection.sort)
        before = 0
        for part in ranked:
            if doc in part:
                break
            before += len(part)
        docs = self._contents.orders.of(arrangement.order, selection.language)
        return before + docs.position(part, doc, descending=arrangement.descending)

    def _part(self, ranked: Iterable[BitMap], selection: Selection, start: int, stop: int) -> list:
        """Return the primary keys from `start` up to `stop` of the ranked documents, in order."""
        arrangement = self.noun.arrangement(selection.sort)
        order = self._contents.orders.of(arrangement.order, selection.language)
        docs = []
        for part in ranked:
            if start < len(part):
                docs += order.part(part, max(start, 0), stop, descending=arrangement.descending)
            start, stop = start - len(part), stop - len(part)
            if stop <= 0:
                break
        return self._contents.doc_ids.keys(docs)
