"""Grades of all records at once, by the rules of `models/grades.py`, counted in arrays."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from django.db.models import Case, F, IntegerField, Model, QuerySet, Value, When
from django.db.models.functions import Coalesce

from agreements.arrays import distinct, places_among
from agreements.databases import id_list
from agreements.models import Source
from agreements.models.grades import COUNTED, FROM_WEAKEST, RULES, Grade, has_value, voice
from agreements.models.items import ITEMS

from .columns import arrays

NO_VALUE = len(FROM_WEAKEST)
KINDS = tuple(COUNTED)


class Cited(NamedTuple):
    """Citations as columns (int64): which record, which item or 0, which of KINDS, which voice."""

    records: np.ndarray
    items: np.ndarray
    kinds: np.ndarray
    voices: np.ndarray

    def at(self, places: np.ndarray) -> "Cited":
        """Return the citations at some places, or those that a mask holds."""
        return Cited(*(column[places] for column in self))

    def of_kind(self, kind: str, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the values and voices of the citations that count as one kind."""
        counts = self.kinds == KINDS.index(kind)
        return values[counts], self.voices[counts]


def grades_of(
    model: type[Model], pks: Iterable[int] | None = None
) -> tuple[list[int], list[Grade]]:
    """Return the primary keys of a model's records, rising, and the Grade of each.

    With `pks` only of those records.
    """
    [records] = arrays(_of(model.objects.order_by("pk"), "pk", pks).values_list("pk"), 1)
    ranks = np.full(len(records), NO_VALUE)
    for name in model.KEY_FIELDS:
        owners, found = _ranks_of_field(model, name, pks, records)
        np.minimum.at(ranks, np.searchsorted(records, owners), found)
    grades = (*FROM_WEAKEST, Grade.UNSOURCED)
    return records.tolist(), [grades[rank] for rank in ranks.tolist()]


def _of(rows: QuerySet, link: str, pks: Iterable[int] | None) -> QuerySet:
    """Return those of rows that a link leads from to one of the primary keys."""
    return rows if pks is None else rows.filter(**{f"{link}__in": pks})


def _ranks_of_field(
    model: type[Model], name: str, pks: Iterable[int] | None, records: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the record of each value of a key field, and the value's place in FROM_WEAKEST.

    `records` are the primary keys of all of which it is told.
    """
    field, cited = model._meta.get_field(name), _cited(model, name, pks)
    if field.one_to_many:
        owner = field.field
        items = _of(field.related_model.objects.order_by(owner.attname, "pk"), owner.name, pks)
        owners, keys = arrays(items.values_list(owner.attname, "pk"), 2)
        values, cited = _by_item(cited, owners, keys)
    else:
        # Few records lack a key value.
        lacking = _of(model.objects.order_by("pk"), "pk", pks).exclude(has_value(model, name))
        owners = np.setdiff1d(records, *arrays(lacking.values_list("pk"), 1), assume_unique=True)
        values, known = places_among(cited.records, owners)
        values, cited = values[known], cited.at(known)
    return owners, _ranks(cited, values, len(owners))


def _by_item(cited: Cited, owners: np.ndarray, keys: np.ndarray) -> tuple[np.ndarray, Cited]:
    """Return which value each citation speaks of: one that names no item speaks of all of them.

    `owners` are the records of the items (rising), `keys` their primary keys.
    """
    starts = np.searchsorted(owners, cited.records)
    sizes = np.searchsorted(owners, cited.records, side="right") - starts
    repeated = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum(sizes) - sizes
    values = starts[repeated] + np.arange(len(repeated)) - first[repeated]
    spread = cited.at(repeated)
    meant = (spread.items == 0) | (spread.items == keys[values])
    return values[meant], spread.at(meant)


def _ranks(cited: Cited, values: np.ndarray, size: int) -> np.ndarray:
    """Return the place in FROM_WEAKEST of each of so many values."""
    counts = {}
    for kind in KINDS:
        bearing, voices = cited.of_kind(kind, values)
        # Of one voice all that it says counts once.
        each = distinct(bearing << 32 | voices) >> 32
        counts[kind] = np.bincount(each, minlength=size)
    met = [counts[kind] >= least for kind, least, _grade in RULES]
    places = [FROM_WEAKEST.index(grade) for _kind, _least, grade in RULES]
    return np.select(met, places, default=FROM_WEAKEST.index(Grade.UNSOURCED))


def _cited(model: type[Model], name: str, pks: Iterable[int] | None) -> Cited:
    """Return the citations of a field that count for or against its values."""
    relation = model._meta.get_field("citations")
    noun = relation.field.name
    cases = [When(condition, then=Value(place)) for place, condition in enumerate(COUNTED.values())]
    about = relation.related_model.objects.order_by().filter(field=name).exclude(**{noun: None})
    counted = _of(about, noun, pks).annotate(kind=Case(*cases, output_field=IntegerField()))
    item = Coalesce(F(ITEMS[name]), 0) if name in ITEMS else Value(0)
    rows = counted.exclude(kind=None).values_list(f"{noun}_id", item, "kind", "source_id")
    records, items, kinds, sources = arrays(rows, 4)
    return Cited(records, items, kinds, _voices(sources))


def _voices(sources: np.ndarray) -> np.ndarray:
    """Return the primary key of the publisher that speaks in each source (int64)."""
    cited = distinct(sources)
    rows = Source.objects.order_by("pk").filter(pk__in=id_list(cited.tolist()))
    [voices] = arrays(rows.values_list(voice()), 1)
    return voices[places_among(sources, cited)[0]]
