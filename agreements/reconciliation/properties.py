"""What is told of a record, and by which of it a match is narrowed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.models.days import Precision
from agreements.nouns import AGREEMENT, PERSON, Noun
from agreements.nouns.dated import DatedFacet
from agreements.nouns.derived import GroupFacet
from agreements.nouns.facets import (
    ChoiceFacet,
    EvidenceFacet,
    Facet,
    RecordFacet,
)
from agreements.nouns.years import YearFacet

from .entities import TYPES, as_type, identifier

NARROWING = (ChoiceFacet, GroupFacet, RecordFacet, YearFacet)
# Ways that are no field of the record itself; links between agreements have no single value.
PATHS = {(AGREEMENT.name, "parties"): "parties__institution"}
LEFT_OUT = {(AGREEMENT.name, "links")}
NAMES = "names"
# An end that is agreed not to be, as intervals of ISO 8601 have it.
OPEN = {"str": ".."}


@dataclass(frozen=True)
class Property:
    """Something that is told of the records of a noun, such as an institution's country.

    `path` leads to its values in Django's notation. `way` is the facet or link by which the index
    knows it, None where a match cannot be narrowed by it.
    """

    name: str
    label: str | Promise
    noun: Noun
    path: str

    @property
    def way(self) -> Facet | GroupFacet | None:
        ways = (way for way in self.noun.ways if way.path == self.path and _narrows(way))
        return next(ways, None)

    @property
    def links(self) -> list[str]:
        """Return the steps of the path that lead to other records, which are read in bulk."""
        fields = _fields(self.noun.model, self.path)
        steps = [field.name for field in fields if field.is_relation]
        return ["__".join(steps)] if steps else []

    @property
    def expected(self) -> dict[str, str] | None:
        """Return the type of the service that its values have, None where they have none."""
        *_before, last = _fields(self.noun.model, self.path)
        target = last.is_relation and TYPES.get(last.related_model._meta.model_name)
        return as_type(target) if target else None

    def described(self) -> dict[str, str]:
        """Return the property as the service writes properties."""
        return {"id": self.name, "name": capfirst(str(self.label))}

    def values(self, record: Model) -> list[dict[str, Any]]:
        """Return the values that a record has, as the service writes values; [] where none."""
        found = (_value(holder, field) for holder, field in _ends(record, self.path.split("__")))
        return list({str(value): value for value in found if value}.values())


def _narrows(way: Facet | GroupFacet) -> bool:
    """Return whether a record's own value, which stays the same, is what a facet counts by."""
    return isinstance(way, NARROWING) and not isinstance(way, DatedFacet | EvidenceFacet)


def _fields(model: type[Model], path: str) -> Iterator[models.Field]:
    for name in path.split("__"):
        field = model._meta.get_field(name)
        yield field
        model = field.related_model


def _ends(record: Model, path: list[str]) -> Iterator[tuple[Model, models.Field]]:
    """Yield (record, its field) for each record in which a path ends, links followed to theirs."""
    field = record._meta.get_field(path[0])
    if not field.is_relation:
        yield record, field
        return
    held = getattr(record, field.get_accessor_name() if field.auto_created else field.name)
    is_many = field.one_to_many or field.many_to_many
    for linked in held.all() if is_many else filter(None, [held]):
        if path[1:]:
            yield from _ends(linked, path[1:])
        else:
            yield linked, linked._meta.pk


def _value(record: Model, field: models.Field) -> dict[str, Any] | None:
    """Return a value as the service writes it, None of an empty one; a record is its key."""
    if field.primary_key:
        return _entity(record)
    value = getattr(record, field.name)
    if value in (None, ""):
        return OPEN if getattr(record, _instead(record, field), False) else None
    if field.name in getattr(record, "DAYS", ()):
        return _day(record, field.name)
    return _plain(record, field, value)


def _instead(record: Model, field: models.Field) -> str:
    """Return the yes or no that is the value of an empty field, "" where there is none."""
    return getattr(record, "IN_PLACE_OF", {}).get(field.name, "")


def _plain(record: Model, field: models.Field, value: Any) -> dict[str, Any]:
    """Return a value that is no record and no day; the service has no word for yes and no."""
    if isinstance(field, models.BooleanField):
        return {"str": "yes" if value else "no"}
    if isinstance(field, models.IntegerField):
        return {"int": value}
    if isinstance(field, models.FloatField):
        return {"float": value}
    return {"str": str(getattr(record, f"get_{field.name}_display")() if field.choices else value)}


def _entity(record: Model) -> dict[str, str]:
    """Return a record by identifier and name, or by name alone where it is of no type here."""
    if record._meta.model_name in TYPES:
        return {"id": identifier(record), "name": str(record)}
    return {"str": str(record)}


def _day(record: Model, field: str) -> dict[str, str]:
    """Return a day as a moment, as clients know no days; a month or a year is no moment."""
    day = record.day(field)
    is_exact = day.precision == Precision.DAY
    return {"date": f"{day.iso}T00:00:00Z"} if is_exact else {"str": day.iso}


@cache
def properties_of(noun: Noun) -> dict[str, Property]:
    """Return {name: Property} of a noun: its public fields, its other names, and what it has by
    others.
    """
    found = [
        Property(name, _label(noun, name), noun, PATHS.get((noun.name, name), name))
        for name in noun.model.PUBLIC_FIELDS
        if (noun.name, name) not in LEFT_OUT
    ]
    if noun.has_other_names:
        found.append(Property(NAMES, _("Other names"), noun, "names__text"))
    found += (Property(*more, noun, path) for of, *more, path in BY_OTHERS if of == noun)
    return {one.name: one for one in found}


def _label(noun: Noun, name: str) -> str | Promise:
    field = noun.model._meta.get_field(name)
    if field.auto_created:
        return field.related_model._meta.verbose_name_plural
    return field.verbose_name


# (noun, name, label, path) of what its records have through others.
BY_OTHERS = (
    (AGREEMENT, "country", _("Countries of the parties"), "parties__institution__country"),
    (PERSON, "institution", _("Spoke for"), "statements__speaker_institution"),
)


def known_properties(nouns: Iterable[Noun]) -> dict[str, Property]:
    """Return {name: Property} of several nouns; of one name the first."""
    found: dict[str, Property] = {}
    for noun in nouns:
        for name, one in properties_of(noun).items():
            found.setdefault(name, one)
    return found
