"""Publishers: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Institution, Publisher
from agreements.models.ordering import by_number_of

from .arrangements import NAME_ORDERS, Arrangement
from .country import COUNTRY
from .facets import ChoiceFacet
from .noun import Naming, Noun, Row
from .published import of_records, published
from .schema_org import Told


def json_ld(publisher: Publisher, _told: Told) -> dict:
    """Return a publisher, as whatever body it is."""
    return {"@type": "Organization", "name": publisher.name}


BY_SOURCES = by_number_of(Publisher, "sources", counted="source", parameter="publisher")

PUBLISHER = Noun(
    model=Publisher,
    plural="publishers",
    records=Publisher.objects.all(),
    names=("name",),
    elsewhere=("name",),
    rows={"institution": Row(is_optional=True)},
    found_by={"institution": ("institution",)},
    naming=Naming.PROPER_NAME,
    facets=(
        ChoiceFacet(
            parameter="kind",
            label=_("Kind"),
            unknown_message=_("No kind of institution is called “%(value)s”."),
            path="institution__kind",
            choices=Institution.Kind,
        ),
        COUNTRY.counted_along("institution__country"),
    ),
    orders=NAME_ORDERS
    | {
        "-sources": Arrangement(_("Most sources first"), BY_SOURCES, descending=True),
    },
    missing=_("The register has no publisher with the number %(address)s."),
    empty=_("No publisher matches all of these filters."),
    list_sentence=_("Those who published what is cited here: each is one voice."),
    record_sentence=_("%(name)s: what it published that is cited in this register."),
    unknown_value=_("No publisher has the number “%(value)s”."),
    holdings=ngettext_lazy("%(shown)s publisher", "%(shown)s publishers", "count"),
    columns=of_records(Publisher, *published(Publisher, "name", "institution")),
    json_ld=json_ld,
)
