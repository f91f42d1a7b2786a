"""How many queries each kind of page takes: few, and as many however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Figure, Institution, Name
from agreements.nouns import LISTED, NOUNS
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    FigureFactory,
    InstitutionFactory,
    MembershipFactory,
    NameFactory,
    PartyFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db

MAX_QUERIES = 12
# One search over all nouns asks for each of them.
MAX_QUERIES_A_NOUN = 2
SIZES = (3, 300)
MEASURES = Figure.Measure.values


HUB = (
    *("agreement", "institution", "alliance", "event", "project"),
    *("sector", "country", "place", "source"),
)


def hub():
    """Return one record of each noun, connected with each other, for others to be tied to."""
    place = PlaceFactory(name="Tashkent", latitude=41.3, longitude=69.3)
    college = InstitutionFactory(name="College", place=place)
    alliance = AllianceFactory(name="College alliance", guided_by=college)
    conference = EventFactory(name="College conference", host=college, place=place)
    event = EventFactory(name="College day", host=college, place=place, part_of=conference)
    sector = SectorFactory(slug="forestry", name="College forestry")
    agreement = AgreementFactory(title="College agreement", event=event)
    agreement.sectors.add(sector)
    agreement.alliances.add(alliance)
    PartyFactory(agreement=agreement, institution=college)
    project = ProjectFactory(
        name="College project", agreement=agreement, alliance=alliance, host=college, place=place
    )
    others = {noun: factory_of(noun)() for noun in NOUNS if noun not in HUB}
    return {
        **others,
        "agreement": agreement,
        "institution": college,
        "alliance": alliance,
        "event": event,
        "project": project,
        "sector": sector,
        "country": college.country,
        "place": place,
        "source": SourceFactory(title="College news"),
    }


def tie(records, number):
    """Tie one more row of every kind to each record that has room for it."""
    body = InstitutionFactory(
        name=f"College {number}", parent=records["institution"], place=records["place"]
    )
    other = AgreementFactory(title=f"College agreement {number}", event=records["event"])
    other.sectors.add(records["sector"], SectorFactory())
    other.alliances.add(records["alliance"])
    for institution in (records["institution"], body):
        PartyFactory(agreement=other, institution=institution)
    PartyFactory(agreement=records["agreement"], institution=body)
    MembershipFactory(alliance=records["alliance"], institution=body)
    MembershipFactory(alliance=AllianceFactory(), institution=records["institution"])
    EventFactory(host=records["institution"], place=records["place"], part_of=records["event"])
    ProjectFactory(
        agreement=records["agreement"], alliance=records["alliance"], host=records["institution"]
    )
    PlaceFactory(parent=records["place"], country=records["country"])
    nothing = {"agreement": None, "alliance": None, "institution": None}
    for noun in NOUNS:
        if noun == "source":
            continue
        about = {**nothing, noun: records[noun]}
        CitationFactory(
            **about,
            source=records["source"],
            speaker=f"Speaker {number}",
            speaker_institution=records["institution"],
        )
        if noun in Name.SUBJECTS:
            NameFactory(**about)
        if noun in Figure.SUBJECTS:
            FigureFactory(**about, measure=MEASURES[number % len(MEASURES)])


@pytest.fixture(params=SIZES)
def records(request):
    """One record of each noun, with so many rows of every kind."""
    records = hub()
    for number in range(request.param):
        tie(records, number)
    return records


def queries(client, address):
    """Return how many queries a page takes where nothing was written since the one before."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_each_kind_of_page_takes_few_queries(client, records):
    agreement, college = records["agreement"], records["institution"]
    chosen = (
        "?sector=forestry&country=UZ&kind=agreement&status=signed&evidence=single&year=undated"
        f"&event={records['event'].ref}&alliance={records['alliance'].ref}"
        f"&institution={college.ref}&sort=title"
    )
    addresses = ["/", "/coverage/", "/search/", *(f"/{noun.plural}/" for noun in LISTED)]
    addresses += [record.get_absolute_url() for record in records.values()]
    addresses += [
        f"/agreements/{chosen}",
        f"{agreement.get_absolute_url()}{chosen}",
        f"/agreements/?partners={college.ref}-{Institution.objects.last().ref}",
        f"/agreements/?place={records['place'].pk}",
        "/agreements/?corridor=UZ-UZ",
    ]

    counts = {address: queries(client, address) for address in addresses}

    assert {address: found for address, found in counts.items() if found > MAX_QUERIES} == {}


def test_searches_take_few_queries(client, records):
    addresses = [f"/{noun.plural}/?q=college" for noun in LISTED]
    addresses += ["/agreements/?q=college tashkent uzbekistan", "/institutions/?q=forestry"]

    counts = {address: queries(client, address) for address in addresses}
    found = queries(client, "/search/?q=college")

    assert {address: count for address, count in counts.items() if count > MAX_QUERIES} == {}
    assert found <= MAX_QUERIES_A_NOUN * len(NOUNS)
