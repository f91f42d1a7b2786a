"""The pages of countries."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agreements.index import live
from agreements.index.facets import CODE_PATTERN
from agreements.models import Citation, Country

from .base import CountedList, RegisterDetail, first_of_list, first_rows
from .charts import facet_bars, map_of_places, partner_countries, year_columns

# Addresses lead to single places on the page, so it should have them all.
PLACES = 500


class CountryList(CountedList):
    """The countries from which the register knows institutions."""

    queryset = Country.objects.recorded()
    parameter = "country"
    title = _("Countries")

    def get_context_data(self, **context):
        """Return the list with a map of the places."""
        return super().get_context_data(world=map_of_places(), **context)


class CountryDetail(RegisterDetail):
    """One country: its agreements, its institutions, its places."""

    queryset = Country.objects.all()
    address_field = "code"
    pattern = CODE_PATTERN
    noun_missing = _("No country has the code %(address)s; codes have two letters, as in UZ.")

    def get_context_data(self, **context):
        """Return the country with its first agreements, institutions and places."""
        country = self.object
        agreements = first_of_list(live.agreements, "country", country, ("year", "sector"))
        counted = agreements["result"], agreements["selection"]
        return super().get_context_data(
            agreements=agreements,
            years=year_columns(*counted),
            sectors=facet_bars(live.agreements, "sector", *counted),
            partners=partner_countries(country),
            institutions=first_of_list(live.institutions, "country", country),
            places=first_rows(
                country.places.select_related("parent").prefetch_related(
                    "names", Prefetch("citations", Citation.objects.with_voices())
                ),
                PLACES,
            ),
            **context,
        )
