"""Entering an agreement in a real browser, with all that is new in it: how much it costs."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from agreements.editing.integrity import violations
from agreements.models import Agreement, Edit, Institution, Place, Sector, Source
from tests.browser.hands import Hands

PASSWORD = "reed basket 41"
ADDRESS = "https://news.college.example/info/1020/1144.htm"
CLAIM = "Tells of the online signing of 29 July 2022, of both colleges and of two fields of work."
MOST_CLICKS, MOST_FIELDS = 45, 24


@pytest.fixture
def hands(new_page):
    """The hands of an editor who has just logged in."""
    User.objects.create_superuser("editor", password=PASSWORD)
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()
    return Hands(page)


def begin(hands):
    """Go from the first page to the form, by the address of the source."""
    hands.press("link", "Enter from a source")
    hands.type("q", f"{ADDRESS}?utm_source=letter")
    hands.press("button", "Find")
    hands.press("link", "Enter with a new source")


def enter_source(hands):
    hands.type("source_title", "A college speeds up workshops in two countries")
    hands.type("source_new_publisher", "Seaside Daily")
    hands.type("source_published_on", "30 September 2022")
    hands.type("source_language", "en")


def enter_agreement(hands):
    hands.type("title", "A workshop for transport: memorandum of understanding")
    hands.choose("kind", "Agreement on a workshop")
    hands.type("signed_on", "29 July 2022")
    hands.find("sectors", "telecom", "Telecommunication")
    hands.type("new_sectors", "Harbour logistics")


def enter_parties(hands):
    hands.find("parties-0-institution", "tashkent state transport", "Tashkent State Transport")
    hands.choose("parties-0-role", "Host")
    hands.tick("parties-0-is_cited")
    hands.click(hands.page.locator("#parties-1 summary"))
    hands.type("parties-1-new_name", "Seaside Maritime College")
    hands.choose("parties-1-new_kind", "Vocational college")
    hands.find("parties-1-new_country", "china", "China")
    hands.type("parties-1-new_place_name", "Harbourtown")
    hands.choose("parties-1-role", "Education provider")
    hands.tick("parties-1-is_cited")


def enter_citation(hands):
    hands.choose("citations-0-locator_unit", "Paragraph")
    hands.type("citations-0-locator", "4")
    hands.type("citations-0-claim", CLAIM)
    for field in ("kind", "status", "signed_on", "stands_for", "sectors"):
        hands.tick("citations-0-field", field)


def enter_all(hands):
    """Enter the agreement as a whole, and save it."""
    begin(hands)
    enter_source(hands)
    enter_agreement(hands)
    enter_parties(hands)
    enter_citation(hands)
    hands.press("button", "Save")


def test_agreement_is_entered_with_all_that_is_new_in_one_form(hands):
    enter_all(hands)

    expect(hands.page.get_by_text("was added successfully")).to_be_visible()
    assert (hands.clicks <= MOST_CLICKS, hands.fields <= MOST_FIELDS) == (True, True), (
        hands.clicks,
        hands.fields,
    )
    college = Institution.objects.get(name="Seaside Maritime College")
    made = [Source.objects.get(title__startswith="A college speeds up").publisher.name]
    made += [college.place.name, Sector.objects.get(slug="harbour-logistics").name]
    assert made == ["Seaside Daily", "Harbourtown", "Harbour logistics"]
    assert Place.objects.get(name="Harbourtown").citations.count() == 2
    assert Agreement.objects.latest("pk").parties.count() == 2
    assert Edit.objects.filter(who="editor").count() == 1
    assert [problem for problem in violations() if problem.record] == []
