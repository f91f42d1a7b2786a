"""The page of a sector: its agreements, who made them, and what is known to be unknown of it."""

import pytest

from tests.factories import AgreementFactory, NameFactory, PartyFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def forestry():
    return SectorFactory(slug="forestry")


def test_agreements_and_institutions_are_those_of_the_sector(client, forestry):
    party, other = PartyFactory(), PartyFactory()
    party.agreement.sectors.add(forestry)
    other.agreement.sectors.add(SectorFactory())

    context = client.get("/sectors/forestry/").context

    assert context["agreements"]["rows"] == [party.agreement]
    assert context["institutions"]["rows"] == [party.institution]


def test_record_for_several_agreements_leaves_some_of_the_sector_unknown(client, forestry):
    for stands_for in (1, 1, 11):
        AgreementFactory(stands_for=stands_for).sectors.add(forestry)

    meter = client.get("/sectors/forestry/").context["meter"]

    assert (meter.recorded, meter.figure.value, meter.figure.upper) == (2, 3, 13)


def test_records_that_serve_the_sector_as_a_whole_are_all_counted(client, forestry):
    for serves_all in (True, False):
        agreement = AgreementFactory(stands_for=11, serves_all_sectors=serves_all)
        agreement.sectors.add(forestry)

    first = client.get("/sectors/forestry/").context["meter"].figure
    agreement.delete()
    second = client.get("/sectors/forestry/").context["meter"].figure

    assert (first.amount, second.amount) == ("between 12 and 22", "11")


def test_sector_whose_agreements_are_all_described_has_no_meter(client, forestry):
    AgreementFactory().sectors.add(forestry)

    assert client.get("/sectors/forestry/").context["meter"] is None


def test_names_in_other_languages_bear_no_mark(client, forestry):
    NameFactory(institution=None, sector=forestry, text="林业", language="zh-Hans")

    response = client.get("/sectors/forestry/")

    names = response.content.decode().partition('<h2 id="names">')[2].partition("</section>")[0]
    assert [name.text for name in response.context["names"]] == ["林业"]
    assert ("林业" in names, "mark" in names) == (True, False)
