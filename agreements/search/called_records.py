"""Records of several nouns, read in one query: no more of them than what they are called."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from agreements.models.shown_names import ALONG, read_along
from agreements.nouns import NOUNS


def called_records(wanted: Mapping[str, Collection]) -> dict[tuple[str, Any], Model]:
    """Return {(noun, primary key): record} of the records of some primary keys by noun.

    Each knows its own names, and the one in the language of now.
    """
    nouns = [noun for noun, pks in wanted.items() if pks]
    return {(record._meta.model_name, record.pk): record for record in _read(nouns, wanted)}


def _read(nouns: Collection[str], wanted: Mapping[str, Collection]) -> Iterator[Model]:
    if not nouns:
        return
    width = max(len(NOUNS[noun].names) for noun in nouns)
    first, *others = (_rows(noun, wanted[noun], width) for noun in nouns)
    for noun, key, along, *texts in first.union(*others, all=True):
        model, fields = NOUNS[noun].model, NOUNS[noun].names
        own = [model._meta.pk.to_python(key), *texts[: len(fields)]]
        record = model.from_db(None, (model._meta.pk.attname, *fields), own)
        setattr(record, ALONG, along)
        yield record


def _rows(noun: str, pks: Collection, width: int) -> QuerySet:
    """Return rows of a noun, a primary key as text, what `read_along` adds, and so many names."""
    fields = NOUNS[noun].names
    records = read_along(NOUNS[noun].model._default_manager.filter(pk__in=pks).order_by())
    none = Value(None, TextField())
    along = F(ALONG) if ALONG in records.query.annotations else none
    return records.values_list(
        Value(noun, CharField()),
        Cast("pk", CharField()),
        along,
        *(Cast(field, TextField()) for field in fields),
        *[none] * (width - len(fields)),
    )
