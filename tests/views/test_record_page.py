"""The page of a record: its one address, its rows, its lists."""

import pytest

from tests.factories import AgreementFactory, InstitutionFactory, PartyFactory, SectorFactory
from tests.views.wording import text

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
    assert [f"Show all {agreements}" in text(page) for page in pages] == [is_longer] * 2


@pytest.mark.parametrize(("branches", "has_more"), [(25, False), (26, True)])
def test_rows_of_the_database_tell_whether_there_are_more(client, branches, has_more):
    parent = InstitutionFactory()
    InstitutionFactory.create_batch(branches, parent=parent)

    found = client.get(parent.get_absolute_url()).context["branches"]

    assert (len(found["rows"]), found["has_more"]) == (25, has_more)
