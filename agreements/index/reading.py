"""Reads whole tables at the speed of the database, as columns rather than rows."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import singledispatch
from itertools import chain, count, islice

import numpy as np
from django.db.models import Model, QuerySet

from agreements.arrays import distinct, whole_numbers
from agreements.models import Source
from agreements.models.grades import Grade, grade
from agreements.nouns.facets import EvidenceFacet, Facet, RecordFacet

ROWS_AT_ONCE = 20_000

# Columns of some thousand rows: (primary keys, keys of a facet), for example.
Columns = Iterator[tuple]
# What is asked for the columns of a facet, of the records of some primary keys or of all.
Reader = Callable[[Iterable[int] | None], Columns]


def columns(rows: QuerySet) -> Columns:
    """Yield the columns of a `values_list`, some thousand rows at a time.

    The values are as the database gives them, which is right for numbers and texts: Django would
    look at every row for something to convert.
    """
    compiler = rows.query.get_compiler(rows.db)
    for part in compiler.execute_sql(chunked_fetch=True, chunk_size=ROWS_AT_ONCE):
        yield tuple(zip(*part, strict=True))


def in_parts(pairs: Iterable[tuple]) -> Columns:
    """Yield the columns of an iterable of pairs, some thousand pairs at a time."""
    pairs = iter(pairs)
    while part := list(islice(pairs, ROWS_AT_ONCE)):
        yield tuple(zip(*part, strict=True))


def by_row(parts: Columns) -> Iterator[tuple]:
    """Yield the rows of columns that come in parts."""
    return chain.from_iterable(zip(*part, strict=True) for part in parts)


@contextmanager
def many_tuples() -> Iterator[None]:
    """Read within the block with the cyclic collector off.

    Allocating tuples would trigger it every 700.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@singledispatch
def facet_columns(facet: Facet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    """Yield (primary keys, keys), paired for each value of the records of these `pks`.

    Without `pks` it is for all records of the model. They come in parts.
    """
    records = model._default_manager.all()
    if pks is not None:
        records = records.filter(pk__in=pks)
    return columns(facet.with_key(records).values_list("pk", "facet_key"))


@facet_columns.register
def _(facet: RecordFacet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    # Read from the table that links records to values: it knows both.
    first, *rest = facet.path.split("__")
    field = model._meta.get_field(first)
    if field.many_to_many:
        links, record = field.remote_field.through, f"{field.m2m_field_name()}_id"
        rest = [field.m2m_reverse_field_name(), *rest]
    else:
        links, record = field.related_model, field.field.attname
    value = "__".join(rest)
    rows = links._default_manager.order_by().exclude(**{value: None})
    if pks is not None:
        rows = rows.filter(**{f"{record}__in": pks})
    return columns(rows.values_list(record, value))


@facet_columns.register
def _(facet: EvidenceFacet, model: type[Model], pks: Iterable[int] | None = None) -> Columns:
    relation = model._meta.get_field("citations")
    noun = relation.field.name
    citations = relation.related_model.objects.exclude(**{noun: None})
    sources = Source.objects.all()
    if pks is not None:
        citations = citations.filter(**{f"{noun}__in": pks})
        sources = sources.filter(pk__in=citations.values("source"))
    numbers = defaultdict(count().__next__)
    voices = {pk: numbers[publisher] for pk, publisher in sources.values_list("pk", "publisher")}
    rows = citations.values_list(f"{noun}_id", "stance", "source_id")
    records, disputes, publishers = [], [], []
    for about, stances, cited in columns(rows):
        records.append(about)
        disputes.append([stance == "disputes" for stance in stances])
        publishers.append([voices.get(source, -1) for source in cited])
    yield _grades(*map(whole_numbers, (records, disputes, publishers)))


def _grades(
    records: np.ndarray, disputes: np.ndarray, publishers: np.ndarray
) -> tuple[np.ndarray, list[Grade]]:
    """Return records and their Grades from the record, stance and publisher of each citation.

    All are whole numbers (int64): a stance is 1 where it disputes, 0 where it supports.
    """
    cited = distinct(records)
    is_disputed = np.isin(cited, records[disputes == 1])
    places = np.searchsorted(cited, records)
    supporting = distinct((places << 32 | publishers)[disputes == 0]) >> 32
    voices = np.bincount(supporting, minlength=len(cited))
    numbers = zip(is_disputed.tolist(), voices.tolist(), strict=True)
    return cited, [grade(is_disputed=disputed, publishers=voice) for disputed, voice in numbers]
