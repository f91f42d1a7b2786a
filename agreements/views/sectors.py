"""The pages of sectors."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from agreements.coverage import sector_meter
from agreements.index.facets import SLUG_PATTERN
from agreements.models import Agreement, Institution, Party, Sector

from .base import CountedList, RegisterDetail, first_rows


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
        at_work = Party.objects.filter(institution=OuterRef("pk"), agreement__sectors=sector)
        return super().get_context_data(
            meter=sector_meter(sector),
            agreements=first_rows(Agreement.objects.for_rows().filter(sectors=sector)),
            institutions=first_rows(
                Institution.objects.for_rows().filter(Exists(at_work)).order_by_name()
            ),
            **context,
        )
