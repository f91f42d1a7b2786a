"""The facts of a record, one row each, as its noun declares them."""

from typing import Any, NamedTuple

from django.db import models

from agreements.models import Place
from agreements.models.days import Day, Precision
from agreements.nouns import noun_of
from agreements.nouns.noun import Row

TEMPLATE = "components/values/{}.html"


class Fact(NamedTuple):
    """A field of a record as a row: its label, its value, the template that draws it."""

    field: str
    label: str
    value: Any
    template: str
    is_cited: bool


def facts(record):
    """Return the Facts of a record in the order of its fields; optional ones only if known."""
    noun = noun_of(record)
    found = []
    for name in noun.facts:
        row = noun.rows.get(name, Row())
        kind, value = value_of(record, record._meta.get_field(name))
        if value or not row.is_optional:
            template = row.template or TEMPLATE.format(kind)
            is_cited = name not in noun.uncited
            found.append(Fact(name, noun.label_of(name), value, template, is_cited))
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
