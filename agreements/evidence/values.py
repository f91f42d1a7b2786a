"""What the citations of one record say about each of its values."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from heapq import merge

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from agreements.models import Citation, Source
from agreements.models.citation import citable_fields
from agreements.models.grades import Grade, grade, weakest
from agreements.models.items import ITEMS, needs_source
from agreements.nouns import NOUNS
from agreements.punctuation import labelled


def field_label(noun, field):
    """Return the name of a field as readers know it, or of the record as a whole."""
    if not field:
        return _("The record as a whole")
    try:
        return NOUNS[noun].label_of(field)
    except FieldDoesNotExist:
        return field


@dataclass(frozen=True)
class ValueEvidence:
    """The citations that bear on one value: a field, or one item of a field with several.

    Those `notes` of them name the value itself; the others speak of all items at once. Where
    `settlements` are told, the editors have weighed all that disputes the value as it stands.
    """

    field: str
    label: str
    item: object
    citations: list
    parties: frozenset = frozenset()
    settlements: tuple = ()

    @property
    def anchor(self):
        item = f"-{self.item.pk}" if self.item else ""
        return f"evidence-{self.field or 'record'}{item}"

    @property
    def told(self):
        """Return what the value is called: its field, and which of several values it is."""
        return labelled(self.label, self.item) if self.item else self.label

    @property
    def notes(self):
        if not self.item:
            return self.citations
        return [citation for citation in self.citations if citation.item_key]

    @cached_property
    def supporters(self):
        return self._voices(Citation.Stance.SUPPORTS)

    @cached_property
    def disputers(self):
        return self._voices(Citation.Stance.DISPUTES)

    @cached_property
    def rivals(self):
        """Return the citations that state another value instead, or beside it."""
        return [citation for citation in self.citations if citation.stated_value]

    @cached_property
    def confirmers(self):
        """Return the publishers that state the value and are a party to the agreement itself."""
        return [voice for voice in self.supporters if voice.institution_id in self.parties]

    @cached_property
    def conclusions(self):
        """Return the citations from which the register concluded the value."""
        supports = Citation.Stance.SUPPORTS
        return [one for one in self.citations if one.is_concluded and one.stance == supports]

    @property
    def grade(self):
        return grade(
            disputes=len(self.disputers),
            voices=len(self.supporters),
            conclusions=len(self.conclusions),
        )

    def _voices(self, stance):
        """Return the publishers that say so themselves, each once."""
        saying = (one for one in self.citations if one.stance == stance and not one.is_concluded)
        return list(dict.fromkeys(citation.source.voice for citation in saying))


class Evidence:
    """All citations of one record, put in order by the values that they bear on.

    `citations` is an iterable of Citations `with_voices`, `parties` the primary keys of the
    institutions that are a party to the agreement of which they tell, `items` the rows of fields
    with several values as far as they are loaded already.
    """

    def __init__(self, record, citations, parties=(), items=None):
        self.record = record
        self.noun = record._meta.model_name
        self.citations = list(citations)
        self._parties = frozenset(parties)
        self._items = items or {}
        # Where the citations of each field stand, and those of each item of one.
        self._places = defaultdict(list)
        for place, citation in enumerate(self.citations):
            self._places[citation.field].append(place)
            if citation.field in ITEMS:
                self._places[citation.field, citation.item_key].append(place)

    def of(self, field, item=None):
        """Return the ValueEvidence of a field, or of one item of it such as a Party."""
        if item:
            places = merge(self._at(field, None), self._at(field, item.pk))
        else:
            places = self._places.get(field, ())
        return self._value(field, item, [self.citations[place] for place in places])

    def of_all(self, field):
        """Return the ValueEvidence of the citations that speak of all items of a field."""
        bearing = [self.citations[place] for place in self._at(field, None)]
        return self._value(field, None, bearing)

    def _at(self, field, key):
        return self._places.get((field, key), ())

    def besides(self, fields):
        """Return the ValueEvidence of each cited field that is none of these, in their order.

        What somebody said of the record as a whole is left to the speeches.
        """
        written = [one for one in self.citations if one.field or not one.speaker_name]
        cited = {citation.field for citation in written} - set(fields)
        order = (field for field in ("", *citable_fields(self.noun)) if field in cited)
        return [
            self._value(field, None, [one for one in written if one.field == field])
            for field in order
        ]

    def grade(self):
        """Return the Grade of the record that the citations speak about: of its key values."""
        return weakest(value.grade for value in self.of_fields(self.record.KEY_FIELDS))

    def of_record(self):
        """Return the ValueEvidence of all values of the record that a source could state."""
        uncited = NOUNS[self.noun].uncited
        fields = [field for field in citable_fields(self.noun) if field not in uncited]
        return [value for value in self.of_fields(fields) if value.citations or self._counts(value)]

    def _counts(self, value):
        """Return whether a value that nothing is said of is worth a word all the same."""
        return needs_source(value.item) and not self.record.is_trivial(value.field)

    def of_fields(self, fields):
        """Yield the ValueEvidence of each value that the record has in some of its fields."""
        for field in fields:
            value = getattr(self.record, field)
            if field in ITEMS:
                items = self._items[field] if field in self._items else value.all()
                yield from (self.of(field, item) for item in items)
            elif value.all() if hasattr(value, "all") else self.record.has_value(field):
                yield self.of(field)

    def _value(self, field, item, citations):
        label = field_label(self.noun, field)
        settlements = self._settlements(citations)
        return ValueEvidence(field, label, item, citations, self._parties, settlements)

    def _settlements(self, citations):
        """Return the Settlements of all that disputes a value, none while any of it is open."""
        disputes = [citation for citation in citations if citation.is_dispute]
        if not all(map(self.is_settled, disputes)):
            return ()
        return tuple(dict.fromkeys(citation.settlement for citation in disputes))

    def is_settled(self, dispute):
        """Return whether a dispute was weighed against the value as it stands."""
        settlement = dispute.settlement
        return bool(settlement and settlement.counts_for(self.record, dispute.item))

    @cached_property
    def speeches(self):
        """Return what was said of the record as a whole: a list for each speaker, as they spoke."""
        found = {}
        for citation in self.citations:
            if citation.speaker_name and not citation.field:
                who = citation.speaker_person_id or citation.speaker
                found.setdefault((who, citation.speaker_institution_id), []).append(citation)
        return list(found.values())

    @cached_property
    def sources(self):
        return sources_of(self.citations)

    @property
    def newest(self):
        """Return the Day of the newest source, false where none has a day."""
        return self.sources[0].published if self.sources else None


def tally(values: Iterable[ValueEvidence]) -> dict[Grade, int]:
    """Return how many of the values have each Grade that any of them has."""
    counts = Counter(value.grade for value in values)
    return {grade: counts[grade] for grade in Grade if counts[grade]}


def sources_of(citations: Iterable[Citation]) -> list[Source]:
    """Return the sources of citations, each once: the newest first, those without a day last."""
    unique = {citation.source_id: citation.source for citation in citations}
    dated = [source for source in unique.values() if source.published_on]
    undated = [source for source in unique.values() if not source.published_on]
    return sorted(dated, key=lambda source: source.published_on, reverse=True) + undated


def sigla(sources: Iterable[Source]) -> dict[int, str]:
    """Return the letters that stand for sources in the margin, by primary key: A to Z, AA, AB."""
    return {source.pk: letters(number) for number, source in enumerate(sources)}


def letters(number: int) -> str:
    """Return the name of a column in a sheet, counted from 0: A, B, ... Z, AA, AB."""
    before, last = divmod(number, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
