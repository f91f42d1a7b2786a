"""The values of facets with their labels, kept until the records that they name change."""

from collections.abc import Collection, Iterable
from itertools import chain

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.databases import replica
from agreements.models.change import ANYTHING, Entry
from agreements.nouns.derived import DerivedFacet, GroupFacet, PairFacet, halves_of
from agreements.nouns.facets import NOT_STATED, Facet, FacetValue, RecordFacet

MAX_LABELS = 20_000
# Those whose values are records.
NAMED = RecordFacet | GroupFacet


class Labels:
    """The FacetValues of records that were shown lately, by database, noun and language."""

    def __init__(self) -> None:
        self._by_key: dict[tuple, FacetValue] = {}
        self._by_text: dict[tuple, FacetValue] = {}

    def values(self, facet: Facet | DerivedFacet, keys: Collection) -> list[FacetValue]:
        """Return what `facet.values` does, and last what stands for records without a value."""
        stated = [key for key in keys if key != NOT_STATED]
        lacking = [not_stated()] if len(stated) < len(keys) else []
        return [*self._values(facet, stated), *lacking]

    def _values(self, facet: Facet | DerivedFacet, keys: Iterable) -> list[FacetValue]:
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
        """Return what `facet.read` does, and last what stands for records without a value."""
        if not facet.may_lack or NOT_STATED not in texts:
            return self._read(facet, texts)
        return [*self._read(facet, [text for text in texts if text != NOT_STATED]), not_stated()]

    def _read(self, facet: Facet | DerivedFacet, texts: list[str]) -> list[FacetValue]:
        if isinstance(facet, PairFacet):
            return facet.named(texts, self._read(facet.of, halves_of(texts)))
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
            *under, key = kept
            noun = kept[1]
            if (noun, key) in changed or (noun, None) in changed:
                del self._by_key[kept]
                self._by_text.pop((*under, value.text), None)

    def _keep(self, kept: tuple, values: Iterable[FacetValue]) -> None:
        if len(self._by_key) > MAX_LABELS:
            self._by_key.clear()
            self._by_text.clear()
        for value in values:
            self._by_key[*kept, value.key] = value
            self._by_text[*kept, value.text] = value


def not_stated() -> FacetValue:
    return FacetValue(NOT_STATED, NOT_STATED, str(_("Not stated")))


def _kept_under(facet: NAMED) -> tuple[str, str, str | None]:
    return replica.source(), facet.model._meta.model_name, get_language()
