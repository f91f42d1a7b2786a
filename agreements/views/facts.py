"""The facts of a record, one row each, as its noun declares them."""

from typing import Any, NamedTuple

from django.db import models

from agreements.evidence.values import ValueEvidence
from agreements.models import Place
from agreements.models.days import Day, Precision
from agreements.nouns import noun_of
from agreements.nouns.noun import Row

TEMPLATE = "components/values/{}.html"


class Fact(NamedTuple):
    """A field of a record as a row: its label, its value, the template that draws it.

    `evidence` is the ValueEvidence of what a source could state, None of what the register assigns.
    """

    field: str
    label: str
    value: Any
    template: str
    evidence: ValueEvidence | None

    @property
    def is_told(self):
        """Return whether the value is known or a source speaks of it."""
        return bool(self.value or (self.evidence and self.evidence.citations))


def facts(record, evidence=None):
    """Return the Facts of a record in the order of its fields; optional ones only if told.

    `evidence` is the Evidence of the record, None of a noun that is not cited.
    """
    noun = noun_of(record)
    found = []
    for name in noun.facts:
        row = noun.rows.get(name, Row())
        kind, value = value_of(record, record._meta.get_field(name))
        template = row.template or TEMPLATE.format(kind)
        known = evidence.of(name) if evidence and name not in noun.uncited else None
        fact = Fact(name, noun.label_of(name), value, template, known)
        if fact.is_told or not row.is_optional:
            found.append(fact)
    return found


def value_of(record, field):
    """Return what kind of value a field holds, and the value as it is shown."""
    if field.name in record.DAYS:
        return "day", record.day(field.name)
    if isinstance(field, models.DateField):
        return "day", Day(getattr(record, field.name), Precision.DAY)
    if field.many_to_many:
        return "links", list(getattr(record, field.name).all())
    if field.many_to_one:
        is_place = field.related_model is Place
        return "place" if is_place else "link", getattr(record, field.name)
    if field.choices:
        return "text", getattr(record, f"get_{field.name}_display")()
    kind = "address" if isinstance(field, models.URLField) else "text"
    return kind, getattr(record, field.name)
