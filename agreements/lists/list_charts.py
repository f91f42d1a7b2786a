"""The charts of a list: by what its records are counted, and what each is called."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.nouns import AGREEMENT, INSTITUTION, Noun
from agreements.nouns.facets import Facet, FacetValue
from agreements.nouns.years import YearFacet

from .labels import Labels


class Chart(NamedTuple):
    """A chart that can be asked for: its name, the facet that it draws, its title of named records.

    `sentence` is the template that tells one of few values in place of the drawing. What goes
    `across` another facet, too, is a table and no drawing.
    """

    name: str
    parameter: str
    title: Promise
    sentence: str = ""
    across: str = ""

    @property
    def parameters(self) -> list[str]:
        """Return the parameters of the facets by which it counts."""
        return [self.parameter, self.across] if self.across else [self.parameter]


SECTORS = Chart("sectors", "sector", _("%(records)s by sector"), "plots/_sector_sentence.html")
YEARS = Chart("years", "year", _("%(records)s by year of signing"), "plots/_year_sentence.html")
COUNTRIES = Chart(
    "countries", "country", _("%(records)s by country"), "plots/_country_sentence.html"
)
KINDS = Chart("kinds", "kind", _("%(records)s by kind"), "plots/_kind_sentence.html")
SEATS = COUNTRIES._replace(sentence="plots/_seat_sentence.html")
SECTORS_BY_YEAR = Chart(
    "sectors-by-year", "sector", _("%(records)s by sector and year of signing"), across="year"
)
DRAWN = {
    AGREEMENT.name: (SECTORS, YEARS, COUNTRIES, KINDS),
    INSTITUTION.name: (SECTORS, SEATS, KINDS),
}
CROSSED = {AGREEMENT.name: (SECTORS_BY_YEAR,)}


def charts_of(noun: Noun) -> dict[str, Chart]:
    """Return the drawings that the list of a noun has, by the names that `chart=` takes."""
    return {chart.name: chart for chart in DRAWN.get(noun.name, ())}


def crossed_of(noun: Noun) -> dict[str, Chart]:
    """Return the tables by two facets that the list of a noun has, by the same names."""
    return {chart.name: chart for chart in CROSSED.get(noun.name, ())}


def most_first(labels: Labels, facet: Facet, counts: Mapping) -> list[FacetValue]:
    """Return the FacetValues of {key: records}, the most frequent first; years as they stand."""
    values = labels.values(facet, counts)
    if isinstance(facet, YearFacet):
        return values
    return sorted(values, key=lambda value: -counts[value.key])
