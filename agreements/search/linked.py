"""What the records on a page are linked to, of all that was sought."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import reduce
from itertools import chain, islice
from operator import or_
from typing import NamedTuple

from django.db.models import Model, Q

from agreements.nouns import PLACE
from agreements.nouns.noun import Noun

from .called_records import called_records
from .link_paths import Keys, keys_along, single_links
from .matches import Level, Matches, TermMatches

# (model of rows, their link to the records that were sought, the noun of these).
Tie = tuple[type[Model], str, str]
# (noun, primary key) of a record.
RecordKey = tuple[str, int | str]
# (parameter, primary key) -> the keys of a facet that the record has.
KeysOf = Callable[[str, int], list]
# Of one kind of link, so many that were sought are told of: the first is the reason.
MAX_LINKS = 5


class Batch(NamedTuple):
    """Records of one noun that were found.

    `keys_of` tells which keys of a facet a record has; `told` are the primary keys of those that no
    name led to, but a sentence.
    """

    noun: Noun
    records: list[Model]
    keys_of: KeysOf
    told: Collection = ()


class Linked:
    """Finds what records are linked to, in few queries for all of them.

    Keys are read first: whether a record was sought is known by its key, and few were.
    """

    def __init__(self, matches: Matches, terms: Collection[TermMatches]):
        """Take the terms of a search for which links are to be found."""
        self._names, self._terms = matches.names, terms
        self._keys: dict[RecordKey, list[RecordKey]] = defaultdict(list)
        self._ties: dict[Tie, dict[str, Batch]] = defaultdict(dict)
        self._finders: dict[RecordKey, set[int]] = {}

    def read(self, batches: Iterable[Batch]) -> dict[RecordKey, list[Model]]:
        """Return what was sought of that which the records of some batches are linked to."""
        for batch in batches:
            self._link(batch)
        self._link_by_ties()
        wanted = defaultdict(set)
        for noun, pk in chain.from_iterable(self._keys.values()):
            wanted[noun].add(pk)
        known = called_records(wanted)
        return {
            record: [known[key] for key in dict.fromkeys(keys) if key in known]
            for record, keys in self._keys.items()
        }

    def is_found_by(self, key: RecordKey, found: TermMatches) -> bool:
        """Return whether a record was found by one of the terms."""
        return id(found) in self._finders_of(key)

    def _finders_of(self, key: RecordKey) -> set[int]:
        """Return which of the terms a record was found by: rows share most of their links."""
        if key not in self._finders:
            noun, doc = key[0], self._names.doc(*key)
            self._finders[key] = {id(found) for found in self._terms if found.holds(noun, doc)}
        return self._finders[key]

    def _link(self, batch: Batch) -> None:
        """Note the links by which the records of a batch may have been found."""
        ways = [
            (noun, path)
            for noun, paths in batch.noun.found_by.items()
            if any(found.found[Level.SIMILAR].of(noun) for found in self._terms)
            for path in paths
        ]
        # Where it lies says least of a record.
        ways.sort(key=lambda way: way[0] == PLACE.name)
        told = {way for way in ways if is_told_by_index(batch.noun, way[1])}
        tied = {way for way in ways if is_tied_by_rows(batch.noun, way[1])} - told
        read = keys_along(batch.records, [way for way in ways if way not in told | tied])
        for way in ways:
            noun, path = way
            if way in told:
                self._note_by_index(batch, noun)
            elif way in tied:
                self._note_tie(batch, noun, path)
            else:
                self._note(batch.noun, noun, read[way])

    def _note(self, of: Noun, noun: str, held: Mapping) -> None:
        """Note those of the records of a noun that were sought, by what is linked to them."""
        for pk, keys in held.items():
            linked = ((noun, key) for key in keys)
            self._keys[of.name, pk] += [key for key in linked if self._finders_of(key)]

    def _note_by_index(self, batch: Batch, noun: str) -> None:
        pks = [record.pk for record in batch.records]
        self._note_first(batch.noun, noun, {pk: batch.keys_of(noun, pk) for pk in pks})

    def _note_tie(self, batch: Batch, noun: str, path: str) -> None:
        first, link = path.split("__")
        field = batch.noun.model._meta.get_field(first)
        self._ties[field.related_model, link, noun][field.field.name] = batch

    def _link_by_ties(self) -> None:
        """Note what was sought and is tied to the records, in one query for a table of ties."""
        for (model, link, noun), batches in self._ties.items():
            held: dict[str, Keys] = {end: defaultdict(list) for end in batches}
            ends = (
                Q(**{f"{end}__in": [record.pk for record in batch.records]})
                for end, batch in batches.items()
            )
            rows = model._default_manager.filter(reduce(or_, ends)).exclude(**{link: None})
            for pk, *keys in rows.order_by().values_list(link, *batches).distinct():
                for end, key in zip(batches, keys, strict=True):
                    if key is not None:
                        held[end][key].append(pk)
            for end, batch in batches.items():
                self._note_first(batch.noun, noun, held[end])

    def _note_first(self, of: Noun, noun: str, held: Mapping) -> None:
        """Note the first few of the records that each of the terms was found in."""
        self._note(of, noun, {pk: [*self._first_sought(noun, keys)] for pk, keys in held.items()})

    def _first_sought(self, noun: str, keys: Iterable) -> Iterator:
        sought = [key for key in keys if self._finders_of((noun, key))]
        for found in self._terms if sought else ():
            those = (key for key in sought if self.is_found_by((noun, key), found))
            yield from islice(those, MAX_LINKS)


def record_key(record: Model) -> RecordKey:
    """Return what a record is known by among those of all nouns."""
    return record._meta.model_name, record.pk


def is_told_by_index(noun: Noun, path: str) -> bool:
    """Return whether the index is to tell of a path, since the database would take too long.

    A path from a table of links would read thousands of rows to find the few that count, unless
    each record has few of them.
    """
    first, *_rest = path.split("__")
    is_facet = any(facet.path == path for facet in noun.facets)
    is_many = noun.model._meta.get_field(first).one_to_many
    return is_facet and is_many and first not in noun.few


def is_tied_by_rows(noun: Noun, path: str) -> bool:
    """Return whether rows of another table tie a record to those that a path leads to.

    There may be thousands of them, of which few lead to what was sought.
    """
    first, *rest = path.split("__")
    field = noun.model._meta.get_field(first)
    is_row = field.one_to_many and len(rest) == 1
    return is_row and [*single_links(field.related_model, rest)] == rest and first not in noun.few
