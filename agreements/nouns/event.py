"""Events: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Event
from agreements.models.ordering import BY_FIRST_DAY

from .arrangements import NAME_ORDERS, day_orders
from .country import COUNTRY
from .noun import Naming, Noun, Row
from .place import places_along
from .published import of_records, published
from .schema_org import Told, location
from .years import YearFacet


def json_ld(event: Event, told: Told) -> dict:
    """Return an event with its days, no more exact than they are known."""
    return {
        "@type": "Event",
        "name": event.name,
        "startDate": event.first_day.iso,
        "endDate": event.last_day.iso,
        "location": location(event.place),
        "superEvent": event.part_of
        and {
            "@type": "Event",
            "@id": told.absolute(event.part_of.get_absolute_url()),
            "name": event.part_of.name,
        },
    }


EVENT = Noun(
    model=Event,
    plural="events",
    records=Event.objects.for_rows(),
    names=("name",),
    elsewhere=("name", "summary", "agreements"),
    rows={"part_of": Row(is_optional=True), "last_on": Row(is_optional=True)},
    uncited=("summary", "agreements"),
    found_by={
        "institution": ("host",),
        "person": ("citations__speaker_person",),
        "country": ("place__country",),
        "place": ("place",),
    },
    found_loosely_by=("person",),
    naming=Naming.PROPER_NAME,
    facets=(
        YearFacet(parameter="year", label=_("Year"), path="first_on"),
        COUNTRY.counted_along("place__country"),
    ),
    derived=(places_along(Event, "place"),),
    orders=day_orders("held", BY_FIRST_DAY) | NAME_ORDERS,
    missing=_("The register has no event with the number %(address)s."),
    empty=_("No event matches all of these filters."),
    list_sentence=_("Conferences and visits at which cooperation agreements were signed."),
    record_sentence=_("%(name)s: what was signed and said at it, and which sources say so."),
    unknown_value=_("No event has the number “%(value)s”."),
    holdings=ngettext_lazy("%(shown)s event", "%(shown)s events", "count"),
    columns=of_records(
        Event,
        *published(
            Event,
            "name",
            "kind",
            "part_of",
            "place",
            "first_on",
            "last_on",
            "host",
            "summary",
            "agreements",
        ),
    ),
    json_ld=json_ld,
)
