"""Why a record was found, where its title does not show it, with what was looked for marked."""

from collections import defaultdict
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Q, prefetch_related_objects
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agreements.models import Name, Place

from .hits import Level
from .marks import marked, spans
from .reach import REACH
from .texts import SEARCHED, by_noun, primary_keys

ALSO_NAMED = _("also named {name}")
# What a record is found by that is no name of it.
FIELDS = {
    "publisher": _("publisher: {name}"),
    "author": _("author: {name}"),
    "source_wording": _("in the words of a source: {name}"),
}
LINKED = {
    "institution": (_("institution: {record}"), _("institution: {record}, also named {name}")),
    "country": (_("country: {record}"), _("country: {record}, also named {name}")),
    "place": (_("place: {record}"), _("place: {record}, also named {name}")),
    "sector": (_("sector: {record}"), _("sector: {record}, also named {name}")),
    "alliance": (_("alliance: {record}"), _("alliance: {record}, also named {name}")),
    "event": (_("event: {record}"), _("event: {record}, also named {name}")),
    "agreement": (_("agreement: {record}"), _("agreement: {record}, also named {name}")),
}
# A path through these would load thousands of records to find the few that count: the index knows.
FACETS = {("institution", "sector"): "sector", ("institution", "alliance"): "alliance"}


class Reasons:
    """Says of the records on a page why they were found.

    `index` is the LiveIndex of their list, None where they have none.
    """

    def __init__(self, hits, records, index=None):
        self._hits = hits
        self._records = records
        self._noun = records[0]._meta.model_name if records else ""
        self._index = index
        self._keys = [
            {noun: set(primary_keys(noun, keys)) for noun, keys in by_noun(ids).items()}
            for ids in (reading.ids[Level.SIMILAR] for reading in hits.readings)
        ]

    def attach(self):
        """Give each record its `marked_title` and its `reasons`, texts with marks in them.

        `is_similar` tells whether only a similar word led to it.
        """
        if not self._records:
            return
        links = self._links()
        names = self._names(links)
        for record in self._records:
            record.is_similar = bool(self._hits.unknown)
            record.marked_title = marked(str(record), self._hits.readings)
            found = (
                self._reason(record, links[record.pk], names, reading, keys)
                for reading, keys in zip(self._hits.readings, self._keys, strict=True)
            )
            record.reasons = list(dict.fromkeys(reason for reason in found if reason))

    def _links(self):
        """Return {primary key: [(noun, linked record)]} of the links by which a record is found."""
        links = defaultdict(list)
        sought = reduce(or_, (keys.keys() for keys in self._keys), set())
        places = defaultdict(list)
        for noun, paths in REACH[self._noun].items():
            if noun not in sought:
                continue
            for path in paths:
                if (self._noun, noun) in FACETS:
                    self._link_by_index(links, noun)
                elif noun == "place":
                    self._link_places(places, path)
                else:
                    self._link_by_path(links, noun, path)
        for pk, found in self._with_parents(places).items():
            links[pk] += [("place", place) for place in found]
        return links

    def _link_by_path(self, links, noun, path):
        prefetch_related_objects(self._records, path)
        for record in self._records:
            links[record.pk] += [(noun, linked) for linked in follow(record, path.split("__"))]

    def _link_places(self, places, path):
        *way, last = path.split("__")
        if way:
            prefetch_related_objects(self._records, "__".join(way))
        for record in self._records:
            places[record.pk] += [getattr(holder, f"{last}_id") for holder in follow(record, way)]

    def _with_parents(self, places):
        wanted = set(chain(*places.values())) - {None}
        known = Place.objects.select_related("parent__parent").in_bulk(wanted) if wanted else {}
        return {
            pk: [place for key in keys if key in known for place in known[key].and_what_holds_it()]
            for pk, keys in places.items()
        }

    def _link_by_index(self, links, noun):
        sought = set().union(*(keys.get(noun, ()) for keys in self._keys))
        held = {
            record.pk: self._index.keys_of(FACETS[self._noun, noun], record.pk, sought)
            for record in self._records
        }
        model = self._index.facet(FACETS[self._noun, noun]).model
        known = model.objects.in_bulk(set(chain(*held.values())))
        for pk, keys in held.items():
            links[pk] += [(noun, known[key]) for key in keys if key in known]

    def _names(self, links):
        """Return {(noun, primary key): its other names} of what is found, in one query."""
        wanted = defaultdict(set)
        for record in self._records:
            wanted[self._noun].add(record.pk)
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

    def _reason(self, record, links, names, reading, keys):
        """Return why the reading led to the record, "" where its title shows it.

        What holds the term itself is a better reason than what holds a translation of it.
        """
        if reading.term.ref and getattr(record, "ref", "") == reading.term.ref:
            return ""
        linked = [(noun, other) for noun, other in links if other.pk in keys.get(noun, ())]
        for sought in (reading.literal, reading):
            if spans(str(record), sought):
                return ""
            for wording, name in self._other_names(record, names, sought):
                return format_html(str(wording), name=name)
            for noun, other in linked:
                shown, with_name = LINKED[noun]
                if spans(str(other), sought):
                    return format_html(str(shown), record=marked(str(other), [sought]))
                for _wording, name in self._other_names(other, names, sought):
                    return format_html(str(with_name), record=other, name=name)
        # By its number.
        return next((format_html(str(LINKED[noun][0]), record=other) for noun, other in linked), "")

    def _other_names(self, record, names, reading):
        """Yield the record's other names that hold the term, each marked, after how to say it."""
        named = [(ALSO_NAMED, text) for text in names.get((record._meta.model_name, record.pk), ())]
        fields = [
            (FIELDS.get(field, ALSO_NAMED), getattr(record, field))
            for field in SEARCHED[type(record)]
        ]
        for wording, text in named + fields:
            if text != str(record) and spans(text, reading):
                yield wording, marked(text, [reading])


def follow(record, way):
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
