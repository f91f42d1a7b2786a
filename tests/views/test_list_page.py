"""The list of a noun: its template, what it says where it is empty, what stands in its rows."""

import html
import re

import pytest

from tests.factories import (
    AgreementFactory,
    InstitutionFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.head import Head

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "template"),
    [
        ("/agreements/", "agreements/agreement_list.html"),
        ("/sources/", "agreements/record_list.html"),
    ],
    ids=["of its own", "of all lists"],
)
def test_list_is_drawn_by_the_template_of_its_noun_or_of_all(client, address, template):
    assert client.get(address).templates[0].name == template


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/agreements/", "The register holds none yet."),
        (
            "/agreements/?q=zebra",
            "No name here holds what you look for. Try another spelling, or another word.",
        ),
        ("/agreements/?year=2020", "No agreement matches all of these filters."),
        ("/agreements/?year=2020&q=zebra", "No agreement matches all of these filters."),
        ("/agreements/?on=2020-01-01", "No agreement matches all of these filters."),
        ("/sources/", "The register holds none yet."),
        (
            "/sources/?q=zebra",
            "No name here holds what you look for. Try another spelling, or another word.",
        ),
        (
            "/sources/?q=zebra+giraffe",
            "No name here holds all of these words. Try fewer of them, or another spelling.",
        ),
    ],
)
def test_empty_list_says_what_that_means(client, address, sentence):
    context = client.get(address).context

    assert (context["object_list"], str(context["empty"])) == ([], sentence)


@pytest.mark.parametrize(
    ("address", "is_offered"),
    [
        ("/agreements/", False),
        ("/agreements/?q=zebra", False),
        ("/agreements/?kind=grant&q=zebra", True),
        ("/agreements/?on=2020-01-01", True),
    ],
)
def test_empty_list_offers_to_go_without_filters_where_there_are_some(client, address, is_offered):
    page = client.get(address).content.decode()

    assert ("Start again without filters" in page) is is_offered


def test_head_of_a_list_says_how_many_records_there_are(client):
    InstitutionFactory.create_batch(26)

    context = client.get("/institutions/").context

    assert ([total.words for total in context["totals"]], len(context["object_list"])) == (
        ["26 institutions"],
        25,
    )


def test_row_of_a_sector_says_how_many_agreements_serve_it(client):
    energy, _forestry = SectorFactory(name="Energy"), SectorFactory(name="Forestry")
    for _each in range(2):
        AgreementFactory().sectors.add(energy)

    rows = client.get("/sectors/").context["object_list"]

    assert [(sector.name, sector.agreement_count) for sector in rows] == [
        ("Energy", 2),
        ("Forestry", 0),
    ]


@pytest.mark.parametrize(
    ("query", "parameters", "page_size"),
    [
        ("sector=forestry&q=college&sort=title&page_size=50", [("sector", "forestry")], 50),
        ("q=college&page_size=25", [], None),
    ],
    ids=["chosen", "as usual"],
)
def test_form_for_words_keeps_what_else_is_chosen(client, query, parameters, page_size):
    SectorFactory(slug="forestry")

    context = client.get(f"/agreements/?{query}").context

    assert (context["kept_parameters"], context["kept_page_size"]) == (parameters, page_size)


def test_record_leads_back_to_the_list_as_it_was_chosen(client):
    SectorFactory(slug="forestry")

    context = client.get("/agreements/?sector=forestry&sort=title&page_size=50").context

    assert context["list_context"] == "?sector=forestry&sort=title"


@pytest.mark.parametrize("noun", ["agreements", "sources"], ids=["by an index", "by the database"])
def test_search_is_explained_where_words_are_looked_for(client, noun):
    AgreementFactory(title="A college")
    SourceFactory(title="A college")

    looked_for, listed = client.get(f"/{noun}/?q=college").context, client.get(f"/{noun}/").context

    assert [record.title for record in looked_for["object_list"]] == ["A college"]
    assert ("search" in looked_for, "search" in listed) == (True, False)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/agreements/", "Agreements"),
        ("/agreements/?page_size=2&page=2", "Agreements, page 2"),
        (
            "/agreements/?sector=energy&corridor=CN-UZ",
            "Energy, China and Uzbekistan: 1 to 11 agreements",
        ),
        (
            "/agreements/?country=CN&country=UZ&year=2025",
            "China or Uzbekistan, 2025: 14 agreements",
        ),
        ("/institutions/?q=tashkent&kind=university", "“tashkent”, University: 1 institution"),
        ("/agreements/?country=UZ&sector=enrgy", "Agreements"),
        ("/agreements/?in_force=no", "No (In force today): 0 agreements"),
        ("/agreements/?sector=not-stated", "Not stated (Sector): 0 agreements"),
        ("/institutions/?country=UZ", "Uzbekistan: 8 institutions"),
        ("/institutions/?works_with=UZ", "Uzbekistan (Works with): 8 institutions"),
    ],
)
def test_title_tells_a_list_from_others(client, register, address, title):
    found = re.search("<title>(.*?)</title>", client.get(address).content.decode())

    assert html.unescape(found[1]) == f"{title} · Coop"


def test_list_leads_programs_to_the_pages_beside_it_its_licence_and_the_api(client):
    for title in "abc":
        AgreementFactory(title=title)

    first, second, last = (
        client.get(f"/agreements/?kind=agreement&page_size=1&page={page}") for page in (1, 2, 3)
    )

    site, chosen = "http://testserver", "/agreements/?kind=agreement&page_size=1"
    assert second["Link"].split(", ")[:5] == [
        f'<{site}{chosen}>; rel="prev"; type="text/html"',
        f'<{site}{chosen}&page=3>; rel="next"; type="text/html"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
        '</openapi.json>; rel="service-desc"; type="application/json"',
        '</api/>; rel="service-doc"; type="text/html"',
    ]
    relations = [
        [name for name in ("prev", "next") if name in Head(page.content.decode()).links]
        for page in (first, second, last)
    ]
    assert relations == [["next"], ["prev", "next"], ["prev"]]
