"""The page of an agreement: its neighbours in a list, and what came of it."""

import pytest

from tests.factories import AgreementFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed():
    """Three agreements whose titles are in the order of their numbers."""
    return [AgreementFactory(title=title) for title in "abc"]


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [(0, None, 1), (1, 0, 2), (2, 1, None)],
    ids=["first", "in the middle", "last"],
)
def test_agreement_stands_between_its_neighbours(client, listed, number, before, after):
    address = listed[number].get_absolute_url()

    neighbours = client.get(f"{address}?sort=title").context["neighbours"]

    assert (neighbours["previous"], neighbours["next"]) == (
        None if before is None else listed[before],
        None if after is None else listed[after],
    )
    assert (neighbours["position"], neighbours["total"]) == (number + 1, 3)


def test_way_back_leads_to_the_page_of_the_list_on_which_the_agreement_stands(client, listed):
    context = client.get("/agreements/AG-0003/?sort=title&page_size=2").context

    assert context["neighbours"]["list"] == "/agreements/?sort=title&page_size=2&page=2"
    assert context["list_context"] == "?sort=title"


@pytest.mark.parametrize(("projects", "has_more"), [(25, False), (26, True)], ids=str)
def test_projects_that_it_led_to_are_listed(client, projects, has_more):
    agreement = AgreementFactory()
    ProjectFactory.create_batch(projects, agreement=agreement)
    ProjectFactory()

    found = client.get(agreement.get_absolute_url()).context["projects"]

    assert {project.agreement_id for project in found["rows"]} == {agreement.pk}
    assert (len(found["rows"]), found["has_more"]) == (25, has_more)
