"""What a search finds in an index: the algebra of `search/links.py` in bitmaps."""

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from django.db.models import Model
from pyroaring import BitMap

from agreements.nouns import Noun
from agreements.search.links import Search, linked_records
from agreements.search.matches import Matches


class Index(Protocol):
    """What is asked of an index."""

    noun: Noun

    def docs(self, pks: np.ndarray) -> BitMap:
        """Return the documents with these primary keys (int64)."""

    def matching(self, parameter: str, keys: Iterable) -> BitMap:
        """Return the documents that have at least one of the keys of a filter."""


def tiers_of(index: Index, matches: Matches) -> list[BitMap]:
    """Return the BitMaps of the documents that Matches lead to, by tier; each is in one only."""
    found, better = [], BitMap()
    for tier in Search(index.noun, matches).tiers(DocSets(index)):
        found.append(tier - better)
        better |= tier
    return found


class DocSets:
    """The algebra of a search in an index: a set of records is a BitMap of documents."""

    def __init__(self, index: Index):
        self._index = index

    def own(self, keys: np.ndarray) -> BitMap:
        return self._index.docs(keys)

    def linked(self, path: str, noun: str, keys: list) -> BitMap:
        """Return the documents that a path leads from to one of the noun's records.

        A facet on the way is asked; what lies beyond it, the database.
        """
        for facet in self._index.noun.facets:
            if facet.path == path:
                return self._index.matching(facet.parameter, keys)
            if path.startswith(f"{facet.path}__"):
                onward = path.removeprefix(f"{facet.path}__")
                between = _linked_keys(facet.model, onward, noun, keys)
                return self._index.matching(facet.parameter, between)
        linked = _linked_keys(self._index.noun.model, path, noun, keys)
        return self.own(np.array(linked, dtype=np.int64))


def _linked_keys(model: type[Model], path: str, noun: str, keys: Iterable) -> list:
    """Return the primary keys of the model's records that a path leads from to the noun's."""
    records = model._default_manager.order_by()
    linked = records.filter(**{f"{path}__in": linked_records(noun, keys)})
    return list(linked.values_list("pk", flat=True).distinct())
