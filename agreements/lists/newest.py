"""Which of the chosen records changed last, and when: what whoever follows a list wants to know."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from agreements.databases import id_list
from agreements.index.bitmap_index import BitmapIndex
from agreements.models import Change

from .answer import Answer

LIMIT = 50
EDITED_LAST = "-updated"

# The moment of the last change of records, by primary key, the newest first.
Moments = dict[int | str, datetime]


def newest(answered: Answer, index: BitmapIndex, limit: int = LIMIT) -> Moments:
    """Return when the chosen records that changed last did so, at most so many.

    The change log tells: a new party or citation is a change too. Where it was cut short, or tells
    too much of others, those follow that were edited last.
    """
    found = noted(answered, index, limit)
    if len(found) < limit:
        others = edited(answered, index, limit + len(found))
        found |= {key: moment for key, moment in others.items() if key not in found}
    return dict(islice(found.items(), limit))


def noted(answered: Answer, index: BitmapIndex, limit: int) -> Moments:
    """Return the same as the newest notes of the change log tell it."""
    found: dict[int, int] = {}
    for part in Change.objects.newest_of(answered.noun.name):
        numbers = {key: number for key, number in part if key not in found}
        for key in index.chosen(list(numbers), answered.selection, answered.matches):
            found[key] = numbers[key]
        if len(found) >= limit:
            break
    found = dict(islice(found.items(), limit))
    moments = dict(Change.objects.filter(pk__in=found.values()).values_list("pk", "noted_at"))
    return {key: moments[number] for key, number in found.items()}


def edited(answered: Answer, index: BitmapIndex, limit: int) -> Moments:
    """Return when the chosen records that were edited last were edited.

    Of those that bear no such moment, the log may only tell when any of them changed.
    """
    noun, matches = answered.noun, answered.matches
    selection = replace(answered.selection, page_size=limit)
    if not hasattr(noun.model, "updated_at"):
        moment = Change.objects.newest_of_any(noun.name)
        keys = index.select(selection, matches, facets=()).ids if moment else ()
        return dict.fromkeys(keys, moment)
    if EDITED_LAST in noun.orders:
        keys = index.select(selection.sorted_by(EDITED_LAST), matches, facets=()).ids
    else:
        keys = index.all_keys(selection, matches)
    records = noun.model.objects.filter(pk__in=id_list(keys)).order_by("-updated_at", "-pk")
    return dict(records.values_list("pk", "updated_at")[:limit])
