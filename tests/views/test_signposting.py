"""What programs follow from a record's page: FAIR Signposting, level 1."""

import pytest

from agreements.views.signposting import signposts
from tests.factories import AgreementFactory, CountryFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def signposts_of(client, record):
    return signposts(client.get(record.get_absolute_url()).context["metadata"].data)


def test_record_is_cited_described_licensed_and_of_a_kind(client, settings):
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", "https://coop.example/"
    page = f"{SITE}/agreements/AG-0001"

    assert signposts_of(client, AgreementFactory()) == [
        (f"{page}/", "cite-as", ""),
        ("https://schema.org/AboutPage", "type", ""),
        ("https://schema.org/CreativeWork", "type", ""),
        (f"{page}.jsonld", "describedby", "application/ld+json"),
        (f"{page}.json", "describedby", "application/json"),
        (f"{page}.bib", "describedby", "application/x-bibtex"),
        (f"{page}.ris", "describedby", "application/x-research-info-systems"),
        (f"{page}.csl.json", "describedby", "application/vnd.citationstyles.csl+json"),
        ("https://creativecommons.org/licenses/by/4.0/", "license", ""),
        ("https://coop.example/", "author", ""),
    ]


@pytest.mark.parametrize("address", ["", "register@coop.example"])
def test_keeper_without_a_page_is_no_author(client, settings, address):
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", address

    relations = [relation for _address, relation, _kind in signposts_of(client, CountryFactory())]

    assert relations == ["cite-as", *["type"] * 2, *["describedby"] * 5, "license"]


def test_what_a_record_is_said_to_be_described_by_is_there(client):
    found = signposts_of(client, InstitutionFactory(kind="ministry"))

    types = [address for address, relation, _kind in found if relation == "type"]
    kinds = {
        address: client.get(address.removeprefix(SITE)).headers["Content-Type"].partition(";")[0]
        for address, relation, _kind in found
        if relation == "describedby"
    }
    assert types == ["https://schema.org/AboutPage", "https://schema.org/GovernmentOrganization"]
    assert kinds == {address: kind for address, _relation, kind in found if kind}
