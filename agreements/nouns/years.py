"""The years of a day, by which records are filtered and counted: single ones, and ranges."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import CharField, Expression, Value
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models.days import FIRST_YEAR, LAST_YEAR

from .facets import Facet, FacetValue

NOT_YEARS = _(
    "“%(value)s” is not a year of four digits, or a first and a last one, as in 2020-2025."
)
YEAR = "[1-9][0-9]{3}"
RANGE = re.compile(f"({YEAR})-({YEAR})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class YearFacet(Facet):
    """A facet of the years of a day, as text; records without a day are undated.

    A range of years, "2020-2025", means any of them; records have single ones only.
    """

    UNDATED = "undated"
    unknown_message: Promise = NOT_YEARS
    may_lack: ClassVar[bool] = False

    def sort_key(self, count: int) -> tuple:
        """Return nothing: years are listed as they follow each other."""
        return ()

    @property
    def expression(self) -> Expression:
        # Of a day as ISO 8601 text; SQLite would ask Python for the year of each single day.
        year = Substr(Cast(self.path, CharField()), 1, 4)
        return Coalesce(year, Value(self.UNDATED), output_field=CharField())

    def ends(self, keys: Iterable[str]) -> tuple[str, str] | None:
        """Return the first and the last year of some keys, None where there is none."""
        years = sorted({*keys} - {self.UNDATED})
        return (years[0], years[-1]) if years else None

    def expanded(self, keys: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(year for key in keys for year in years_of(key)))

    def also_counted(self, chosen: Mapping[str, Iterable]) -> list[str]:
        return self.expanded(super().also_counted(chosen))

    def count_of(self, key: str, counts: Mapping[str, int]) -> int:
        return sum(counts.get(year, 0) for year in years_of(key))

    def read(self, texts: Iterable[str]) -> list[FacetValue]:
        return [self._value(text) for text in texts if text == self.UNDATED or is_years(text)]

    def values(self, keys: Iterable) -> list[FacetValue]:
        rising = sorted(keys, key=lambda key: (key != self.UNDATED, key))
        return [self._value(key) for key in reversed(rising)]

    def _value(self, key: str) -> FacetValue:
        label = str(_("No day known")) if key == self.UNDATED else key.replace("-", "–")
        return FacetValue(key, key, label)


def is_years(text: str) -> bool:
    """Return whether a text is a year, or two of which the later one stands last."""
    pair = RANGE.fullmatch(text)
    return pair[1] <= pair[2] if pair else bool(re.fullmatch(YEAR, text, re.ASCII))


def years_of(key: str) -> list[str]:
    """Return the years that a key means: itself, or those of a range that a day can have."""
    pair = RANGE.fullmatch(key)
    if not pair:
        return [key]
    first, last = max(int(pair[1]), FIRST_YEAR), min(int(pair[2]), LAST_YEAR)
    return [str(year) for year in range(first, last + 1)]
