"""The pages of countries."""

from collections import defaultdict

from django.db.models import Q
from django.utils.functional import cached_property

from agreements.changes.past_record import keep
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
        return super().get_context_data(
            agreements=agreements,
            beside=self.said_of_places(),
            years=year_columns(*counted),
            sectors=facet_bars(AGREEMENT, "sector", *counted),
            partners=partner_countries(self.snapshot, self.object),
            institutions=self.first_of_list(INSTITUTION),
            places=self.places,
            **context,
        )

    @cached_property
    def places(self):
        found = self.object.places.select_related("parent").prefetch_related("names")
        return first_rows(found, MAX_PLACES)

    @cached_property
    def said(self):
        """Return what sources say about the country, and about its places."""
        about = Q(country=self.object) | Q(place__in=[place.pk for place in self.places["rows"]])
        return list(Citation.objects.filter(about).with_voices().with_items())

    def said_of_places(self):
        """Return what sources say about the places, one after the other, and keep it with each."""
        said = defaultdict(list)
        for citation in self.said:
            said[citation.place_id].append(citation)
        for place in self.places["rows"]:
            keep(place, "citations", said[place.pk])
        return [citation for place in self.places["rows"] for citation in said[place.pk]]

    def citations(self):
        return [citation for citation in self.said if citation.country_id == self.object.pk]
