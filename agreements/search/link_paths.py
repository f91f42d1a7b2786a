"""Follows paths of links from records to the keys of what they lead to, in few queries for all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, prefetch_related_objects

# {primary key of a record: keys of what a path leads to from it, in order}.
Keys = dict[Any, list]


def keys_along(records: list[Model], paths: Iterable[str]) -> dict[str, Keys]:
    """Return {path: Keys} of records; paths that begin with the same link to many are read at once.

    Of what many links lead to nothing is read but the keys: a page needs few of the records.
    """
    model = type(records[0])
    found, several = {}, defaultdict(list)
    for path in paths:
        steps = path.split("__")
        if [*single_links(model, steps)] == steps:
            found[path] = _along_single_links(records, steps)
        else:
            several[steps[0]].append(path)
    for first, some in several.items():
        found |= _along_rows(records, first, some)
    return found


def _along_single_links(records: list[Model], steps: list[str]) -> Keys:
    *way, last = steps
    if way:
        prefetch_related_objects(records, "__".join(way))
    found = {}
    for record in records:
        holder = record
        for step in way:
            holder = holder and getattr(holder, step)
        key = holder and getattr(holder, f"{last}_id")
        found[record.pk] = [] if key is None else [key]
    return found


def _along_rows(records: list[Model], first: str, paths: list[str]) -> dict[str, Keys]:
    found = {path: defaultdict(list) for path in paths}
    held = type(records[0])._default_manager.filter(pk__in=[record.pk for record in records])
    # As the records that the link leads to are ordered.
    for pk, *keys in held.order_by(first).values_list("pk", *paths):
        for path, key in zip(paths, keys, strict=True):
            if key is not None:
                found[path][pk].append(key)
    return found


def single_links(model: type[Model], way: Iterable[str]) -> Iterator[str]:
    """Yield the steps of a way, up to the first that leads from a record to many."""
    for step in way:
        field = model._meta.get_field(step)
        if not field.many_to_one:
            return
        yield step
        model = field.related_model
