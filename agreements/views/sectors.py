"""The pages of sectors."""

from itertools import groupby

from django.utils.translation import gettext as _

from agreements.evidence.coverage import sector_meter
from agreements.models.isced import broad_field
from agreements.nouns import AGREEMENT, INSTITUTION, SECTOR

from .counted_list import CountedList
from .page_charts import corridors, facet_bars, year_columns
from .record_page import RecordPage


class SectorList(CountedList):
    """The sectors that agreements serve; by name they stand under their broad fields."""

    noun = SECTOR
    beside = "country"

    def groups(self, records):
        """Return the sectors by broad field of ISCED-F 2013, those without a code last.

        They are not parted where they are sought, or sorted by number, or none has a code.
        """
        is_by_name = not self.selection.query and self.selection.sort in ("", *SECTOR.orders)
        coded = {sector: broad_field(sector.isced_code) for sector in records}
        if not is_by_name or not any(code for code, _name in coded.values()):
            return super().groups(records)
        ordered = sorted(records, key=lambda sector: coded[sector][0] or "~")
        return [
            (self.heading(*field), list(sectors))
            for field, sectors in groupby(ordered, key=coded.__getitem__)
        ]

    def heading(self, code, name):
        """Return the heading of a broad field."""
        if not code:
            return _("Without a code of ISCED-F 2013")
        return _("%(code)s %(name)s") % {"code": code, "name": name}


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
