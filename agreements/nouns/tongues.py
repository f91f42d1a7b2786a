"""The languages in which sources are written, by which they are filtered and counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Expression, F, Value
from django.db.models.functions import NullIf

from agreements.models.languages import language_name
from agreements.models.name import language_tag

from .facets import Facet, FacetValue


@dataclass(frozen=True, kw_only=True)
class LanguageFacet(Facet):
    """A facet of a field with the BCP 47 tag of a language; records without one lack it."""

    @property
    def expression(self) -> Expression:
        return NullIf(F(self.path), Value(""))

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        return [self._value(text) for text in texts if language_tag.regex.fullmatch(text)]

    def values(self, keys: Iterable) -> list[FacetValue]:
        return sorted(map(self._value, keys), key=attrgetter("label"))

    def _value(self, key: str) -> FacetValue:
        return FacetValue(key, key, str(language_name(key)))
