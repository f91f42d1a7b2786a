"""What editors do with records and their sources, counted in a real browser."""

import pytest
from playwright.sync_api import expect

from agreements.editing.disputes import disputes_of
from agreements.models import Agreement, Institution, Source
from tests.admin.forms import change
from tests.browser.hands import Cost
from tests.browser.whole_register import as_it_stands, breaks
from tests.factories import CitationFactory, InstitutionFactory, PartyFactory

COLLEGE = "Tashkent Transport Technical College"
RIVAL = "Put “Tashkent Transportation Vocational College” in its place, as CRI Online says"
NAMES = {"uz-Cyrl": "Шайхонтоҳур политехникуми", "zh-Hans": "谢洪托胡尔技术学校"}


@pytest.fixture
def twin(register):
    """A second record of ZTE, which is a party and has sources of its own."""
    kept, agreement = Institution.objects.get(name="ZTE"), Agreement.objects.get(ref="AG-0002")
    twin = InstitutionFactory(name="ZTE Corporation", kind=kept.kind, country=kept.country)
    for field in ("name", "kind", "country"):
        CitationFactory(agreement=None, institution=twin, field=field)
    party = PartyFactory(agreement=agreement, institution=twin)
    CitationFactory(agreement=agreement, field="parties", party=party)
    return twin


def test_twin_is_merged_and_the_merge_undone_whole(hands_of, twin, client):
    kept, before = Institution.objects.get(name="ZTE"), as_it_stands()
    hands = hands_of("bobur", "Reviewer")

    hands.press("link", "Institutions")
    hands.press("link", "Likely twins")
    cell = hands.page.get_by_role("cell").filter(has=hands.page.locator(f"[href='{change(twin)}']"))
    hands.follow(cell.get_by_role("link", name="Merge this one into the other"))
    hands.type("why", "Both are one company.")
    hands.press("button", "Merge")

    response = client.get(twin.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())
    assert kept.parties.filter(agreement__ref="AG-0002").count() == 1
    assert breaks() == []
    assert hands.cost.is_within(Cost(clicks=5, fields=1, forms=1)), hands.cost
    hands.press("link", "its edit")
    hands.undo()
    assert as_it_stands() == before


def test_disputed_party_is_settled_and_the_settlement_undone_whole(hands_of):
    before, agreement = as_it_stands(), Agreement.objects.get(ref="AG-0001")
    hands = hands_of("bobur", "Reviewer")

    hands.press("link", "Agreements")
    hands.press("link", "AG-0001")
    hands.press("link", RIVAL)
    hands.find("value-institution", "transport technical", COLLEGE)
    hands.type("why", "The ministry opened the workshop there.")
    hands.press("button", "Settle")

    [dispute] = disputes_of(agreement)
    assert (dispute.value, len(dispute.weighed)) == (COLLEGE, 1)
    assert breaks() == []
    assert hands.cost.is_within(Cost(clicks=7, fields=2, forms=1)), hands.cost
    hands.press("link", "its edit")
    hands.undo()
    assert as_it_stands() == before


def test_source_that_moved_is_found_by_its_old_address(hands):
    old = Source.objects.get(ref="SO-0001").url

    _look_for(hands, "Sources", "chinadaily.com.cn")
    hands.press("link", "SO-0001")
    hands.type("url", "https://archive.example/vocational")
    hands.press("button", "Save")

    assert hands.cost.is_within(Cost(clicks=6, fields=2, forms=1)), hands.cost
    _look_for(hands, "Sources", old)
    hands.press("link", "SO-0001")
    expect(hands.page.locator(".field-moved").get_by_text(old)).to_be_visible()
    assert breaks() == []


def test_two_names_in_other_scripts_are_added_one_with_its_source(hands):
    body = Institution.objects.get(name="Shayxontohur politexnikumi")

    _look_for(hands, "Institutions", "shayxontohur")
    hands.press("link", body.ref)
    for row, (language, text) in enumerate(NAMES.items()):
        hands.click(hands.page.get_by_text("Add another Name"))
        hands.type(f"names-{row}-text", text)
        hands.type(f"names-{row}-language", language)
    hands.tick("names-1-is_cited")
    _cite(hands, f"citations-{body.citations.count()}")
    hands.press("button", "Save")

    named = {name.language: (name.text, name.citations.count()) for name in body.names.all()}
    assert named == {"uz-Cyrl": (NAMES["uz-Cyrl"], 0), "zh-Hans": (NAMES["zh-Hans"], 1)}
    expect(hands.page.get_by_text("No source supports these values")).to_contain_text("Names")
    assert breaks() == ["No citation supports the value of “Names”."]
    assert hands.cost.is_within(Cost(clicks=19, fields=9, forms=1)), hands.cost


def _look_for(hands, nouns, text):
    """Search the records of a noun in their list."""
    hands.press("link", nouns)
    hands.type("q", text)
    hands.press("button", "Search")


def _cite(hands, row):
    hands.click(hands.page.get_by_text("Add another Citation"))
    hands.find(f"{row}-source", "chongqing daily", "中国-乌兹别克斯坦")
    hands.choose(f"{row}-locator_unit", "Paragraph")
    hands.type(f"{row}-locator", "4")
    hands.type(f"{row}-claim", "Names the school.")
