"""The pages of sectors."""

from django.utils.translation import gettext_lazy as _

from agreements.coverage import sector_meter
from agreements.index import live
from agreements.index.facets import SLUG_PATTERN
from agreements.models import Sector

from .base import CountedList, RegisterDetail, first_of_list
from .charts import corridors, facet_bars, year_columns


class SectorList(CountedList):
    """All sectors by name."""

    queryset = Sector.objects.all()
    parameter = "sector"
    title = _("Sectors")


class SectorDetail(RegisterDetail):
    """One sector: its agreements and the institutions that made them."""

    queryset = Sector.objects.all()
    address_field = "slug"
    pattern = SLUG_PATTERN
    canonical = staticmethod(str.lower)
    noun_missing = _("The register has no sector called %(address)s.")

    def get_context_data(self, **context):
        """Return the sector with its first agreements and institutions."""
        sector = self.object
        agreements = first_of_list(live.agreements, "sector", sector, ("year", "country"))
        counted = agreements["result"], agreements["selection"]
        return super().get_context_data(
            years=year_columns(*counted),
            countries=facet_bars(live.agreements, "country", *counted),
            corridors=corridors(agreements["result"].counts["country"], agreements["selection"]),
            meter=sector_meter(sector, agreements["result"]),
            agreements=agreements,
            institutions=first_of_list(live.institutions, "sector", sector),
            **context,
        )
