"""Follows paths of links from records to the keys of what they lead to, in one query for all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import (
    CharField,
    F,
    Model,
    OrderBy,
    QuerySet,
    Value,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, RowNumber

from agreements.nouns import NOUNS, PLACE

# The noun of the records that a path leads to, and the path.
Way = tuple[str, str]
# {primary key of a record: keys of what a way leads to from it, in order}.
Keys = dict[Any, list]
# What leads to a place leads to those that it lies in: its city, the city's region.
ONWARD = {PLACE.name: ("parent", "parent__parent")}


def keys_along(records: list[Model], ways: Iterable[Way]) -> dict[Way, Keys]:
    """Return {way: Keys} of records of one noun, with one query for all that are not read yet.

    Of what many links lead to nothing is read but the keys: a page needs few of the records.
    """
    model = type(records[0])
    found, several = {}, defaultdict(list)
    for noun, path in ways:
        steps = path.split("__")
        single = [*single_links(model, steps)]
        if single and not any(getattr(record, f"{steps[0]}_id") for record in records):
            found[noun, path] = {}
        elif noun in ONWARD or single != steps:
            several[steps[0]].append((noun, path))
        else:
            found[noun, path] = _along_single_links(records, steps)
    return found | (_along_rows(records, several) if several else {})


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


def _along_rows(records: list[Model], ways: dict[str, list[Way]]) -> dict[Way, Keys]:
    """Return {way: Keys} of ways by the link with which they begin."""
    parts = [*ways.values()]
    columns = [list(chain.from_iterable(_columns(*way) for way in part)) for part in parts]
    width = max(map(len, columns))
    first, *others = (
        _rows(records, number, link, columns[number], width) for number, link in enumerate(ways)
    )
    found: dict[Way, Keys] = {way: defaultdict(list) for way in chain.from_iterable(parts)}
    for number, _place, pk, *keys in sorted(first.union(*others, all=True), key=_by_place):
        read = iter(keys)
        for way in parts[number]:
            held = [next(read) for _column in _columns(*way)]
            found[way][pk] += [_key(way, key) for key in held if key is not None]
    return found


def _rows(
    records: list[Model], number: int, link: str, columns: Collection[str], width: int
) -> QuerySet:
    """Return rows of a number, their place, a record's primary key, and so many keys as texts.

    Their places are those of the records that the link leads to.
    """
    model = type(records[0])
    place = Window(RowNumber(), order_by=[*_ordering(model, link)])
    keys = [Cast(column, CharField()) for column in columns]
    none = [Value(None, CharField())] * (width - len(keys))
    held = model._default_manager.filter(pk__in=[record.pk for record in records]).order_by()
    return held.values_list(Value(number), place, "pk", *keys, *none)


def _ordering(model: type[Model], link: str) -> Iterator[OrderBy]:
    """Yield what the records that a link leads to are ordered by, from those that have it."""
    for term in model._meta.get_field(link).related_model._meta.ordering:
        if isinstance(term, OrderBy):
            along = term.copy()
            along.expression = F(f"{link}__{term.expression.name}")
            yield along
        else:
            along = F(f"{link}__{term.removeprefix('-')}")
            yield OrderBy(along, descending=term.startswith("-"))


def _columns(noun: str, path: str) -> list[str]:
    return [path, *(f"{path}__{step}" for step in ONWARD.get(noun, ()))]


def _by_place(row: tuple) -> tuple:
    return row[:2]


def _key(way: Way, text: str) -> Any:
    return NOUNS[way[0]].model._meta.pk.to_python(text)


def single_links(model: type[Model], way: Iterable[str]) -> Iterator[str]:
    """Yield the steps of a way, up to the first that leads from a record to many."""
    for step in way:
        field = model._meta.get_field(step)
        if not field.many_to_one:
            return
        yield step
        model = field.related_model
