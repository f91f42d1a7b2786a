"""Sectors: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Sector

from .arrangements import NAME_ORDERS
from .noun import Naming, Noun, Row
from .published import of_records, published
from .schema_org import Told

ISCED = {"@type": "DefinedTermSet", "name": "ISCED-F 2013"}


def json_ld(sector: Sector, _told: Told) -> dict:
    """Return a sector with its code in UNESCO's classification."""
    return {
        "@type": "DefinedTerm",
        "name": sector.name,
        "termCode": sector.isced_code,
        "inDefinedTermSet": sector.isced_code and ISCED,
    }


SECTOR = Noun(
    model=Sector,
    plural="sectors",
    records=Sector.objects.all(),
    names=("name", "source_wording"),
    elsewhere=("name",),
    rows={
        "source_wording": Row(is_optional=True),
        "isced_code": Row(is_optional=True, template="agreements/_isced_code.html"),
    },
    uncited=("name", "names", "isced_code"),
    naming=Naming.TERM,
    is_counted=True,
    orders=NAME_ORDERS,
    missing=_("The register has no sector called %(address)s."),
    list_sentence=_("Sectors that cooperation agreements serve, with their numbers."),
    record_sentence=_("%(name)s: cooperation agreements of this sector, and who made them."),
    unknown_value=_("No sector is called “%(value)s”."),
    holdings=ngettext_lazy("%(shown)s sector", "%(shown)s sectors", "count"),
    columns=of_records(Sector, *published(Sector, "name", "source_wording", "isced_code")),
    json_ld=json_ld,
)
