"""Alliances: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Alliance, Institution
from agreements.models.ordering import BY_LAUNCHED, by_number_of

from .arrangements import NAME_ORDERS, Arrangement, day_orders
from .country import COUNTRY
from .facets import RecordFacet
from .noun import Naming, Noun
from .published import of_records, published
from .schema_org import Told
from .years import YearFacet


def json_ld(alliance: Alliance, _told: Told) -> dict:
    """Return an alliance: an Organization whose members are others."""
    return {
        "@type": "Organization",
        "name": alliance.name,
        "foundingDate": alliance.launched.iso,
    }


BY_MEMBERS = by_number_of(
    Alliance, "memberships__institution", counted="institution", parameter="alliance"
)

ALLIANCE = Noun(
    model=Alliance,
    plural="alliances",
    records=Alliance.objects.for_rows(),
    names=("name",),
    elsewhere=("name", "summary", "memberships", "agreements"),
    uncited=("summary", "agreements"),
    found_by={
        "institution": ("guided_by", "memberships__institution"),
        "person": ("citations__speaker_person",),
    },
    found_loosely_by=("person",),
    naming=Naming.PROPER_NAME,
    facets=(
        RecordFacet(
            parameter="guided_by",
            label=_("Launched under the guidance of"),
            unknown_message=_("No institution has the number “%(value)s”."),
            path="guided_by",
            model=Institution,
        ),
        COUNTRY.counted_along("memberships__institution__country"),
        YearFacet(parameter="year", label=_("Year of launch"), path="launched_on"),
    ),
    orders=day_orders("launched", BY_LAUNCHED)
    | {
        "-members": Arrangement(_("Most members first"), BY_MEMBERS, descending=True),
        **NAME_ORDERS,
    },
    missing=_("The register has no alliance with the number %(address)s."),
    empty=_("No alliance matches all of these filters."),
    list_sentence=_("Alliances of institutions, their members and agreements."),
    record_sentence=_("%(name)s: its members, agreements and projects, and the sources for each."),
    unknown_value=_("No alliance has the number “%(value)s”."),
    holdings=ngettext_lazy("%(shown)s alliance", "%(shown)s alliances", "count"),
    columns=of_records(
        Alliance,
        *published(
            Alliance, "name", "launched_on", "guided_by", "summary", "memberships", "agreements"
        ),
    ),
    json_ld=json_ld,
)
