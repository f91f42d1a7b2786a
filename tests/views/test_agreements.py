"""The page of an agreement: its neighbours in a list, and what came of it."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.models.days import Day
from tests.factories import AgreementFactory, ProjectFactory, SectorFactory
from tests.views.wording import text

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


@pytest.mark.parametrize(
    ("term", "told", "is_in_force"),
    [
        (
            {"starts_on": date(2000, 1, 1), "is_open_ended": True},
            "no end was agreed",
            "In force on",
        ),
        ({"ends_on": date(2000, 1, 1)}, "1 January 2000", "Not in force on"),
    ],
)
def test_page_says_whether_it_is_in_force_today(client, term, told, is_in_force):
    agreement = AgreementFactory(**term)
    today = Day(timezone.localdate(), "day")

    page = text(client.get(agreement.get_absolute_url()))
    assert f"{told} ◌ No source is cited yet. {is_in_force} {today}" in page


@pytest.mark.parametrize("term", [{}, {"starts_on": date(2000, 1, 1)}, {"status": "completed"}])
def test_page_does_not_say_so_where_the_term_does_not(client, term):
    agreement = AgreementFactory(**term)

    assert "n force on" not in text(client.get(agreement.get_absolute_url()))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"stands_for": 1}, ""),
        (
            {"stands_for": 11},
            "These agreements serve these sectors among them; which serves which is not known.",
        ),
        (
            {"stands_for": 11, "serves_all_sectors": True},
            "Each of these agreements serves all of these sectors.",
        ),
    ],
)
def test_page_says_which_of_several_serve_its_sectors(client, fields, told):
    agreement = AgreementFactory(**fields)
    agreement.sectors.add(SectorFactory(name="Forestry"))

    shown = text(client.get(agreement.get_absolute_url()))

    assert f"Forestry ◌ No source is cited yet. {told}".strip() in shown
    assert ("serves all of" in shown or "which serves which" in shown) is bool(told)
