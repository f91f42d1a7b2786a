"""What readers come for, on real pages in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import AgreementFactory

TELECOMMUNICATION = "Sino-Uzbek telecommunication college in Tashkent"
VEHICLES = "Sino-Uzbek new energy vehicle industry college"
FURTHER = "Eleven further agreements of the Chongqing conference"
FRAMEWORK = "Framework agreement on vocational education between Chongqing and the Samarkand region"
ALL = sorted([TELECOMMUNICATION, VEHICLES, FURTHER, FRAMEWORK])


def heading(page):
    """Return what the page is headed with."""
    return page.get_by_role("heading", level=1)


def agreements(page):
    """Return the titles of the agreements that are listed, in their order."""
    return page.locator("main a[href*='/agreements/AG-']").all_inner_texts()


def follow(control):
    """Click on a link or a button, and wait until the page that it leads to is all there."""
    with control.page.expect_navigation():
        control.click()


def choose(page, value):
    """Follow the link of a value of a facet."""
    follow(page.locator(".facets").get_by_role("link", name=re.compile(f"^{value}")))


def chip(page, value):
    """Return the link that says that a value is chosen, and takes it away."""
    return page.locator(".chips").get_by_role("link", name=value)


def test_reader_browses_by_sector_from_the_first_page(page):
    page.goto("/")

    bars = page.get_by_role("main").get_by_role("link", name=re.compile("^Telecommunication"))
    follow(bars.first)

    assert agreements(page) == [TELECOMMUNICATION]


def test_reader_browses_by_country_from_the_first_page(page):
    page.goto("/")

    follow(page.get_by_role("navigation").get_by_role("link", name="Countries"))
    follow(page.get_by_role("main").get_by_role("link", name="Uzbekistan", exact=True))

    expect(heading(page)).to_have_text("Uzbekistan")
    assert sorted(agreements(page)) == ALL


def test_reader_combines_two_filters_and_takes_one_away(page):
    page.goto("/agreements/")

    choose(page, "Framework agreement")
    expect(chip(page, "Framework agreement")).to_be_visible()
    choose(page, "Uzbekistan")
    expect(chip(page, "Uzbekistan")).to_be_visible()
    combined = agreements(page)
    follow(chip(page, "Framework agreement"))

    expect(chip(page, "Framework agreement")).to_have_count(0)
    expect(chip(page, "Uzbekistan")).to_be_visible()
    assert combined == [FRAMEWORK]
    assert sorted(agreements(page)) == ALL


def test_reader_turns_the_pages_of_a_list(page):
    AgreementFactory.create_batch(60)
    turned = []

    page.goto("/agreements/")
    for number in ("1", "2", "3"):
        links = page.get_by_role("navigation", name="Pages")
        expect(links.locator("[aria-current=page]")).to_have_text(number)
        turned += agreements(page)
        if number != "3":
            follow(links.get_by_role("link", name="Next"))

    assert links.get_by_role("link", name="Next").count() == 0
    assert len(turned) == len(set(turned)) == 64


def test_reader_follows_a_value_to_its_evidence_and_its_source(page):
    page.goto("/agreements/")

    follow(page.get_by_role("link", name=TELECOMMUNICATION))
    expect(heading(page)).to_have_text(TELECOMMUNICATION)
    follow(page.locator("#evidence-sectors").get_by_role("link", name="China Daily"))
    follow(page.locator(":target").get_by_role("link", name="Vocational education"))

    expect(heading(page)).to_have_text("Vocational education cooperation boosted with Uzbekistan")


@pytest.mark.parametrize("words", ["重庆", "Чунцин", "chongqing"])
def test_reader_finds_the_same_in_any_script(page, words):
    AgreementFactory(title="Elsewhere")
    page.goto("/")

    search = page.get_by_role("search", name="Search the register")
    search.get_by_role("searchbox").fill(words)
    follow(search.get_by_role("button", name="Search"))

    expect(heading(page)).to_have_text("Search")
    assert sorted(agreements(page)) == ALL


def test_reader_is_told_what_the_register_does_not_have(page):
    page.goto("/agreements/?country=atlantis")

    summary = page.get_by_role("alert")
    told = summary.get_by_role("listitem").all_inner_texts()
    follow(summary.get_by_role("link", name="Start again without filters"))

    expect(summary).to_have_count(0)
    assert told == [
        "No country has the code “atlantis”; codes are two capital letters, as in UZ."
        " Leave out “atlantis”"
    ]
    assert sorted(agreements(page)) == ALL


def test_reader_is_led_on_from_where_nothing_stands(page, witness):
    witness.pardon("/agreements/AG-9999/")

    answer = page.goto("/agreements/AG-9999/")
    expect(heading(page)).to_have_text("There is no page at this address")
    follow(page.get_by_role("main").get_by_role("link", name="Agreements"))

    expect(heading(page)).to_have_text("Agreements")
    assert answer.status == 404


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_editor_renames_an_institution_for_all_readers(new_page, page, admin_user, scripts):
    editor = new_page(java_script_enabled=scripts)
    editor.goto("/admin/login/?next=/institutions/IN-0002/")
    editor.get_by_label("Username").fill("admin")
    editor.get_by_label("Password").fill("password")
    follow(editor.get_by_role("button", name="Log in"))

    follow(editor.get_by_role("main").get_by_role("link", name="Edit"))
    editor.get_by_role("textbox", name="Name:").fill("ZTE Corporation")
    follow(editor.get_by_role("button", name="Save", exact=True).first)
    # The name is cited: whether its sources still support it is asked.
    for answer in editor.get_by_label("still supports it").all():
        answer.check()
    follow(editor.get_by_role("button", name="Save", exact=True).first)
    expect(editor.get_by_text("was changed successfully")).to_be_visible()
    page.goto("/institutions/IN-0002/")

    expect(heading(page)).to_have_text("ZTE Corporation")
