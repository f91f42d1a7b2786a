"""The pages of countries."""

from django.db.models import Prefetch

from agreements.models import Citation
from agreements.nouns import AGREEMENT, COUNTRY, INSTITUTION

from .counted_list import CountedList
from .page_charts import facet_bars, map_of_places, partner_countries, year_columns
from .record_page import RecordPage, first_rows

# Addresses lead to single places on the page, so it should have them all.
MAX_PLACES = 500


class CountryList(CountedList):
    """The countries from which the register knows institutions."""

    noun = COUNTRY
    beside = "sector"

    def get_context_data(self, **context):
        """Return the list with its map, in whose place a comparison stands."""
        world = None if self.comparing.values else map_of_places(self.snapshot)
        return super().get_context_data(world=world, **context)


class CountryPage(RecordPage):
    """One country: its agreements, its institutions, its places."""

    noun = COUNTRY

    def get_context_data(self, **context):
        agreements = self.first_of_list(AGREEMENT, ("year", "sector"))
        counted = agreements["selection"], agreements["result"]
        places = self.object.places.select_related("parent").prefetch_related(
            "names", Prefetch("citations", Citation.objects.with_voices())
        )
        places = first_rows(places, MAX_PLACES)
        return super().get_context_data(
            agreements=agreements,
            beside=[one for place in places["rows"] for one in place.citations.all()],
            years=year_columns(*counted),
            sectors=facet_bars(AGREEMENT, "sector", *counted),
            partners=partner_countries(self.snapshot, self.object),
            institutions=self.first_of_list(INSTITUTION),
            places=places,
            **context,
        )
