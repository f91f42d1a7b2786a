"""What stands around the rows of a list."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest

from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
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


def test_bars_are_scaled_by_the_highest_count_of_their_panel(client):
    often, seldom = SectorFactory(slug="often"), SectorFactory(slug="seldom")
    for number in range(3):
        AgreementFactory().sectors.set([often, seldom] if number == 0 else [often])

    page = client.get("/agreements/")

    panel = panel_of(page, "sector")
    assert [(entry.value.text, entry.share) for entry in panel.entries] == [
        ("often", 100),
        ("seldom", 34),
    ]
    assert '<svg aria-hidden="true"><rect width="34%" height="3"/></svg>' in page.content.decode()


def test_counts_that_are_all_the_same_have_no_bars(client):
    AgreementFactory().sectors.set(SectorFactory.create_batch(2))

    panel = panel_of(client.get("/agreements/"), "sector")

    assert [(entry.count, entry.share) for entry in panel.entries] == [(1, 0), (1, 0)]


@pytest.mark.parametrize(
    ("address", "is_folded"),
    [("", True), ("?status=signed", False), ("?status=planned", False)],
    ids=["nothing chosen", "chosen", "chosen though nought"],
)
def test_panel_of_one_value_folds_away_until_it_is_chosen(client, address, is_folded):
    for slug in ("one", "other"):
        AgreementFactory(status="signed").sectors.add(SectorFactory(slug=slug))

    page = client.get(f"/agreements/{address}")

    assert panel_of(page, "status").is_folded is is_folded
    assert ("status" in [panel.parameter for panel in page.context["folded_panels"]]) is is_folded
    if not address:
        assert not panel_of(page, "sector").is_folded


def test_panel_of_another_day_stays_open(client):
    AgreementFactory.create_batch(2, starts_on="2020-01-01")

    assert panel_of(client.get("/agreements/"), "in_force").is_folded
    assert not panel_of(client.get("/agreements/?on=2024-05-01"), "in_force").is_folded


@pytest.fixture
def corridors(db):
    """Agreements of China with Uzbekistan (three), Kazakhstan (two), of the latter two (one)."""
    bodies = {
        code: InstitutionFactory(country=CountryFactory(code=code, name=code))
        for code in ("CN", "KZ", "UZ")
    }
    for codes in ("CN UZ", "CN UZ", "CN UZ", "CN KZ", "CN KZ", "KZ UZ", "UZ"):
        agreement = AgreementFactory(kind="training" if codes == "UZ" else "grant")
        for code in codes.split():
            PartyFactory(agreement=agreement, institution=bodies[code])


def test_most_frequent_pairs_of_countries_are_offered(client, corridors):
    panel = panel_of(client.get("/agreements/?kind=grant"), "corridor")

    assert [(entry.value.label, entry.count, entry.href) for entry in panel.entries] == [
        ("CN and UZ", 3, "?kind=grant&corridor=CN-UZ"),
        ("CN and KZ", 2, "?kind=grant&corridor=CN-KZ"),
        ("KZ and UZ", 1, "?kind=grant&corridor=KZ-UZ"),
    ]


def test_who_chose_two_countries_is_offered_what_they_made_together(client, corridors):
    page = client.get("/agreements/?country=CN&kind=grant&country=UZ")

    panel = panel_of(page, "corridor")
    [entry] = panel.entries
    assert (entry.value.label, entry.count) == ("CN and UZ", 3)
    assert (entry.href, panel.is_folded) == ("?kind=grant&corridor=CN-UZ", False)
    assert f'href="{entry.href.replace("&", "&amp;")}"' in page.content.decode()
    assert client.get(f"/agreements/{entry.href}").context["result"].total == entry.count


def test_pair_is_chosen_whichever_way_round_it_is_written(client, corridors):
    panel = panel_of(client.get("/agreements/?corridor=UZ-CN"), "corridor")

    assert [(entry.value.text, entry.is_chosen, entry.href) for entry in panel.entries] == [
        ("UZ-CN", True, "?"),
        ("CN-KZ", False, "?corridor=UZ-CN&corridor=CN-KZ"),
        ("KZ-UZ", False, "?corridor=UZ-CN&corridor=KZ-UZ"),
    ]


def test_places_count_the_bodies_in_their_parts(client):
    city = PlaceFactory(name="Fergana")
    for number in range(2):
        PartyFactory(institution__place=PlaceFactory(name=f"District {number}", parent=city))

    panel = panel_of(client.get("/agreements/"), "place")

    assert [(entry.value.label, entry.count, entry.href) for entry in panel.entries] == [
        ("Fergana", 2, f"?place={city.pk}"),
        *((f"District {n}", 1, f"?place={city.parts.order_by('pk')[n].pk}") for n in range(2)),
    ]


def test_places_are_counted_anew_where_one_is_moved_into_another(client):
    city, district = PlaceFactory(name="Fergana"), PlaceFactory(name="District")
    PartyFactory(institution__place=district)
    client.get("/agreements/")

    district.parent = city
    district.save()

    panel = panel_of(client.get("/agreements/"), "place")
    assert {entry.value.label: entry.count for entry in panel.entries} == {
        "Fergana": 1,
        "District": 1,
    }


def test_years_are_drawn_from_three_on(client):
    for year, number in (("2019", 2), ("2020", 4), ("2023", 1)):
        AgreementFactory.create_batch(number, signed_on=f"{year}-05-01")

    drawn = panel_of(client.get("/agreements/"), "year").year_form
    two = panel_of(client.get("/agreements/?kind=agreement&year=2019"), "year").year_form

    assert (drawn.first, drawn.last) == ("2019", "2023")
    assert drawn.columns == [(0, 50, 16, 50), (20, 0, 16, 100), (80, 75, 16, 25)]
    assert two.kept is None


def test_two_years_are_not_drawn(client):
    for year in (2019, 2020):
        AgreementFactory(signed_on=f"{year}-05-01")

    assert panel_of(client.get("/agreements/"), "year").year_form.columns == []


def test_form_for_years_keeps_what_is_chosen(client):
    AgreementFactory(status="signed")

    form = panel_of(client.get("/agreements/?status=signed&sort=title"), "year").year_form

    assert form.kept == [("status", "signed"), ("sort", "title")]


def panel_of(page, parameter):
    """Return the panel of a parameter on a page."""
    [panel] = [panel for panel in page.context["panels"] if panel.parameter == parameter]
    return panel


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
