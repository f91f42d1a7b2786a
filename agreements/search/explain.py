"""Explains why a record was found, where its title does not show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from django.db.models import Model, Q
from django.utils.safestring import SafeString

from agreements.models import Name
from agreements.models.shown_names import ShownName
from agreements.nouns import noun_of

from . import passages
from .highlight import highlight, spans
from .linked import Batch, Linked, RecordKey, record_key
from .matches import Matches, TermMatches
from .why_found import ALSO_NAMED, FIELDS, Reason, by_other_name, by_title, quoted


class Called(NamedTuple):
    """What a record is called: its title, and other names, each with the wording of a Reason."""

    title: str
    others: list[tuple[str, str]]


class Reasons:
    """Says of the records on a page why they were found, in few queries for all of them.

    Of a record whose title shows all that is looked for, nothing is read.
    """

    def __init__(self, matches: Matches, batches: Iterable[Batch]):
        self._matches = matches
        self._batches = [batch for batch in batches if batch.records]
        # The terms that the title of a record does not show.
        self._unshown: dict[RecordKey, list[TermMatches]] = {}
        self._links: dict[RecordKey, list[Model]] = {}
        self._names: dict[RecordKey, list[ShownName]] = {}
        # Rows share most of what they are linked to.
        self._called: dict[RecordKey, Called] = {}
        self._best: dict[tuple[RecordKey, int], Reason | None] = {}
        self._marked: dict[tuple, SafeString] = {}

    def attach(self) -> None:
        """Give each record its `highlighted` title and its `reasons`, texts with marks in them.

        `is_similar` tells whether only a similar word led to it.
        """
        for record in chain.from_iterable(batch.records for batch in self._batches):
            record.is_similar = bool(self._matches.unknown)
            record.highlighted = highlight(str(record), self._matches.terms)
            record.reasons = []
        for batch in self._batches:
            self._quote(batch)
        self._explain([self._unexplained(batch) for batch in self._batches])

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

    def _unexplained(self, batch: Batch) -> Batch:
        """Return a Batch with those of its records whose titles do not show why they were found."""
        named = [record for record in batch.records if record.pk not in batch.told]
        for record in named:
            title = str(record)
            self._unshown[record_key(record)] = [
                found
                for found in self._matches.terms
                if not (spans(title, found.literal) or self._is_in_row(record, found))
            ]
        return batch._replace(records=[one for one in named if self._unshown[record_key(one)]])

    def _explain(self, batches: Iterable[Batch]) -> None:
        batches = [batch for batch in batches if batch.records]
        unshown = chain.from_iterable(self._unshown.values())
        linked = Linked(self._matches, [*{id(found): found for found in unshown}.values()])
        self._links = linked.read(batches)
        records = [record for batch in batches for record in batch.records]
        self._names = names_of([*records, *chain.from_iterable(self._links.values())])
        for record in records:
            record.reasons = self._reasons(record, linked)

    def _is_in_row(self, record: Model, found: TermMatches) -> bool:
        """Return whether a term is the record's own number or day, which its row shows."""
        noun = noun_of(record).name
        if record.ADDRESS_FIELD and (noun, record.address) in found.term.records:
            return True
        doc = self._matches.names.doc(noun, record.pk)
        return doc is not None and doc in found.dated.of(noun)

    def _reasons(self, record: Model, linked: Linked) -> list[SafeString]:
        """Return why the terms led to the record; a name that holds several is told once."""
        told: dict[Reason, list[TermMatches]] = defaultdict(list)
        links = [(record_key(other), other) for other in self._links.get(record_key(record), ())]
        for found in self._unshown[record_key(record)]:
            those = [other for key, other in links if linked.is_found_by(key, found)]
            for reason, sought in self._reason(record, those, found):
                told[reason].append(sought)
        return [self._with_marks(reason, sought) for reason, sought in told.items()]

    def _with_marks(self, reason: Reason, sought: list[TermMatches]) -> SafeString:
        asked = (reason, *map(id, sought))
        if asked not in self._marked:
            self._marked[asked] = reason.marked(sought)
        return self._marked[asked]

    def _reason(
        self, record: Model, linked: list[Model], found: TermMatches
    ) -> Iterator[tuple[Reason, TermMatches]]:
        """Yield why a term that its title does not show led to the record, and by which words;
        nothing where the title shows another word for it.

        What holds the term itself is a better reason than what holds a synonym of it.
        """
        for sought in (found.literal, found):
            if spans(self._called_of(record).title, sought):
                return
            reasons = chain(
                self._other_names(record, sought),
                filter(None, (self._linked_name(other, sought) for other in linked)),
            )
            if best := next(reasons, None):
                yield best, sought
                return
        # By its number or its day.
        yield from ((by_title(other), found) for other in linked[:1])

    def _linked_name(self, other: Model, found: TermMatches) -> Reason | None:
        """Return the first of a linked record's names that holds the term, None without one."""
        asked = record_key(other), id(found)
        if asked not in self._best:
            others = (by_other_name(other, one.name) for one in self._other_names(other, found))
            is_title = spans(self._called_of(other).title, found)
            self._best[asked] = by_title(other) if is_title else next(others, None)
        return self._best[asked]

    def _other_names(self, record: Model, found: TermMatches) -> Iterator[Reason]:
        """Yield the record's other names that hold the term."""
        for wording, text in self._called_of(record).others:
            if spans(text, found):
                yield Reason(wording, text)

    def _called_of(self, record: Model) -> Called:
        key = record_key(record)
        if key not in self._called:
            title, fields = str(record), noun_of(record).names
            named = [(ALSO_NAMED, text) for text in self._names.get(key, ())]
            named += [(FIELDS.get(field, ALSO_NAMED), in_words(record, field)) for field in fields]
            self._called[key] = Called(title, [pair for pair in named if pair[1] != title])
        return self._called[key]


def names_of(records: Iterable[Model]) -> dict[RecordKey, list[ShownName]]:
    """Return {(noun, primary key): its other names} of records, in one query."""
    wanted: dict[str, set] = defaultdict(set)
    for noun, pk in map(record_key, records):
        if noun in Name.SUBJECTS:
            wanted[noun].add(pk)
    names = defaultdict(list)
    if not wanted:
        return names
    about = reduce(or_, (Q(**{f"{noun}__in": pks}) for noun, pks in wanted.items()))
    for text, language, *keys in Name.objects.filter(about).values_list(
        "text", "language", *wanted
    ):
        [named] = ((noun, key) for noun, key in zip(wanted, keys, strict=True) if key is not None)
        names[named].append(ShownName(text, language))
    return names


def in_words(record: Model, field: str) -> ShownName:
    """Return what a field of a record holds as a ShownName: the title knows its language."""
    is_title = field == record.TITLE_FIELD
    return record.own_name if is_title else ShownName(getattr(record, field), "")
