"""The values of facets with their labels, kept until the records that they name change."""

from collections.abc import Iterable
from itertools import chain

from django.utils.translation import get_language

from agreements.models.change import ANYTHING, Entry
from agreements.nouns.derived import DerivedFacet, GroupFacet, PairFacet
from agreements.nouns.facets import Facet, FacetValue, RecordFacet

MAX_LABELS = 20_000
# Those whose values are records.
NAMED = RecordFacet | GroupFacet


class Labels:
    """The FacetValues of records that were shown lately, by noun and language."""

    def __init__(self) -> None:
        self._by_key: dict[tuple, FacetValue] = {}
        self._by_text: dict[tuple, FacetValue] = {}

    def values(self, facet: Facet | DerivedFacet, keys: Iterable) -> list[FacetValue]:
        """Return what `facet.values` does."""
        if isinstance(facet, PairFacet):
            of_halves = self.values(facet.of, set(chain.from_iterable(keys)))
            return facet.values(keys, {value.key: value for value in of_halves})
        if not isinstance(facet, NAMED):
            return facet.values(keys)
        kept = _kept_under(facet)
        unknown = [key for key in keys if (*kept, key) not in self._by_key]
        if unknown:
            self._keep(kept, facet.values(unknown))
        values = [self._by_key.get((*kept, key)) for key in keys]
        return facet.in_order(value for value in values if value)

    def read(self, facet: Facet | DerivedFacet, texts: list[str]) -> list[FacetValue]:
        """Return what `facet.read` does."""
        if not isinstance(facet, NAMED):
            return facet.read(texts)
        kept = _kept_under(facet)
        unknown = [text for text in texts if (*kept, text) not in self._by_text]
        found = {value.text: value for value in facet.read(unknown)} if unknown else {}
        self._keep(kept, found.values())
        values = [found.get(text) or self._by_text.get((*kept, text)) for text in texts]
        return [value for value in values if value]

    def follow(self, entries: list[Entry] | None) -> None:
        """Forget the records that changed, all where nobody can tell which."""
        if entries is None or any(entry.noun == ANYTHING for entry in entries):
            self._by_key.clear()
            self._by_text.clear()
            return
        changed = {(entry.noun, entry.key) for entry in entries}
        for kept, value in list(self._by_key.items()):
            noun, language, key = kept
            if (noun, key) in changed or (noun, None) in changed:
                del self._by_key[kept]
                self._by_text.pop((noun, language, value.text), None)

    def _keep(self, kept: tuple, values: Iterable[FacetValue]) -> None:
        if len(self._by_key) > MAX_LABELS:
            self._by_key.clear()
            self._by_text.clear()
        for value in values:
            self._by_key[*kept, value.key] = value
            self._by_text[*kept, value.text] = value


def _kept_under(facet: NAMED) -> tuple[str, str | None]:
    return facet.model._meta.model_name, get_language()
