"""Records whose names are much like one that is about to be given to a new record."""

from collections.abc import Iterable

from django.db import models
from rapidfuzz import fuzz

from agreements.nouns import NOUNS
from agreements.search.fold import fold

# Of 100, where the words of both are the same whatever their order.
LIKE = 85
SHOWN = 5


def alike(record: models.Model, keys: Iterable) -> list[models.Model]:
    """Return those records, by their keys, with a name much like that of a new one, the best first.

    Bodies and places of another country are others, whatever they are called.
    """
    found = type(record)._base_manager.filter(pk__in=list(keys))
    if NOUNS[record._meta.model_name].has_other_names:
        found = found.prefetch_related("names")
    country = getattr(record, "country_id", None)
    if country:
        found = found.filter(models.Q(country=country) | models.Q(country=None))
    ratios = [(_ratio(record, other), -other.pk, other) for other in found]
    best = sorted((one for one in ratios if one[0] >= LIKE), reverse=True)
    return [other for _ratio, _key, other in best[:SHOWN]]


def _ratio(record: models.Model, other: models.Model) -> float:
    """Return how much alike the nearest of the names of another record is, of 100."""
    names = [other.name, *_other_names(other)]
    wanted = fold(record.name)
    return max(_likeness(wanted, fold(name)) for name in names)


def _likeness(one: str, other: str) -> float:
    """Return how much alike two folded names are, of 100: Z.T.E. is ZTE."""
    as_one = fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))
    return max(fuzz.token_sort_ratio(one, other), as_one)


def _other_names(record: models.Model) -> list[str]:
    has_others = NOUNS[record._meta.model_name].has_other_names
    return [name.text for name in record.names.all()] if has_others else []
