"""Explains why a record was found, where its title does not show it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce
from itertools import chain, islice
from operator import or_
from typing import NamedTuple

from django.db.models import Model, Q
from django.utils.safestring import SafeString

from agreements.models import Name, Place
from agreements.models.shown_names import ShownName
from agreements.nouns import NOUNS, PLACE, noun_of
from agreements.nouns.noun import Noun

from . import passages
from .highlight import highlight, spans
from .link_paths import follow, load, single_links
from .matches import Level, Matches, TermMatches
from .periods import Period
from .why_found import ALSO_NAMED, FIELDS, Reason, by_other_name, by_title, quoted

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


class Reasons:
    """Says of the records on a page why they were found, in few queries for all of them."""

    def __init__(self, matches: Matches, batches: Iterable[Batch]):
        self._matches = matches
        self._batches = [batch for batch in batches if batch.records]
        self._links: dict[RecordKey, list[Model]] = defaultdict(list)
        self._places: dict[RecordKey, list[int]] = defaultdict(list)
        self._ties: dict[Tie, dict[str, Batch]] = defaultdict(dict)
        self._dated: dict[tuple[str, Period], Collection] = {}

    def attach(self) -> None:
        """Give each record its `highlighted` title and its `reasons`, texts with marks in them.

        `is_similar` tells whether only a similar word led to it.
        """
        for batch in self._batches:
            for path in batch.noun.few:
                load(batch.records, path)
            self._link(batch)
        self._link_places()
        self._link_by_ties()
        names = self._names()
        for record in self._all_records():
            links = self._links[record_key(record)]
            record.is_similar = bool(self._matches.unknown)
            record.highlighted = highlight(str(record), self._matches.terms)
            record.reasons = self._reasons(record, links, names)
        for batch in self._batches:
            self._quote(batch)

    def _quote(self, batch: Batch) -> None:
        """Give the records that no name led to the sentences that did."""
        told = [record for record in batch.records if record.pk in batch.told]
        if not told:
            return
        pks = [record.pk for record in told]
        excerpts = passages.excerpts(batch.noun, pks, self._matches.query)
        for record in told:
            record.is_similar = False
            found = excerpts.get(record.pk, ())
            record.reasons = [quoted(excerpt, self._matches.terms) for excerpt in found]

    def _all_records(self) -> Iterator[Model]:
        return chain.from_iterable(batch.records for batch in self._batches)

    def _link(self, batch: Batch) -> None:
        """Note the links by which the records of a batch may have been found."""
        for noun, paths in batch.noun.found_by.items():
            if not any(found.found[Level.SIMILAR].of(noun) for found in self._matches.terms):
                continue
            for path in paths:
                if is_told_by_index(batch, path):
                    self._link_by_index(batch, noun)
                elif noun == PLACE.name:
                    self._note_places(batch, path)
                elif is_tied_by_rows(batch, path):
                    self._note_tie(batch, noun, path)
                else:
                    load(batch.records, path)
                    for record in batch.records:
                        self._links[record_key(record)] += follow(record, path.split("__"))

    def _link_by_index(self, batch: Batch, noun: str) -> None:
        held = {
            record.pk: self._first_sought(noun, batch.keys_of(noun, record.pk))
            for record in batch.records
        }
        known = NOUNS[noun].model.objects.in_bulk(set(chain(*held.values())))
        for pk, keys in held.items():
            self._links[batch.noun.name, pk] += [known[key] for key in keys if key in known]

    def _note_places(self, batch: Batch, path: str) -> None:
        *way, last = path.split("__")
        if way:
            load(batch.records, "__".join(way))
        for record in batch.records:
            self._places[record_key(record)] += [
                getattr(holder, f"{last}_id") for holder in follow(record, way)
            ]

    def _link_places(self) -> None:
        """Note the places that were found, with those that they lie in."""
        wanted = set(chain(*self._places.values())) - {None}
        known = Place.objects.select_related("parent__parent").in_bulk(wanted) if wanted else {}
        for key, pks in self._places.items():
            for pk in pks:
                self._links[key] += known[pk].and_what_holds_it() if pk in known else []

    def _note_tie(self, batch: Batch, noun: str, path: str) -> None:
        first, link = path.split("__")
        field = batch.noun.model._meta.get_field(first)
        self._ties[field.related_model, link, noun][field.field.name] = batch

    def _link_by_ties(self) -> None:
        """Note what was sought and is tied to the records, in two queries for a table of ties."""
        for (model, link, noun), batches in self._ties.items():
            held: dict[RecordKey, list] = defaultdict(list)
            ends = (
                Q(**{f"{end}__in": [record.pk for record in batch.records]})
                for end, batch in batches.items()
            )
            rows = model._default_manager.filter(reduce(or_, ends)).exclude(**{link: None})
            for pk, *keys in rows.order_by().values_list(link, *batches).distinct():
                for batch, key in zip(batches.values(), keys, strict=True):
                    held[batch.noun.name, key].append(pk)
            sought = {key: self._first_sought(noun, pks) for key, pks in held.items()}
            known = NOUNS[noun].model.objects.in_bulk(set(chain(*sought.values())))
            for key, pks in sought.items():
                self._links[key] += [known[pk] for pk in pks if pk in known]

    def _first_sought(self, noun: str, pks: Iterable) -> list:
        """Return the first few of the records of a noun that each of the terms was found in."""
        docs = {pk: self._matches.names.doc(noun, pk) for pk in pks}
        firsts = (
            list(islice((pk for pk, doc in docs.items() if found.holds(noun, doc)), MAX_LINKS))
            for found in self._matches.terms
        )
        return list(dict.fromkeys(chain.from_iterable(firsts)))

    def _is_sought(self, record: Model, terms: Iterable[TermMatches]) -> bool:
        noun = record._meta.model_name
        doc = self._matches.names.doc(noun, record.pk)
        return any(found.holds(noun, doc) for found in terms)

    def _names(self) -> dict[RecordKey, list[str]]:
        """Return {(noun, primary key): its other names} of what is found, in one query."""
        wanted: dict[str, set] = defaultdict(set)
        for record in self._all_records():
            wanted[record._meta.model_name].add(record.pk)
        for linked in chain(*self._links.values()):
            if self._is_sought(linked, self._matches.terms):
                wanted[linked._meta.model_name].add(linked.pk)
        about = [Q(**{f"{noun}__in": pks}) for noun, pks in wanted.items() if noun in Name.SUBJECTS]
        names = defaultdict(list)
        if about:
            for name in Name.objects.filter(reduce(or_, about)):
                noun = name.subject_name
                called = ShownName(name.text, name.language)
                names[noun, name.subject_key].append(called)
        return names

    def _reasons(
        self, record: Model, links: list[Model], names: dict[RecordKey, list[str]]
    ) -> list[SafeString]:
        """Return why the terms led to the record; a name that holds several is told once."""
        told: dict[Reason, list[TermMatches]] = defaultdict(list)
        for matches in self._matches.terms:
            if not self._is_shown(record, matches):
                for reason, sought in self._reason(record, links, names, matches):
                    told[reason].append(sought)
        return [reason.marked(sought) for reason, sought in told.items()]

    def _is_shown(self, record: Model, matches: TermMatches) -> bool:
        """Return whether a term is the record's own number or day, which its row shows."""
        noun = noun_of(record).name
        if record.ADDRESS_FIELD and (noun, record.address) in matches.term.records:
            return True
        period, doc = matches.term.period, self._matches.names.doc(noun, record.pk)
        if not period or doc is None:
            return False
        if (noun, period) not in self._dated:
            self._dated[noun, period] = self._matches.names.dated(noun, period)
        return doc in self._dated[noun, period]

    def _reason(
        self,
        record: Model,
        links: list[Model],
        names: dict[RecordKey, list[str]],
        matches: TermMatches,
    ) -> Iterator[tuple[Reason, TermMatches]]:
        """Yield why a term led to the record, and by which of its words; nothing where its title
        shows it.

        What holds the term itself is a better reason than what holds a synonym of it.
        """
        linked = [other for other in links if self._is_sought(other, [matches])]
        for sought in (matches.literal, matches):
            if spans(str(record), sought):
                return
            reasons = chain(
                self._other_names(record, names, sought),
                *(self._linked_names(other, names, sought) for other in linked),
            )
            if best := next(reasons, None):
                yield best, sought
                return
        # By its number or its day.
        yield from ((by_title(other), matches) for other in linked[:1])

    def _linked_names(
        self, other: Model, names: dict[RecordKey, list[str]], matches: TermMatches
    ) -> Iterator[Reason]:
        if spans(str(other), matches):
            yield by_title(other)
        for reason in self._other_names(other, names, matches):
            yield by_other_name(other, reason.name)

    def _other_names(
        self, record: Model, names: dict[RecordKey, list[str]], matches: TermMatches
    ) -> Iterator[Reason]:
        """Yield the record's other names that hold the term."""
        noun = noun_of(record)
        named = [(ALSO_NAMED, text) for text in names.get((noun.name, record.pk), ())]
        fields = [(FIELDS.get(field, ALSO_NAMED), in_words(record, field)) for field in noun.names]
        for wording, text in named + fields:
            if text != str(record) and spans(text, matches):
                yield Reason(wording, text)


def in_words(record: Model, field: str) -> ShownName:
    """Return what a field of a record holds as a ShownName: the title knows its language."""
    is_title = field == record.TITLE_FIELD
    return record.own_name if is_title else ShownName(getattr(record, field), "")


def record_key(record: Model) -> RecordKey:
    """Return what a record is known by among those of all nouns."""
    return record._meta.model_name, record.pk


def is_told_by_index(batch: Batch, path: str) -> bool:
    """Return whether the index is to tell of a path, since the database would take too long.

    A path from a table of links would load thousands of records to find the few that count, unless
    those of the page are loaded already, since each has few.
    """
    first, *_rest = path.split("__")
    loaded = getattr(batch.records[0], "_prefetched_objects_cache", ())
    is_facet = any(facet.path == path for facet in batch.noun.facets)
    is_many = batch.noun.model._meta.get_field(first).one_to_many
    return is_facet and is_many and first not in loaded


def is_tied_by_rows(batch: Batch, path: str) -> bool:
    """Return whether rows of another table tie a record to those that a path leads to.

    There may be thousands of them, of which few lead to what was sought: only their keys are read,
    unless all are loaded already.
    """
    first, *rest = path.split("__")
    field = batch.noun.model._meta.get_field(first)
    loaded = getattr(batch.records[0], "_prefetched_objects_cache", ())
    is_row = field.one_to_many and len(rest) == 1
    return is_row and [*single_links(field.related_model, rest)] == rest and first not in loaded
