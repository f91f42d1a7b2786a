"""Explains why a record was found, where its title does not show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Model, Q, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from agreements.models import Name, Place
from agreements.nouns import PLACE, noun_of
from agreements.nouns.noun import Noun

from .highlight import highlight, spans
from .matches import Level, Matches, TermMatches
from .texts import by_noun, primary_keys

ALSO_NAMED = _("also named {name}")
# What a record is found by that is no name of it.
FIELDS = {
    "publisher": _("publisher: {name}"),
    "author": _("author: {name}"),
    "source_wording": _("in the words of a source: {name}"),
}
LINKED = _("{noun}: {record}")
LINKED_ALSO_NAMED = _("{noun}: {record}, also named {name}")

# (noun, primary key) of a record.
RecordKey = tuple[str, int | str]


class Reasons:
    """Says of the records on a page why they were found.

    `keys_of(parameter, pk, keys)` tells which of some keys of a facet a record has; where there is
    none to tell, the database does.
    """

    def __init__(self, matches: Matches, records: list[Model], keys_of=None):
        self._matches = matches
        self._records = records
        self._noun: Noun | None = noun_of(records[0]) if records else None
        self._keys_of = keys_of
        self._keys = [
            {noun: set(primary_keys(noun, keys)) for noun, keys in by_noun(ids).items()}
            for ids in (found.ids[Level.SIMILAR] for found in matches.terms)
        ]

    def attach(self) -> None:
        """Give each record its `highlighted` title and its `reasons`, texts with marks in them.

        `is_similar` tells whether only a similar word led to it.
        """
        if not self._records:
            return
        links = self._links()
        names = self._names(links)
        for record in self._records:
            record.is_similar = bool(self._matches.unknown)
            record.highlighted = highlight(str(record), self._matches.terms)
            reasons = (
                self._reason(record, links[record.pk], names, found, keys)
                for found, keys in zip(self._matches.terms, self._keys, strict=True)
            )
            record.reasons = list(dict.fromkeys(reason for reason in reasons if reason))

    def _links(self) -> dict:
        """Return {primary key: [(noun, linked record)]} of the links by which a record is found."""
        links = defaultdict(list)
        sought = reduce(or_, (keys.keys() for keys in self._keys), set())
        places = defaultdict(list)
        for noun, paths in self._noun.found_by.items():
            if noun not in sought:
                continue
            for path in paths:
                if self._is_told_by_index(path):
                    self._link_by_index(links, noun)
                elif noun == PLACE.name:
                    self._link_places(places, path)
                else:
                    self._link_by_path(links, noun, path)
        for pk, found in self._with_parents(places).items():
            links[pk] += [(PLACE.name, place) for place in found]
        return links

    def _is_told_by_index(self, path: str) -> bool:
        """Return whether the index is to tell of a path, since the database would take too long.

        A path from a table of links would load thousands of records to find the few that count,
        unless the rows of the page have loaded them already.
        """
        first, *_rest = path.split("__")
        loaded = getattr(self._records[0], "_prefetched_objects_cache", ())
        is_facet = any(facet.path == path for facet in self._noun.facets)
        is_many = self._noun.model._meta.get_field(first).one_to_many
        return bool(self._keys_of) and is_facet and is_many and first not in loaded

    def _link_by_path(self, links: dict, noun: str, path: str) -> None:
        prefetch_related_objects(self._records, path)
        for record in self._records:
            links[record.pk] += [(noun, linked) for linked in follow(record, path.split("__"))]

    def _link_places(self, places: dict, path: str) -> None:
        *way, last = path.split("__")
        if way:
            prefetch_related_objects(self._records, "__".join(way))
        for record in self._records:
            places[record.pk] += [getattr(holder, f"{last}_id") for holder in follow(record, way)]

    def _with_parents(self, places: dict) -> dict:
        wanted = set(chain(*places.values())) - {None}
        known = Place.objects.select_related("parent__parent").in_bulk(wanted) if wanted else {}
        return {
            pk: [place for key in keys if key in known for place in known[key].and_what_holds_it()]
            for pk, keys in places.items()
        }

    def _link_by_index(self, links: dict, noun: str) -> None:
        sought = set().union(*(keys.get(noun, ()) for keys in self._keys))
        held = {record.pk: self._keys_of(noun, record.pk, sought) for record in self._records}
        known = self._noun.facet(noun).model.objects.in_bulk(set(chain(*held.values())))
        for pk, keys in held.items():
            links[pk] += [(noun, known[key]) for key in keys if key in known]

    def _names(self, links: dict) -> dict[RecordKey, list[str]]:
        """Return {(noun, primary key): its other names} of what is found, in one query."""
        wanted = defaultdict(set)
        for record in self._records:
            wanted[self._noun.name].add(record.pk)
        for noun, linked in chain(*links.values()):
            if any(linked.pk in keys.get(noun, ()) for keys in self._keys):
                wanted[noun].add(linked.pk)
        about = [Q(**{f"{noun}__in": pks}) for noun, pks in wanted.items() if noun in Name.SUBJECTS]
        names = defaultdict(list)
        if about:
            for name in Name.objects.filter(reduce(or_, about)):
                noun = name.subject_name
                names[noun, getattr(name, f"{noun}_id")].append(name.text)
        return names

    def _reason(
        self,
        record: Model,
        links: list[tuple[str, Model]],
        names: dict[RecordKey, list[str]],
        matches: TermMatches,
        keys: dict[str, set],
    ) -> SafeString | str:
        """Return why a term led to the record, "" where its title shows it.

        What holds the term itself is a better reason than what holds a synonym of it.
        """
        if matches.term.ref and getattr(record, "ref", "") == matches.term.ref:
            return ""
        linked = [other for noun, other in links if other.pk in keys.get(noun, ())]
        for sought in (matches.literal, matches):
            if spans(str(record), sought):
                return ""
            for wording, name in self._other_names(record, names, sought):
                return format_html(str(wording), name=name)
            for other in linked:
                if spans(str(other), sought):
                    return link_reason(other, highlight(str(other), [sought]))
                for _wording, name in self._other_names(other, names, sought):
                    return link_reason(other, str(other), name)
        # By its number.
        return next((link_reason(other, str(other)) for other in linked), "")

    def _other_names(
        self, record: Model, names: dict[RecordKey, list[str]], matches: TermMatches
    ) -> Iterator[tuple[Promise, SafeString]]:
        """Yield the record's other names that hold the term, each marked, after how to say it."""
        noun = noun_of(record)
        named = [(ALSO_NAMED, text) for text in names.get((noun.name, record.pk), ())]
        fields = [(FIELDS.get(field, ALSO_NAMED), getattr(record, field)) for field in noun.names]
        for wording, text in named + fields:
            if text != str(record) and spans(text, matches):
                yield wording, highlight(text, [matches])


def link_reason(record: Model, title: str, name: str = "") -> SafeString:
    """Return that a record led to another one, by its title or by another name of it."""
    wording = LINKED_ALSO_NAMED if name else LINKED
    return format_html(str(wording), noun=record._meta.verbose_name, record=title, name=name)


def follow(record: Model, way: Iterable[str]) -> list[Model]:
    """Return the records at the end of a way of attributes, those on it loaded beforehand."""
    found = [record]
    for step in way:
        values = (getattr(one, step) for one in found)
        found = list(
            chain.from_iterable(
                value.all() if hasattr(value, "all") else [value] for value in values if value
            )
        )
    return found
