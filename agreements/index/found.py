"""What a search finds in an index: the algebra of `search/reach.py` in bitmaps."""

import numpy as np
from pyroaring import BitMap

from agreements.search.reach import linked_records


def tiers_of(index, model, facets, search):
    """Return the BitMaps of the records of a BitmapIndex that a Search finds, by tier.

    Each is in one tier only.
    """
    found, better = [], BitMap()
    for tier in search.tiers(Documents(index, model, facets)):
        found.append(tier - better)
        better |= tier
    return found


class Documents:
    """The algebra of a search in an index: a set of records is a BitMap of documents."""

    def __init__(self, index, model, facets):
        self._index = index
        self._model = model
        self._facets = facets

    def own(self, keys):
        """Return the documents of some keys."""
        return self._index.documents(keys)

    def linked(self, path, noun, keys):
        """Return the documents that a path leads from to one of the noun's records.

        A facet on the way is asked; what lies beyond it, the database.
        """
        for facet in self._facets:
            if facet.path == path:
                return self._index.having(facet.parameter, keys)
            if path.startswith(f"{facet.path}__"):
                onward = path.removeprefix(f"{facet.path}__")
                holders = _holders(facet.model, onward, noun, keys)
                return self._index.having(facet.parameter, holders)
        holders = _holders(self._model, path, noun, keys)
        return self.own(np.array(holders, dtype=np.int64))


def _holders(model, path, noun, keys):
    """Return the primary keys of the model's records that a path leads from to the noun's."""
    records = model._default_manager.order_by()
    holding = records.filter(**{f"{path}__in": linked_records(noun, keys)})
    return list(holding.values_list("pk", flat=True).distinct())
