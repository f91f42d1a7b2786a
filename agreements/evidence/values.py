"""What the citations of one record say about each of its values."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from agreements.models import Citation
from agreements.models.citation import ITEMS, citable_fields
from agreements.models.grades import grade
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

    @property
    def anchor(self):
        item = f"-{self.item.pk}" if self.item else ""
        return f"evidence-{self.field or 'record'}{item}"

    @cached_property
    def supporters(self):
        return self._publishers(Citation.Stance.SUPPORTS)

    @cached_property
    def disputers(self):
        return self._publishers(Citation.Stance.DISPUTES)

    @cached_property
    def rivals(self):
        """Return the citations that state another value instead."""
        return [citation for citation in self.citations if citation.stated_value]

    @property
    def grade(self):
        return grade(is_disputed=bool(self.disputers), publishers=len(self.supporters))

    def _publishers(self, stance):
        publishers = (c.source.publisher for c in self.citations if c.stance == stance)
        return list(dict.fromkeys(publishers))


class Evidence:
    """All citations of one record, put in order by the values that they bear on.

    `citations` is an iterable of Citations with their sources.
    """

    def __init__(self, noun, citations):
        self.noun = noun
        self.citations = list(citations)

    def of(self, field, item=None):
        """Return the ValueEvidence of a field, or of one item of it such as a Party."""
        link = ITEMS.get(field)
        bearing = [
            citation
            for citation in self.citations
            if citation.field == field
            and (not item or getattr(citation, f"{link}_id") in (None, item.pk))
        ]
        if not bearing and field in NOUNS[self.noun].descriptive:
            return self.of("")
        if item and not any(getattr(citation, f"{link}_id") for citation in bearing):
            item = None
        return ValueEvidence(field, field_label(self.noun, field), item, bearing)

    @cached_property
    def record(self):
        """Return the ValueEvidence over all citations of the record."""
        return ValueEvidence("", field_label(self.noun, ""), None, self.citations)

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
            ValueEvidence(field, field_label(self.noun, field), item, citations)
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
