"""The charts of a list: by what its records are counted, and what the drawing is called."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.nouns import AGREEMENT, INSTITUTION, Noun

from .options import OptionField, unknown


class Chart(NamedTuple):
    """A chart that can be asked for: the facet that it draws, and its title of named records."""

    parameter: str
    title: Promise


CHARTS = {
    "sectors": Chart("sector", _("%(records)s by sector")),
    "years": Chart("year", _("%(records)s by year of signing")),
    "countries": Chart("country", _("%(records)s by country")),
    "kinds": Chart("kind", _("%(records)s by kind")),
}


def charts_of(noun: Noun) -> dict[str, Chart]:
    """Return the charts that the list of a noun has, by the names that `chart=` takes."""
    if noun not in (AGREEMENT, INSTITUTION):
        return {}
    counted = {facet.parameter for facet in noun.facets}
    return {name: chart for name, chart in CHARTS.items() if chart.parameter in counted}


class ChartField(OptionField):
    """Reads which chart of a list is asked for; the first one where the address names none."""

    def read(self, text: str) -> Chart:
        charts = charts_of(self.noun)
        if text not in charts:
            raise unknown(_("This list has no chart “%(value)s”."), text, charts)
        return charts[text]

    def usual(self) -> Chart:
        return next(iter(charts_of(self.noun).values()))
