"""What stands around the rows of a list."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest

from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sectors", "at_once", "folded"), [(8, 8, 0), (9, 9, 0), (10, 8, 2)], ids=str
)
def test_single_value_is_not_hidden_behind_a_link_as_tall(client, sectors, at_once, folded):
    AgreementFactory().sectors.set(SectorFactory.create_batch(sectors))

    panels = client.get("/agreements/").context["panels"]

    [panel] = [panel for panel in panels if panel.parameter == "sector"]
    assert (len(panel.entries), len(panel.more)) == (at_once, folded)


def test_chosen_value_stands_first_and_its_link_takes_it_away(client):
    for number in range(3):
        agreement = AgreementFactory()
        agreement.sectors.add(SectorFactory.create(slug=f"one-{number}"))
    often = SectorFactory(slug="often")
    for _each in range(2):
        AgreementFactory().sectors.add(often)

    panels = client.get("/agreements/?sector=one-2").context["panels"]

    [panel] = [panel for panel in panels if panel.parameter == "sector"]
    assert [(entry.value.text, entry.is_chosen, entry.href) for entry in panel.entries[:2]] == [
        ("one-2", True, "?"),
        ("often", False, "?sector=one-2&sector=often"),
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", "2019–2025"),
        ("?year=2019", "2019"),
        ("?kind=memorandum", "2021–2025"),
        ("?year=undated", ""),
        ("?year=2030", ""),
    ],
)
def test_list_says_from_which_year_to_which_it_reaches(client, address, expected):
    for kind, day in [("memorandum", "2025-06-01"), ("memorandum", "2021-01-01"), ("other", None)]:
        AgreementFactory(kind=kind, signed_on=day)
    AgreementFactory(kind="other", signed_on="2019-12-31")

    response = client.get(f"/agreements/{address}")

    assert response.context["years"] == expected
    assert (f" · {expected}</p>" in response.content.decode()) is bool(expected)


def test_links_to_pages_leave_gaps_between_far_ones(client):
    AgreementFactory.create_batch(20)

    pages = client.get("/agreements/?page_size=2&page=6").context["pages"]

    assert [(number, is_current) for number, is_current, _href in pages.links] == [
        *((1, False), (0, False), (4, False), (5, False), (6, True)),
        *((7, False), (8, False), (0, False), (10, False)),
    ]
    assert (pages.first_row, pages.last_row) == (11, 12)
    assert (pages.previous, pages.next) == ("?page_size=2&page=5", "?page_size=2&page=7")


class Form(HTMLParser):
    """The form for more values of facets: what it sends as it stands, and what it offers."""

    def __init__(self, page):
        super().__init__()
        self.is_inside, self.sent, self.offered, self.links = False, [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.is_inside = attributes.get("id") == "facet-form"
        if tag == "a" and "facet-choice" in attributes.get("class", ""):
            self.links.append(attributes["href"])
        is_box = attributes.get("form") == "facet-form" and attributes["type"] == "checkbox"
        if tag == "input" and (is_box or self.is_inside):
            pair = attributes["name"], attributes["value"]
            (self.offered if is_box and "checked" not in attributes else self.sent).append(pair)

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag != "form"


@pytest.fixture
def three_kinds(db):
    for kind in ("grant", "donation", "training"):
        AgreementFactory(kind=kind, status="signed", title=f"Forest {kind}")


@pytest.mark.parametrize("query", ["", "?kind=grant", "?q=forest&sort=title&kind=grant"])
def test_values_are_links_until_two_are_chosen(client, three_kinds, query):
    form = Form(client.get(f"/agreements/{query}").content.decode())

    assert (form.sent, form.offered) == ([], [])
    assert len(form.links) > 2


@pytest.mark.parametrize(
    "query",
    [
        "kind=grant&kind=donation",
        "kind=grant&status=signed",
        "kind=grant&kind=donation&q=forest&sort=title&page_size=50&on=2024-05-01",
        "kind=grant&corridor=CN-UZ",
    ],
    ids=["one facet", "two facets", "words, order, length and day", "two countries"],
)
def test_form_offers_a_third_value_and_keeps_what_is_chosen(client, three_kinds, query):
    for code in ("CN", "UZ"):
        CountryFactory(code=code)

    form = Form(client.get(f"/agreements/?{query}&page=1").content.decode())

    assert form.links == []
    assert sorted(form.sent) == sorted(parse_qsl(query))


def test_form_shows_what_its_boxes_say(client, three_kinds):
    form = Form(client.get("/agreements/?kind=grant&status=signed").content.decode())

    assert ("kind", "donation") in form.offered
    found = client.get("/agreements/", [*form.sent, ("kind", "donation")]).context["result"].total
    assert found == 2


def test_parts_of_a_total_are_words_where_a_link_would_choose_a_third_value(client):
    for is_named in (True, False):
        InstitutionFactory(kind="university", is_named=is_named, country__code="UZ")

    one = client.get("/institutions/?kind=university").context["totals"]
    two = client.get("/institutions/?kind=university&country=UZ").context["totals"]

    assert [bool(total.href) for total in (*one, *two)] == [True, True, False, False]
