"""The facts of a record, one row each, as its noun declares them, and how well they are known."""

from typing import Any, NamedTuple

from django.db import models

from agreements.evidence.values import ValueEvidence, sigla, sources_of, tally
from agreements.models import Place
from agreements.models.days import Day, Precision
from agreements.models.grades import Grade
from agreements.models.items import ITEMS
from agreements.models.shown_names import shown_words
from agreements.nouns import noun_of
from agreements.nouns.noun import Row

TEMPLATE = "components/values/{}.html"


class Fact(NamedTuple):
    """A field of a record as a row: its label, its value, the template that draws it and its note.

    `evidence` is the ValueEvidence of what a source could state, None of what the register assigns.
    It `is_told` where it `is_known`, where a source speaks of it, or with what belongs to it.
    """

    field: str
    label: str
    value: Any
    template: str
    note: str
    evidence: ValueEvidence | None
    is_known: bool
    is_told: bool


def facts(record, evidence=None):
    """Return the Facts of a record in the order of its fields; optional ones only if told.

    `evidence` is the Evidence of the record, None of a noun that is not cited.
    """
    noun = noun_of(record)
    found = [fact(record, noun, name, evidence) for name in noun.facts]
    return [one for one in found if one.is_told or not noun.rows.get(one.field, Row()).is_optional]


def fact(record, noun, name, evidence):
    """Return one field of a record as a Fact."""
    row = noun.rows.get(name, Row())
    kind, value = value_of(record, record._meta.get_field(name))
    known = evidence.of(name) if evidence and name not in noun.uncited else None
    is_known = bool(value) or getattr(record, record.IN_PLACE_OF.get(name, ""), False)
    is_worth_a_row = is_known and not record.is_trivial(name)
    is_asked = bool(known and known.citations) or any(
        getattr(record, other) for other in row.told_with
    )
    return Fact(
        field=name,
        label=noun.label_of(name),
        value=value,
        template=row.template or TEMPLATE.format(kind),
        note=row.note,
        evidence=known,
        is_known=is_known,
        is_told=is_worth_a_row or is_asked,
    )


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
    value = getattr(record, field.name)
    return kind, shown_words(value) if kind == "text" and isinstance(value, str) else value


def known(record, evidence, beside):
    """Return what a page shows of the Evidence of its record as a whole.

    Its sources are those of all citations on the page, which stand under letters.
    """
    sources = sources_of([*evidence.citations, *beside])
    marked = sigla(sources)
    values = evidence.of_record()
    in_place = [*noun_of(record).facts, record.TITLE_FIELD, *ITEMS]
    return {
        "evidence": evidence,
        "tally": tally(values),
        "disputed_values": [value for value in values if value.grade == Grade.DISPUTED],
        "grade": evidence.grade() if record.KEY_FIELDS else None,
        "besides": evidence.besides(in_place),
        "sources": [(marked[source.pk], source) for source in sources],
        "sigla": marked,
    }


def rows(record, evidence):
    """Return the Facts of a record, and the labels of those that nobody knows or speaks of."""
    found = facts(record, evidence)
    return {
        "facts": [fact for fact in found if fact.is_told],
        "untold": [fact.label for fact in found if not fact.is_told],
    }
