"""The page of a record: its one address, its rows, its lists."""

import re

import pytest

from tests.factories import (
    AgreementFactory,
    EventFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)
from tests.views.wording import text, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["ag-0001", "AG-00001", "ag-000000001"])
def test_other_spellings_of_a_number_lead_to_the_true_address(client, address):
    AgreementFactory()

    response = client.get(f"/agreements/{address}/")

    assert (response.status_code, response.headers["Location"]) == (301, "/agreements/AG-0001/")


@pytest.mark.parametrize(("agreements", "is_longer"), [(25, False), (26, True)])
def test_rest_of_a_list_is_offered_where_there_is_any(client, agreements, is_longer):
    institution, sector = InstitutionFactory(), SectorFactory(slug="forestry")
    for _each in range(agreements):
        party = PartyFactory(institution=institution)
        party.agreement.sectors.add(sector)

    pages = [client.get(f"/{address}/") for address in ("sectors/forestry", "countries/UZ")]

    assert [len(page.context["agreements"]["rows"]) for page in pages] == [25, 25]
    assert [page.context["agreements"]["has_more"] for page in pages] == [is_longer] * 2
    assert [f"Show all of them ({agreements})" in text(page) for page in pages] == [is_longer] * 2


@pytest.mark.parametrize(("branches", "has_more"), [(25, False), (26, True)])
def test_rows_of_the_database_tell_whether_there_are_more(client, branches, has_more):
    parent = InstitutionFactory()
    InstitutionFactory.create_batch(branches, parent=parent)

    found = client.get(parent.get_absolute_url()).context["branches"]

    assert (len(found["rows"]), found["has_more"]) == (25, has_more)


def test_evidence_stands_in_the_row_of_its_value_and_nowhere_else(client, register):
    page = client.get("/agreements/AG-0001/").content.decode()

    rows = dict(
        re.findall(r'id="evidence-([a-z_0-9-]+)"(.*?)(?=id="evidence-|id="sources")', page, re.S)
    )

    assert "The college is for telecommunication." in words(rows["sectors"])
    assert page.count("The college is for telecommunication.") == 1
    assert "B · CRI Online ¶1 paragraph 1" in words(rows["sectors"])


def test_each_letter_in_the_margin_leads_to_its_source_below(client, register):
    for address in ("/agreements/AG-0001/", "/institutions/IN-0001/", "/countries/CN/"):
        response = client.get(address)
        page = response.content.decode()

        letters = set(re.findall(r'class="siglum" href="#source-([A-Z]+)"', page))

        below = {marked: source.title for marked, source in response.context["sources"]}
        assert letters == set(below)
        assert all(f'id="source-{marked}"' in page for marked in below)


def test_head_says_where_sources_disagree_and_of_when_its_evidence_is(client, register):
    head = text(client.get("/agreements/AG-0001/")).partition("Who agreed")[0]

    assert (
        "Disputed Values: Disputed · 1 Corroborated · 7 Single source · 1 3 sources "
        "Last heard of: 3 November 2025 Last changed here: "
    ) in head.replace("◐ ", "").replace("●● ", "").replace("● ", "")
    assert "Disputed in Parties: Tashkent State Transport University" in head
    assert "by CRI Online" in head


def test_what_nobody_knows_is_said_once(client):
    event = EventFactory()

    page = text(client.get(event.get_absolute_url()))

    assert page.count("Not known") == 1
    assert "Not known Place · First day · Host" in page
