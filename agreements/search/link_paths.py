"""Follows a path of links from records, those on it loaded in few queries for all of them."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db.models import Model, Prefetch, prefetch_related_objects


def load(records: list[Model], path: str) -> None:
    """Load what a path leads to from records, single links in the query of the many before them."""
    first, *rest = path.split("__")
    field = records[0]._meta.get_field(first)
    loaded = getattr(records[0], "_prefetched_objects_cache", ())
    if field.one_to_many and first not in loaded:
        links = field.related_model._default_manager.all()
        onward = "__".join(single_links(field.related_model, rest))
        prefetch_related_objects(
            records, Prefetch(first, links.select_related(onward) if onward else links)
        )
    prefetch_related_objects(records, path)


def single_links(model: type[Model], way: Iterable[str]) -> Iterator[str]:
    """Yield the steps of a way, up to the first that leads from a record to many."""
    for step in way:
        field = model._meta.get_field(step)
        if not field.many_to_one:
            return
        yield step
        model = field.related_model


def follow(record: Model, way: Iterable[str]) -> list[Model]:
    """Return the records at the end of a way of attributes, those on it loaded beforehand."""
    found = [record]
    for step in way:
        values = (getattr(one, step) for one in found)
        found = list(
            chain.from_iterable(
                value.all() if hasattr(value, "all") else [value] for value in values if value
            )
        )
    return found
