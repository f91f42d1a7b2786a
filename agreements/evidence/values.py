"""What the citations of one record say about each of its values."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from agreements.models import Citation
from agreements.models.citation import ITEMS, citable_fields
from agreements.models.grades import Grade, grade, weakest
from agreements.nouns import NOUNS


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
    """The citations that bear on one value: a field, or one item of a field with several."""

    field: str
    label: str
    item: object
    citations: list
    parties: frozenset = frozenset()

    @property
    def anchor(self):
        item = f"-{self.item.pk}" if self.item else ""
        return f"evidence-{self.field or 'record'}{item}"

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

    `citations` is an iterable of Citations with their sources, `parties` the primary keys of the
    institutions that are a party to the agreement of which they tell.
    """

    def __init__(self, noun, citations, parties=()):
        self.noun = noun
        self.citations = list(citations)
        self._parties = frozenset(parties)

    def of(self, field, item=None):
        """Return the ValueEvidence of a field, or of one item of it such as a Party."""
        link = ITEMS.get(field)
        bearing = [
            citation
            for citation in self.citations
            if citation.field == field
            and (not item or getattr(citation, f"{link}_id") in (None, item.pk))
        ]
        if item and not any(getattr(citation, f"{link}_id") for citation in bearing):
            item = None
        return self._value(field, item, bearing)

    def grade(self, record):
        """Return the Grade of the record that the citations speak about: of its key values."""
        return weakest(value.grade for value in self.of_fields(record, record.KEY_FIELDS))

    def tally(self, record):
        """Return {Grade: values} of all values of the record that a source could state."""
        cited = [
            field for field in citable_fields(self.noun) if field not in NOUNS[self.noun].uncited
        ]
        counts = Counter(value.grade for value in self.of_fields(record, cited))
        return {grade: counts[grade] for grade in Grade if counts[grade]}

    def of_fields(self, record, fields):
        """Yield the ValueEvidence of each value that the record has in some of its fields."""
        for field in fields:
            value = getattr(record, field)
            if field in ITEMS:
                yield from (self.of(field, item) for item in value.all())
            elif value.all() if hasattr(value, "all") else value not in ("", None):
                yield self.of(field)

    def _value(self, field, item, citations):
        return ValueEvidence(field, field_label(self.noun, field), item, citations, self._parties)

    @cached_property
    def values(self):
        """Return the ValueEvidence of each value that a citation names, in the fields' order."""
        found = {}
        for citation in self.citations:
            link = ITEMS.get(citation.field)
            item = getattr(citation, link) if link else None
            found.setdefault((citation.field, item), []).append(citation)
        order = ["", *citable_fields(self.noun)]
        return [
            self._value(field, item, citations)
            for (field, item), citations in sorted(
                found.items(),
                key=lambda entry: (order.index(entry[0][0]), entry[0][1].pk if entry[0][1] else 0),
            )
        ]

    @cached_property
    def statements(self):
        return [citation for citation in self.citations if citation.speaker]

    @cached_property
    def speeches(self):
        """Return the statements of each speaker, as lists in the order of their first ones."""
        found = {}
        for citation in self.statements:
            speaker = citation.speaker, citation.speaker_institution_id
            found.setdefault(speaker, []).append(citation)
        return list(found.values())

    @cached_property
    def sources(self):
        """Return the sources, each once, the newest first and those without a day last."""
        unique = {citation.source_id: citation.source for citation in self.citations}
        dated = [source for source in unique.values() if source.published_on]
        undated = [source for source in unique.values() if not source.published_on]
        return sorted(dated, key=lambda source: source.published_on, reverse=True) + undated
