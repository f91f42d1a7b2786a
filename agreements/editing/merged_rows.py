"""Moves all that hangs on a record to another one; what both have is there once afterwards."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import models

from agreements.models import Alias, Citation, Distinct, Figure, Name, Settlement
from agreements.models.alias import address_of
from agreements.models.citation import CITED
from agreements.models.items import ITEMS

from .refusals import Refused
from .uses import Use, join, join_twins, leading_to, move

# What is moved last: it names other rows that are moved and joined before.
LAST = (Citation, Settlement)
# By what two rows of the same record are one; all columns count where none are named.
TOLD_BY = {Name: ("text", "language")}
# What does not tell two rows apart.
BESIDES = ("id", "checked_at", "settlement")


def all_uses(record: models.Model) -> list[Use]:
    """Return all that leads to a record or hangs on it, the parts of it that are there."""
    return [use for use in (*leading_to(record), *_parts(record)) if use.rows.exists()]


def numbers_of_uses(model: type[models.Model], keys: Iterable) -> Counter:
    """Return how many rows lead to records of a model, or hang on them, by their primary keys."""
    found, keys = Counter(), list(keys)
    for use in (*leading_to(model()), *_parts(model())):
        rows, name = use.link.model, use.link.name
        if use.link.many_to_many:
            rows, name = use.link.remote_field.through, use.link.m2m_reverse_field_name()
        led = rows._base_manager.filter(**{f"{name}__in": keys}).order_by()
        found.update(dict(led.values_list(name).annotate(models.Count("pk"))))
    return found


def _parts(record: models.Model) -> Iterator[Use]:
    """Yield what belongs to a record and would be deleted with it."""
    parts = [
        Use(relation.field, record)
        for relation in record._meta.related_objects
        if not relation.many_to_many and relation.on_delete is models.CASCADE
    ]
    yield from sorted(parts, key=lambda use: use.link.model in LAST)


def carry(lost: models.Model, kept: models.Model) -> None:
    """Have all that leads to a record, or hangs on it, do so with another one.

    Raises Refused where a rule forbids it. To be called within an edit.
    """
    rename_in_decisions(lost, kept)
    for use in leading_to(lost):
        if use.link.model is Citation:
            _join_equal(use, kept)
    move(lost, kept)
    for use in _parts(lost):
        join_twins(use, kept)
        _join_equal(use, kept)
        moved = list(use.rows.values_list("pk", flat=True))
        use.rows.update(**{use.link.name: kept})
        if use.link.model.clean is not models.Model.clean:
            _check(use.link.model._base_manager.filter(pk__in=moved))
    _forget_findings(lost, kept)


def _join_equal(use: Use, kept: models.Model) -> None:
    """Delete the rows that say the same as one that is there; what is said of them is kept."""
    model = use.link.model
    if model in (Settlement, Alias, Distinct):
        return
    there = {_told(row, use.link): row for row in _rows(use._replace(record=kept))}
    for row in _rows(use):
        twin = there.get(_told(row, use.link))
        if twin is None:
            continue
        if model is Citation and row.settlement_id and not twin.settlement_id:
            model.objects.filter(pk=twin.pk).update(settlement=row.settlement)
        join(row, twin)


def _rows(use: Use) -> Iterable[models.Model]:
    rows = use.rows
    return rows.prefetch_related("leaves_out") if use.link.model is Figure else rows


def _told(row: models.Model, link: models.Field) -> tuple:
    names = TOLD_BY.get(type(row))
    fields = [
        field
        for field in row._meta.concrete_fields
        if field.name not in (*BESIDES, link.name) and (not names or field.name in names)
    ]
    left_out = sorted(one.pk for one in row.leaves_out.all()) if isinstance(row, Figure) else ()
    return (*(field.value_from_object(row) for field in fields), *left_out)


def _check(rows: models.QuerySet) -> None:
    for row in rows.iterator():
        try:
            row.clean()
        except ValidationError as refused:
            raise Refused(" ".join(refused.messages)) from refused


def _forget_findings(lost: models.Model, kept: models.Model) -> None:
    """Delete what says that the two are not the same."""
    of_kept = Distinct.objects.filter(**{kept._meta.model_name: kept})
    of_kept.filter(other__in=[address_of(lost), address_of(kept)]).delete()


def rename_in_decisions(lost: models.Model, kept: models.Model) -> None:
    """Have what was settled on a value that leads to a record hold the key of the other one.

    It is the same body, place or event: the decision still counts.
    """
    decisions = Settlement.objects.filter(held__contains=f'"{lost.pk}"')
    for decision in decisions.iterator():
        model = _holder(decision)
        renamed = _renamed(json.loads(decision.held), model, lost, kept)
        text = json.dumps(renamed, sort_keys=True, ensure_ascii=False)
        if text != decision.held:
            Settlement.objects.filter(pk=decision.pk).update(held=text)


def _holder(decision: Settlement) -> type[models.Model]:
    """Return the model whose columns a decision holds: a party's, or those of the record."""
    if decision.field in ITEMS:
        return Citation._meta.get_field(ITEMS[decision.field]).related_model
    return CITED[decision.subject_name]


def _renamed(found: object, model: type, lost: models.Model, kept: models.Model) -> object:
    if isinstance(found, list):
        rows = [_renamed(row, model, lost, kept) for row in found]
        return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
    return {
        name: _key(value, lost, kept)
        if model._meta.get_field(name).related_model is type(lost)
        else value
        for name, value in found.items()
    }


def _key(value: object, lost: models.Model, kept: models.Model) -> object:
    if isinstance(value, list):
        return sorted({_key(one, lost, kept) for one in value})
    return str(kept.pk) if value == str(lost.pk) else value
