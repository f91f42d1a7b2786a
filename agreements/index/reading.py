"""Reads the keys that records have of a facet, of all records or of some."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import singledispatch

from django.db.models import Model, Q

from agreements.models.ordering import CountOrder
from agreements.models.term import CLOSED
from agreements.nouns.dated import HeardFacet, TermFacet
from agreements.nouns.derived import GroupFacet
from agreements.nouns.facets import (
    EvidenceFacet,
    Facet,
    PartnerFacet,
)

from .columns import Columns, as_text, columns
from .grading import grades_of
from .heard_postings import newest_days

# What is asked for the columns of a facet, of the records of some primary keys or of all.
Reader = Callable[[Iterable[int] | None], Columns]
# Those to be asked instead: of facets by parameter, of the numbers of orders that count.
Readers = Mapping[str | CountOrder, Reader]


@singledispatch
def facet_columns(facet: Facet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    """Yield (primary keys, keys), paired for each value of the records of these `pks`.

    Without `pks` it is for all records of the model. They come in parts.
    """
    first, *onward = facet.path.split("__")
    field = model._meta.get_field(first)
    if not field.one_to_many and not field.many_to_many:
        return _by_record(facet, model, pks)
    # Read from the table that links records to values: it knows both.
    if field.many_to_many:
        links, record = field.remote_field.through, f"{field.m2m_field_name()}_id"
        onward = [field.m2m_reverse_field_name(), *onward]
    else:
        links, record = field.related_model, field.field.attname
    rows = links._default_manager.filter(**{f"{record}__isnull": False})
    if pks is not None:
        rows = rows.filter(**{f"{record}__in": pks})
    linked = replace(facet, path="__".join(onward))
    return columns(linked.with_key(rows).values_list(record, "facet_key"))


def _by_record(facet: Facet, model: type[Model], pks: Iterable[int] | None) -> Columns:
    records = model._default_manager.all()
    if pks is not None:
        records = records.filter(pk__in=pks)
    return columns(facet.with_key(records).values_list("pk", "facet_key"))


@facet_columns.register
def _(facet: GroupFacet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    for way in facet.ways:
        yield from facet_columns(way, model, pks)


@facet_columns.register
def _(facet: PartnerFacet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    return _by_record(facet, model, pks)


@facet_columns.register
def _(facet: EvidenceFacet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    yield grades_of(model, pks)


@facet_columns.register
def _(facet: TermFacet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    # A key is all that the answer follows from, whatever the day; most records tell nothing of it.
    is_told = Q(starts_on__isnull=False) | Q(ends_on__isnull=False) | Q(is_open_ended=True)
    records = model._default_manager.order_by().filter(is_told | Q(status__in=CLOSED))
    if pks is not None:
        records = records.filter(pk__in=pks)
    told = (as_text(path) if path in model.DAYS else path for path in facet.depends_on)
    for keys, *terms in columns(records.values_list("pk", *told)):
        yield keys, list(zip(*terms, strict=True))


@facet_columns.register
def _(facet: HeardFacet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    # A key is the newest day, from which the answer follows on any day.
    yield newest_days(model, pks)
