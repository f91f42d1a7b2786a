"""A record put together as it was at an earlier moment, with all that hung on it.

Records that it led to are named as they are now; those that are gone, as they were then.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Field, Model, QuerySet

from agreements.models import Citation, Source
from agreements.models.citation import CITED
from agreements.models.items import ITEMS

from .history import Moment, Row, row_at, rows_of

Tables = dict[str, dict[str, Row]]


@dataclass(frozen=True)
class PastRecord:
    """A record as it was, its citations, and the items of its fields with several values."""

    record: Model
    citations: list[Citation] = field(default_factory=list)
    items: dict[str, list[Model]] = field(default_factory=dict)
    tables: Tables = field(default_factory=dict)

    def rows_of(self, model: type[Model]) -> list[Model]:
        """Return the rows of a model that hung on the record, as they were, links included.

        Of the records to which they led nothing is read but the keys.
        """
        rows = [model(**row) for row in self.tables.get(model._meta.db_table, {}).values()]
        for link in model._meta.many_to_many:
            for row in rows if link.remote_field.through._meta.auto_created else ():
                keys = _linked_keys(link, row, self.tables)
                keep(row, link.name, [link.related_model(pk=key) for key in keys])
        return rows


class Others:
    """The records that others led to at a moment: as they stand, or as they were if gone."""

    def __init__(self, at: Moment):
        self._at = at
        self._found: dict[tuple[type[Model], object], Model | None] = {}

    def read(self, model: type[Model], keys: Iterable) -> None:
        """Read the records of some keys at once."""
        missing = [key for key in {*keys} - {None} if (model, key) not in self._found]
        if not missing:
            return
        records = _standing(model).in_bulk(missing)
        for key in missing:
            self._found[model, key] = records.get(key) or self._gone(model, key)

    def get(self, model: type[Model], key: object) -> Model | None:
        return self._found.get((model, key))

    def _gone(self, model: type[Model], key: object) -> Model | None:
        row = row_at(model, key, self._at)
        return model(**row) if row else None


def past_record(record: Model, at: Moment) -> PastRecord | None:
    """Return what a record was at a moment, None where it was not there.

    Raises NotKnown where the register does not know.
    """
    model = type(record)
    tables = rows_of(record, at)
    own = tables.get(model._meta.db_table, {}).get(str(record.pk))
    if own is None:
        return None
    others = Others(at)
    past = model(**own)
    lead(others, [past])
    for link in model._meta.many_to_many:
        if link.remote_field.through._meta.auto_created:
            keep(past, link.name, _linked(others, link, past, tables))
    items = {name: _items(others, model, name, tables) for name in _fields_with_items(model)}
    for name, found in items.items():
        keep(past, name, found)
    return PastRecord(past, _citations(others, past, items, tables), items, tables)


def keep(record: Model, name: str, found: list[Model]) -> None:
    """Have a relation of the record be what was found, as if it had been loaded."""
    relation = getattr(record, name)
    loaded = relation.get_queryset().none()
    loaded._result_cache = found
    cache = record.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[getattr(relation, "prefetch_cache_name", name)] = loaded


def lead(others: Others, rows: list[Model]) -> None:
    """Have links of rows lead to records that were read at once."""
    by_model = defaultdict(set)
    for row in rows:
        for link in _links(type(row)):
            by_model[link.related_model].add(getattr(row, link.attname))
    for model, keys in by_model.items():
        others.read(model, keys)
    for row in rows:
        for link in _links(type(row)):
            key = getattr(row, link.attname)
            if key is not None:
                link.set_cached_value(row, others.get(link.related_model, key))


def _links(model: type[Model]) -> list[Field]:
    return [link for link in model._meta.concrete_fields if link.many_to_one]


def _linked_keys(link: Field, record: Model, tables: Tables) -> list:
    """Return the keys of the records to which a link to several led from a record."""
    through = link.remote_field.through._meta
    own, other = (
        through.get_field(name).attname
        for name in (link.m2m_field_name(), link.m2m_reverse_field_name())
    )
    rows = tables.get(through.db_table, {}).values()
    return [row[other] for row in rows if row[own] == record.pk]


def _linked(others: Others, link: Field, record: Model, tables: Tables) -> list[Model]:
    """Return the records to which a link to several led from a record."""
    keys = _linked_keys(link, record, tables)
    others.read(link.related_model, keys)
    found = [others.get(link.related_model, key) for key in keys]
    return sorted(filter(None, found), key=str)


def _fields_with_items(model: type[Model]) -> list[str]:
    return [name for name in ITEMS if any(one.name == name for one in model._meta.related_objects)]


def _items(others: Others, model: type[Model], name: str, tables: Tables) -> list[Model]:
    held = model._meta.get_field(name).related_model
    found = [held(**row) for row in tables.get(held._meta.db_table, {}).values()]
    lead(others, found)
    return found


def _citations(others: Others, past: Model, items: dict, tables: Tables) -> list[Citation]:
    """Return what sources said of the record, in their order."""
    noun = past._meta.model_name
    if noun not in CITED:
        return []
    rows = tables.get(Citation._meta.db_table, {}).values()
    found = [Citation(**row) for row in rows if row[f"{noun}_id"] == past.pk]
    lead(others, found)
    for field_name, link in ITEMS.items():
        known = {item.pk: item for item in items.get(field_name, ())}
        for citation in found:
            if item := known.get(getattr(citation, f"{link}_id")):
                setattr(citation, link, item)
    return sorted(found, key=lambda citation: citation.pk)


def _standing(model: type[Model]):
    """Return the records of a model with what their names and their voices are made of."""
    if model is Source:
        return Source.objects.select_related("publisher", "reprints__publisher")
    return with_names(model)


def with_names(model: type[Model]) -> QuerySet:
    """Return the records of a model with all that their names are made of."""
    required = [link.name for link in _links(model) if not link.null]
    return model._base_manager.select_related(*required) if required else model._base_manager.all()
