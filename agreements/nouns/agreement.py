"""Agreements: what the register must know of them beyond their model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from agreements.models import Agreement
from agreements.models.grades import Grade
from agreements.models.heard import Heard
from agreements.models.ordering import BY_SIGNED, BY_UPDATED
from agreements.models.term import InForce

from . import source
from .alliance import ALLIANCE
from .arrangements import TITLE_ORDERS, Arrangement, day_orders
from .column import Column, Kind
from .country import COUNTRY
from .dated import HeardFacet, TermFacet
from .derived import PairFacet
from .event import EVENT
from .facets import ChoiceFacet, EvidenceFacet
from .institution import INSTITUTION, mention
from .noun import Noun, Row
from .place import places_along
from .published import REVISION, of_records, published
from .schema_org import Told
from .sector import SECTOR
from .years import YearFacet

COUNTRIES = COUNTRY.counted_along("parties__institution__country")
INSTITUTIONS = INSTITUTION.counted_along("parties__institution", is_shared=False)
TERM = ("starts_on", "ends_on", "is_open_ended")


def temporal_coverage(agreement: Agreement) -> str:
    """Return the term as an interval of ISO 8601: "2024-05-01/2027", ".." for an open end.

    Where its first day is not known, or not whether it ends, nothing is told.
    """
    last = ".." if agreement.is_open_ended else agreement.ends.iso
    return f"{agreement.starts.iso}/{last}" if agreement.starts and last else ""


def json_ld(agreement: Agreement, told: Told) -> dict:
    """Return an agreement: a document, or a collection of those that it stands for."""
    is_one = agreement.stands_for == 1
    return {
        "@type": "CreativeWork" if is_one else "Collection",
        "collectionSize": None if is_one else agreement.stands_for,
        "name": agreement.title,
        "genre": agreement.get_kind_display(),
        "dateCreated": agreement.signed.iso,
        "temporalCoverage": temporal_coverage(agreement),
        "about": [sector.name for sector in agreement.sectors.all()],
        "contributor": [mention(party.institution, told) for party in agreement.parties.all()],
        "citation": [source.json_ld(cited, told) for cited in told.sources],
    }


ISCED_CODES = Column(
    name="isced_codes",
    means=_("The ISCED-F 2013 codes of its sectors, in the order of the sectors."),
    kind=Kind.LIST,
    made=lambda row: [code for _slug, code in row.linked["sectors"]],
    is_repeated=True,
)
PARTIES = (
    Column(
        name="countries",
        means=_("The codes of the countries of its parties, each once."),
        kind=Kind.LIST,
        made=lambda row: sorted({party.country for party in row.linked["parties"]} - {None}),
    ),
    Column(
        name="parties",
        means=_("The numbers of its parties; the table of parties has a row for each."),
        kind=Kind.LIST,
        field="parties",
        made=lambda row: [party.institution for party in row.linked["parties"]],
    ),
    Column(
        name="party_names",
        means=_("The names of its parties, to be read; compute with the table of parties."),
        kind=Kind.LIST,
        made=lambda row: [party.name for party in row.linked["parties"]],
        is_repeated=True,
    ),
)
LINKS = Column(
    name="links",
    means=_("Its relations to other agreements, as a code and a number: renews AG-0002."),
    kind=Kind.LIST,
    field="links",
    made=lambda row: [f"{relation} {ref}" for ref, relation in row.linked["links"]],
)

AGREEMENT = Noun(
    model=Agreement,
    plural="agreements",
    records=Agreement.objects.select_related("event").with_evidence(),
    names=("title",),
    elsewhere=("title", "summary", "parties", "links"),
    rows={
        "starts_on": Row(is_optional=True, told_with=TERM),
        "ends_on": Row(
            is_optional=True,
            told_with=TERM,
            template="agreements/_term_end.html",
            note="agreements/_in_force.html",
        ),
        "sectors": Row(note="agreements/_sectors_served.html"),
        "alliances": Row(is_optional=True),
        "stands_for": Row(is_optional=True, template="agreements/_stands_for.html"),
    },
    uncited=("title", "summary"),
    found_by={
        "institution": ("parties__institution",),
        "country": ("parties__institution__country",),
        "place": ("parties__institution__place", "event__place"),
        "sector": ("sectors",),
        "alliance": ("alliances",),
        "event": ("event",),
        "person": ("citations__speaker_person",),
    },
    found_loosely_by=("alliance", "event", "person"),
    few=("parties",),
    facets=(
        SECTOR.counted_along("sectors", is_shared=False, shared_where="serves_all_sectors"),
        COUNTRIES,
        ChoiceFacet(
            parameter="kind",
            label=_("Kind"),
            unknown_message=_("No kind of agreement is called “%(value)s”."),
            path="kind",
            choices=Agreement.Kind,
        ),
        ChoiceFacet(
            parameter="status",
            label=_("Status"),
            unknown_message=_("No status is called “%(value)s”."),
            path="status",
            choices=Agreement.Status,
        ),
        TermFacet(
            parameter="in_force",
            label=_("In force today"),
            dated_label=pgettext_lazy("a filter", "In force on %(day)s"),
            unknown_message=_("“%(value)s” is not yes, no or not-known."),
            path="starts_on",
            choices=InForce,
        ),
        HeardFacet(
            parameter="heard",
            label=_("Newest source"),
            dated_label=_("Newest source, seen from %(day)s"),
            unknown_message=_("“%(value)s” is not lately, long-ago or not-known."),
            path="citations__source__published_on",
            choices=Heard,
        ),
        EvidenceFacet(
            parameter="evidence",
            label=_("Evidence"),
            unknown_message=_("No grade of evidence is called “%(value)s”."),
            path="evidence",
            choices=Grade,
            default=Grade.UNSOURCED,
            model=Agreement,
        ),
        YearFacet(
            parameter="year",
            label=_("Year of signing"),
            path="signed_on",
        ),
        ALLIANCE.counted_along("alliances", is_shared=False),
        EVENT.counted_along("event"),
        INSTITUTIONS,
    ),
    derived=(
        PairFacet(
            parameter="corridor",
            label=pgettext_lazy("two countries", "Between"),
            unknown_message=_(
                "“%(value)s” are not two countries; their codes are written as in CN-UZ."
            ),
            of=COUNTRIES,
            behind="country",
        ),
        PairFacet(
            parameter="partners",
            label=_("Partners"),
            unknown_message=_(
                "“%(value)s” are not two institutions; "
                "their numbers are written as in IN-0001-IN-0002."
            ),
            of=INSTITUTIONS,
        ),
        places_along(Agreement, "parties__institution__place", is_shared=False),
    ),
    orders={
        **day_orders("signed", BY_SIGNED),
        **TITLE_ORDERS,
        "-updated": Arrangement(_("Last edited first"), BY_UPDATED, descending=True),
        "updated": Arrangement(_("Last edited last"), BY_UPDATED),
    },
    weight="stands_for",
    missing=_("The register has no agreement with the number %(address)s."),
    empty=_("No agreement matches all of these filters."),
    list_sentence=_(
        "Cooperation agreements by sector, country, institution, year and evidence, with exact "
        "counts."
    ),
    record_sentence=_("%(name)s: who agreed what with whom, and which sources say so."),
    holdings=ngettext_lazy("%(shown)s agreement", "%(shown)s agreements", "count"),
    columns=(
        *of_records(
            Agreement,
            *published(
                Agreement,
                "title",
                "kind",
                "status",
                "signed_on",
                "starts_on",
                "ends_on",
                "is_open_ended",
                "stands_for",
                "serves_all_sectors",
                "event",
                "sectors",
            ),
            ISCED_CODES,
            *PARTIES,
            *published(Agreement, "alliances", "projects"),
            LINKS,
            *published(Agreement, "summary"),
        ),
        REVISION,
    ),
    json_ld=json_ld,
)
