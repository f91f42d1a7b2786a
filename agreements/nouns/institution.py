"""Institutions: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.models import Country, Identifier, Institution
from agreements.models.ordering import BY_KNOWN_NAME, by_number_of
from agreements.models.web_address import is_web_address

from .alliance import ALLIANCE
from .arrangements import NAME_ORDERS, Arrangement
from .column import Column, Kind
from .country import COUNTRY
from .facets import ChoiceFacet, PartnerFacet, YesNoFacet
from .noun import Apart, Naming, Noun, Row
from .place import places_along
from .published import of_records, published
from .schema_org import Told, address_of, known
from .sector import SECTOR

UNIVERSITY = "CollegeOrUniversity"
SCHOOL = "EducationalOrganization"
GOVERNMENT = "GovernmentOrganization"
# Bodies of the other kinds are an Organization: schema.org has no word for them.
SCHEMA_TYPES = {
    Institution.Kind.VOCATIONAL_COLLEGE: UNIVERSITY,
    Institution.Kind.TECHNICAL_COLLEGE: UNIVERSITY,
    Institution.Kind.UNIVERSITY: UNIVERSITY,
    Institution.Kind.VOCATIONAL_SCHOOL: SCHOOL,
    Institution.Kind.TRAINING_CENTRE: SCHOOL,
    Institution.Kind.RESEARCH_INSTITUTE: "ResearchOrganization",
    Institution.Kind.MINISTRY: GOVERNMENT,
    Institution.Kind.PUBLIC_AUTHORITY: GOVERNMENT,
    Institution.Kind.HOSPITAL: "Hospital",
}


def named(institution: Institution) -> dict:
    """Return the type and name of a body; of one that no source names, what it is."""
    word = "name" if institution.is_named else "description"
    kind = SCHEMA_TYPES.get(institution.kind, "Organization")
    return {"@type": kind, word: institution.name}


def mention(institution: Institution, told: Told) -> dict:
    return {"@id": told.absolute(institution.get_absolute_url()), **named(institution)}


def property_value(identifier: Identifier) -> dict:
    return known(
        {
            "@type": "PropertyValue",
            "propertyID": identifier.authority,
            "value": identifier.value,
            "url": identifier.address,
        }
    )


def known_elsewhere(institution: Institution) -> dict:
    """Return the identifiers of a body beside its number, and where others tell of the same."""
    identifiers = institution.identifiers.all()
    if not identifiers:
        return {}
    return {
        "identifier": [institution.ref, *map(property_value, identifiers)],
        "sameAs": [one.address for one in identifiers if one.address],
    }


def json_ld(institution: Institution, told: Told) -> dict:
    """Return an institution under the most fitting sort of Organization."""
    return {
        **named(institution),
        **known_elsewhere(institution),
        "url": is_web_address(institution.website) and institution.website,
        "address": address_of(institution.country, institution.place),
        "parentOrganization": institution.parent and mention(institution.parent, told),
    }


INSTITUTIONS = ngettext_lazy("%(shown)s institution", "%(shown)s institutions", "count")
NOT_NAMED = ngettext_lazy(
    "%(shown)s body that no source names", "%(shown)s bodies that no source names", "count"
)

IDENTIFIERS = Column(
    name="identifiers",
    means=_("What others know it by, each after who gives it: ror: 05xpvk416."),
    kind=Kind.LIST,
    term="https://schema.org/identifier",
    field="identifiers",
    made=lambda row: [f"{giver}: {value}" for giver, value in row.linked["identifiers"]],
)

BY_AGREEMENTS = by_number_of(
    Institution, "parties__agreement", counted="agreement", parameter="institution"
)

INSTITUTION = Noun(
    model=Institution,
    plural="institutions",
    records=Institution.objects.for_rows(),
    names=("name",),
    identifiers="identifiers",
    elsewhere=("name", "is_named", "summary", "identifiers"),
    rows={"parent": Row(is_optional=True), "website": Row(is_optional=True)},
    uncited=("is_named", "summary"),
    found_by={
        "institution": ("parent",),
        "country": ("country",),
        "place": ("place",),
        "sector": ("parties__agreement__sectors",),
        "alliance": ("memberships__alliance",),
        "person": ("citations__speaker_person",),
    },
    found_loosely_by=("alliance", "person", "sector"),
    naming=Naming.PROPER_NAME,
    facets=(
        COUNTRY.counted_along("country"),
        ChoiceFacet(
            parameter="kind",
            label=_("Kind"),
            unknown_message=_("No kind of institution is called “%(value)s”."),
            path="kind",
            choices=Institution.Kind,
        ),
        SECTOR.counted_along("parties__agreement__sectors"),
        ALLIANCE.counted_along("memberships__alliance"),
        PartnerFacet(
            parameter="works_with",
            label=_("Works with"),
            unknown_message=COUNTRY.unknown_value,
            path="parties__agreement__parties__institution__country",
            partner="parties__agreement__parties__institution",
            model=Country,
        ),
        YesNoFacet(
            parameter="named",
            label=_("Named"),
            unknown_message=_("“%(value)s” is neither yes nor no."),
            path="is_named",
            choices=Institution.Named,
        ),
    ),
    derived=(places_along(Institution, "place"),),
    orders={
        **{sort: by_name._replace(order=BY_KNOWN_NAME) for sort, by_name in NAME_ORDERS.items()},
        "-agreements": Arrangement(_("Most agreements first"), BY_AGREEMENTS, descending=True),
    },
    missing=_("The register has no institution with the number %(address)s."),
    empty=_("No institution matches all of these filters."),
    list_sentence=_("Colleges, enterprises and authorities that made cooperation agreements."),
    record_sentence=_(
        "%(name)s: its agreements, alliances and projects, and the sources for each."
    ),
    unknown_value=_("No institution has the number “%(value)s”."),
    holdings=INSTITUTIONS,
    apart=Apart("named", {Institution.Named.YES: INSTITUTIONS, Institution.Named.NO: NOT_NAMED}),
    columns=of_records(
        Institution,
        *published(
            Institution,
            "name",
            "is_named",
            "kind",
            "place",
            "country",
            "parent",
            "website",
        ),
        IDENTIFIERS,
        *published(Institution, "summary"),
    ),
    json_ld=json_ld,
)
