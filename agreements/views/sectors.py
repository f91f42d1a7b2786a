"""The page of a sector."""

from agreements.evidence.coverage import sector_meter
from agreements.nouns import AGREEMENT, INSTITUTION, SECTOR

from .page_charts import corridors, facet_bars, year_columns
from .record_page import RecordPage


class SectorPage(RecordPage):
    """One sector: its agreements and the institutions that made them."""

    noun = SECTOR

    def get_context_data(self, **context):
        agreements = self.first_of_list(AGREEMENT, ("year", "country"))
        selection, result = counted = agreements["selection"], agreements["result"]
        return super().get_context_data(
            years=year_columns(*counted),
            countries=facet_bars(AGREEMENT, "country", *counted),
            corridors=corridors(self.snapshot, result.counts["country"], selection),
            meter=sector_meter(self.object, result),
            agreements=agreements,
            institutions=self.first_of_list(INSTITUTION),
            **context,
        )
