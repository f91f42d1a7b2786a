"""The page of an alliance: its members, its projects, the agreements made within it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    CountryFactory,
    MembershipFactory,
    ProjectFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def test_members_are_counted_by_their_countries(client):
    alliance = AllianceFactory()
    china = CountryFactory(code="CN", name="China")
    for country in (china, china, CountryFactory()):
        MembershipFactory(alliance=alliance, institution__country=country)
    MembershipFactory()

    countries = client.get(alliance.get_absolute_url()).context["countries"]

    assert [(value.label, value.count) for value in countries.values] == [
        ("China", 2),
        ("Uzbekistan", 1),
    ]


@pytest.mark.parametrize(("members", "has_more"), [(25, False), (26, True)], ids=str)
def test_first_members_are_listed(client, members, has_more):
    alliance = AllianceFactory()
    MembershipFactory.create_batch(members, alliance=alliance)

    found = client.get(alliance.get_absolute_url()).context["memberships"]

    assert (len(found["rows"]), found["has_more"]) == (25, has_more)


def test_projects_and_agreements_are_its_own(client):
    alliance, other = AllianceFactory(), AllianceFactory()
    agreement, another = AgreementFactory(), AgreementFactory()
    agreement.alliances.add(alliance)
    another.alliances.add(other)
    project = ProjectFactory(agreement=None, alliance=alliance)
    ProjectFactory(agreement=None, alliance=other)

    response = client.get(alliance.get_absolute_url())

    assert response.context["projects"]["rows"] == [project]
    assert response.context["agreements"]["rows"] == [agreement]
    assert another.title not in text(response)


def test_page_takes_as_many_queries_for_one_disputed_member_as_for_three(client):
    def queries(number):
        alliance = AllianceFactory()
        for membership in MembershipFactory.create_batch(number, alliance=alliance):
            CitationFactory(
                agreement=None,
                alliance=alliance,
                field="memberships",
                membership=membership,
                stance="disputes",
                stated_value="no member",
            )
        client.get(alliance.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            response = client.get(alliance.get_absolute_url())
        assert len(response.context["disputed_values"]) == number
        return len(captured)

    assert queries(1) == queries(3)
