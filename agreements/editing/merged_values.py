"""The values in which two records differ that are one, and which of them may be chosen."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from agreements.evidence.values import field_label
from agreements.models.name import NAMED
from agreements.models.settlement import held, value_fields
from agreements.punctuation import listed

from .disputes import words_of

# Fields of which one says nothing without the other, though neither tells how exact the other is.
TOGETHER = (("latitude", "longitude"),)


class Side(StrEnum):
    """Whose value a merged record has: its own, that of the other record, or, of several, all."""

    KEPT = "kept"
    LOST = "lost"
    BOTH = "both"


class Value(NamedTuple):
    """What a record holds in a field: in words, and as the database holds it."""

    words: str
    held: str
    keys: frozenset = frozenset()
    day: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.words


class Difference(NamedTuple):
    """A value of which two records hold different ones; a day comes with how exactly it is known.

    `choices` are the sides that it can be taken from, of which `initial` is proposed.
    """

    fields: tuple[str, ...]
    columns: tuple[str, ...]
    label: str
    kept: str
    lost: str
    choices: tuple[Side, ...]
    initial: Side

    @property
    def name(self) -> str:
        return self.fields[0]


def differences(lost: models.Model, kept: models.Model) -> list[Difference]:
    """Return in what two records differ, in the order in which pages tell it."""
    found = []
    for fields, columns in groups(type(kept)):
        if any(value_of(lost, one).held != value_of(kept, one).held for one in fields):
            found.append(_difference(lost, kept, fields, columns))
    return found


def _difference(lost, kept, fields, columns) -> Difference:
    told = [_told(record, fields, columns) for record in (kept, lost)]
    labels = (field_label(kept._meta.model_name, field) for field in fields)
    first = kept._meta.get_field(fields[0])
    if first.many_to_many:
        choices, initial = (Side.BOTH, Side.KEPT, Side.LOST), Side.BOTH
    elif _leads_to(lost, first, kept):
        choices, initial = (Side.KEPT,), Side.KEPT
    else:
        choices, initial = (Side.KEPT, Side.LOST), Side.KEPT if told[0] else Side.LOST
    return Difference(fields, columns, listed(labels), *told, choices, initial)


def groups(model: type[models.Model]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return (fields, columns) of the values that are chosen together, those that are told first.

    Two days that share how exactly they are known are one choice.
    """
    own = [field.name for field in _own_fields(model)]
    told_with = {name for one in own for name in value_fields(model, one)[1:]}
    heads = [one for one in own if one not in told_with]
    heads.sort(key=lambda one: _place(model, one))
    found: list[tuple[list, list]] = []
    for head in heads:
        columns = value_fields(model, head)
        for fields, others in found:
            if {*columns} & {*others} or any({head, *fields} <= {*pair} for pair in TOGETHER):
                fields.append(head)
                others += [one for one in columns if one not in others]
                break
        else:
            found.append(([head], columns))
    return [(tuple(fields), tuple(columns)) for fields, columns in found]


def _own_fields(model: type[models.Model]) -> Iterator[models.Field]:
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        is_through = field.many_to_many and not field.remote_field.through._meta.auto_created
        if field.editable and not is_through and field.name not in ("id", model.ADDRESS_FIELD):
            yield field


def _place(model: type[models.Model], name: str) -> int:
    told = model.PUBLIC_FIELDS
    return told.index(name) if name in told else len(told)


def _leads_to(record: models.Model, field: models.Field, other: models.Model) -> bool:
    leads = field.many_to_one and field.related_model is type(other)
    return leads and getattr(record, field.attname) == other.pk


def _told(record: models.Model, fields: Iterable[str], columns: Iterable[str]) -> str:
    """Return what a record holds in some fields, with each yes that is told along with them."""
    words = [value_of(record, field).words for field in fields]
    flags = (record._meta.get_field(name) for name in columns if name not in fields)
    words += [
        str(flag.verbose_name)
        for flag in flags
        if isinstance(flag, models.BooleanField) and getattr(record, flag.name)
    ]
    return listed(filter(None, words))


def value_of(record: models.Model, field: str) -> Value:
    """Return what a record holds in a field of its own, or which others lead to it by one."""
    described = record._meta.get_field(field)
    if isinstance(described, models.BooleanField):
        words = _("yes") if getattr(record, field) else _("no")
        return Value(words, held(record, field))
    keys = frozenset()
    if described.one_to_many or described.many_to_many:
        keys = frozenset(getattr(record, field).values_list("pk", flat=True))
    day = record.day(field).iso if field in getattr(record, "DAYS", {}) else ""
    return Value(words_of(record, field), held(record, field), keys, day)


def is_renamed(lost: models.Model, kept: models.Model) -> bool:
    """Return whether one of two names is not chosen and becomes another name of the record."""
    names = {getattr(record, record.TITLE_FIELD) for record in (lost, kept)}
    return kept._meta.model_name in NAMED and len(names) > 1 and is_named_twice(lost, kept)


def is_named_twice(lost: models.Model, kept: models.Model) -> bool:
    """Return whether both have a name, and none of them only a description."""
    return getattr(lost, "is_named", True) and getattr(kept, "is_named", True)
