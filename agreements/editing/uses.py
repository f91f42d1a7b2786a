"""What hangs on a record, and how all of it is moved to another one."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from agreements.models import Citation, Identifier, Institution, Settlement
from agreements.models.items import ITEMS

from .refusals import Refused

SHOWN = 20


class Use(NamedTuple):
    """The rows that lead to one record by the same link: parties, or agreements by sectors."""

    link: models.Field
    record: models.Model

    @property
    def rows(self) -> models.QuerySet:
        return self.link.model._base_manager.filter(**{self.link.name: self.record}).order_by("pk")

    @property
    def count(self) -> int:
        return self.rows.count()

    @property
    def shown(self) -> list[models.Model]:
        """Return the records to which the first rows belong, which are records or parts of one."""
        return list(islice(map(_owner, self.rows[:SHOWN].iterator()), SHOWN))

    @property
    def more(self) -> int:
        return max(self.count - SHOWN, 0)


def uses_of(record: models.Model) -> list[Use]:
    """Return what other records lead to a record, and would lose it or stop it being deleted."""
    return [use for use in leading_to(record) if use.rows.exists()]


def move(record: models.Model, other: models.Model) -> int:
    """Have all that leads to a record lead to another one; return how many rows did.

    Where something leads to the other one already, both are joined. Raises Refused where a rule
    forbids it. To be called within a transaction.
    """
    count = 0
    for use in uses_of(record):
        count += use.count
        if use.link.many_to_many:
            _move_pairs(use.link, record, other)
        else:
            _move_rows(use, other)
    if isinstance(record, Institution):
        _carry_identifiers(record, other)
    return count


def _carry_identifiers(institution: Institution, other: Institution) -> None:
    """Have the other one bear an institution's identifiers, with what is said of each.

    They are one body, and no third one may bear them.
    """
    of_identifiers = {"institution": institution, "field": "identifiers"}
    Citation.objects.filter(**of_identifiers).exclude(identifier=None).update(institution=other)
    Settlement.objects.filter(**of_identifiers).update(institution=other)
    Identifier.objects.filter(institution=institution).update(institution=other)


def leading_to(record: models.Model) -> Iterator[Use]:
    for relation in record._meta.related_objects:
        if relation.many_to_many:
            is_use = relation.through._meta.auto_created
        else:
            is_use = relation.on_delete is models.PROTECT
        if is_use:
            yield Use(relation.field, record)


def _owner(row: models.Model) -> models.Model:
    """Return the record of which a row is a part, such as the agreement of a party, or itself."""
    wholes = [
        getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.many_to_one and field.remote_field.on_delete is models.CASCADE
    ]
    return next(filter(None, wholes), row)


def _move_pairs(link: models.ManyToManyField, record: models.Model, other: models.Model) -> None:
    pairs = link.remote_field.through._base_manager
    start, end = link.m2m_field_name(), link.m2m_reverse_field_name()
    joined = pairs.filter(**{end: other}).values(start)
    pairs.filter(**{end: record}).exclude(**{f"{start}__in": joined}).update(**{end: other})
    pairs.filter(**{end: record}).delete()


def _move_rows(use: Use, other: models.Model) -> None:
    name, model = use.link.name, use.link.model
    moved = list(use.rows.values_list("pk", flat=True))
    if use.link.unique and model._base_manager.filter(**{name: other}).exists():
        sentence = _("Both have a record of “%(noun)s” that only one can have.")
        raise Refused(sentence % {"noun": model._meta.verbose_name})
    join_twins(use, other)
    use.rows.update(**{name: other})
    if model.clean is not models.Model.clean:
        for row in model._base_manager.filter(pk__in=moved).iterator():
            _check(row)


def join_twins(use: Use, other: models.Model) -> None:
    """Delete the rows that would be there twice; what is said of them is said of the others."""
    model = use.link.model
    for rule in model._meta.constraints:
        fields = getattr(rule, "fields", ())
        if use.link.name not in fields:
            continue
        told_by = [model._meta.get_field(name).attname for name in fields if name != use.link.name]
        there = {
            tuple(getattr(row, name) for name in told_by): row
            for row in use._replace(record=other).rows
        }
        for row in use.rows if there else ():
            if twin := there.get(tuple(getattr(row, name) for name in told_by)):
                join(row, twin)


def join(row: models.Model, twin: models.Model) -> None:
    """Delete a row that says what its twin says; what sources say of it, they say of that then."""
    link = type(row)._meta.model_name
    if link in ITEMS.values():
        row.citations.update(**{link: twin})
    row.delete()


def _check(row: models.Model) -> None:
    try:
        row.clean()
    except ValidationError as refused:
        sentence = _("%(record)s cannot be moved there. %(reason)s")
        reason = " ".join(refused.messages)
        raise Refused(sentence % {"record": row, "reason": reason}) from refused
