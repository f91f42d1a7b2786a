"""The page of an institution: what it takes part in, and what its people say."""

import pytest

from tests.factories import (
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def college():
    return InstitutionFactory(name="College")


def shown(client, institution):
    return client.get(institution.get_absolute_url()).context


def test_what_its_people_say_is_a_statement_and_no_evidence(client, college):
    said = CitationFactory(speaker="Rector", speaker_institution=college)
    about = CitationFactory(agreement=None, institution=college)
    both = CitationFactory(
        agreement=None, institution=college, speaker="Rector", speaker_institution=college
    )

    context = shown(client, college)

    assert context["statements"] == [said, both]
    assert context["view"].citations() == [about, both]


def test_partner_is_no_branch(client, college):
    agreement = PartyFactory(institution=college).agreement
    PartyFactory(agreement=agreement)
    branch = InstitutionFactory(parent=college)

    assert shown(client, college)["branches"] == {"rows": [branch], "has_more": False}


def test_branch_that_is_a_partner_too_stands_as_both(client, college):
    branch = InstitutionFactory(name="Branch", parent=college)
    agreement = PartyFactory(institution=college).agreement
    PartyFactory(agreement=agreement, institution=branch)

    context = shown(client, college)

    assert context["branches"]["rows"] == [branch]
    assert [box.node.label for box in context["partners"].wide.sides] == ["Branch"]


def test_alliances_events_and_projects_are_its_own(client, college):
    alliance = MembershipFactory(institution=college).alliance
    event, project = EventFactory(host=college), ProjectFactory(host=college)
    other = InstitutionFactory()
    MembershipFactory(institution=other)
    EventFactory(host=other)
    ProjectFactory(host=other)

    context = shown(client, college)

    assert context["alliances"] == [alliance]
    assert context["hosted_events"]["rows"] == [event]
    assert context["hosted_projects"]["rows"] == [project]
