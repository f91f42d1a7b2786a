"""Searching: what is found, in which order, why, and what is offered where nothing is."""

import html
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Institution
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def shown(client, address):
    """Return the titles on a list's page, in their order."""
    return [str(record) for record in client.get(address).context["object_list"]]


def reasons(client, address):
    """Return {title: the reasons shown for it, as a reader reads them}."""
    return {
        str(record): [html.unescape(str(reason)) for reason in record.reasons]
        for record in client.get(address).context["object_list"]
    }


@pytest.fixture
def college():
    """A college in a district of Chongqing, known in two languages, party to one agreement."""
    china = CountryFactory(code="CN", name="China")
    for name, language in (("中国", "zh-Hans"), ("Китай", "ru")):
        NameFactory(institution=None, country=china, text=name, language=language)
    chongqing = PlaceFactory(name="Chongqing", country=china)
    for name, language in (("重庆", "zh-Hans"), ("Чунцин", "ru")):
        NameFactory(institution=None, place=chongqing, text=name, language=language)
    district = PlaceFactory(name="Changshou", country=china, parent=chongqing)
    college = InstitutionFactory(name="Yangtze College", country=china, place=district)
    NameFactory(institution=college, text="长江学院", language="zh-Hans")
    PartyFactory(agreement=AgreementFactory(title="First workshop"), institution=college)
    return college


@pytest.mark.parametrize(
    "query", ["重庆", "Chongqing", "чунцин", "长江", "yangtze", "中国", "Китай"]
)
def test_record_is_found_by_names_of_all_that_it_belongs_to(client, college, query):
    InstitutionFactory(name="Elsewhere")
    PartyFactory(agreement=AgreementFactory(title="Another"))

    assert shown(client, f"/institutions/?q={query}") == ["Yangtze College"]
    assert shown(client, f"/agreements/?q={query}") == ["First workshop"]


def test_agreement_is_found_by_sector_alliance_event_and_numbers(client):
    event = EventFactory(name="Autumn fair", place=PlaceFactory(name="Samarkand"))
    agreement = AgreementFactory(title="Found", event=event)
    AgreementFactory(title="Not found")
    agreement.sectors.add(SectorFactory(name="Forestry"))
    agreement.alliances.add(alliance := AllianceFactory(name="Silk alliance"))
    party = PartyFactory(agreement=agreement)
    NameFactory(institution=None, agreement=agreement, text="Найдено", language="ru")

    queries = (
        *("forestry", "silk", "autumn", "samarkand", "найдено", agreement.ref.lower()),
        *(alliance.ref, event.ref, party.institution.ref, "forestry silk samarkand"),
    )
    found = [shown(client, f"/agreements/?q={query}") for query in queries]
    assert found == [["Found"]] * len(queries)


def test_words_may_stand_in_any_order_and_a_phrase_may_not(client):
    InstitutionFactory(name="Tashkent State Transport University")
    InstitutionFactory(name="University of State and Tashkent")

    both = ["Tashkent State Transport University", "University of State and Tashkent"]
    assert sorted(shown(client, "/institutions/?q=state tashkent")) == both
    assert shown(client, '/institutions/?q="tashkent state"') == both[:1]
    assert shown(client, "/institutions/?q=«state transport» tashkent") == both[:1]


def test_best_matches_come_first(client):
    for name in (
        "Agroforestry Centre",
        "College of Forestry",
        "Forestry",
        "Forestry College",
    ):
        InstitutionFactory(name=name)
    SectorFactory(name="Forestry")

    order = ["Forestry", "Forestry College", "College of Forestry", "Agroforestry Centre"]
    assert shown(client, "/institutions/?q=forestry") == order
    assert shown(client, "/institutions/?q=forestry&sort=relevance") == order
    assert shown(client, "/institutions/?q=forestry&sort=name") == sorted(order)
    assert shown(client, "/institutions/?q=forestry&sort=-name") == sorted(order)[::-1]
    assert shown(client, "/institutions/?q=forestry&page_size=2&page=2") == order[2:]


def test_equally_good_matches_come_by_date(client):
    for year in (2023, 2025, 2024):
        AgreementFactory(title=f"Forestry, {year}", signed_on=date(year, 1, 1))

    assert shown(client, "/agreements/?q=forestry") == [
        "Forestry, 2025",
        "Forestry, 2024",
        "Forestry, 2023",
    ]


@pytest.mark.parametrize("misspelt", ["Chonqing", "Chongqng", "Chongqign", "Cohngqing"])
def test_misspelt_word_still_finds_and_says_so(client, college, misspelt):
    response = client.get(f"/institutions/?q={misspelt}")

    assert [str(record) for record in response.context["object_list"]] == ["Yangtze College"]
    assert f"Nothing is named “{misspelt}”" in text(response)
    assert text(response).count("spelt similarly") == 1


def test_known_word_is_not_taken_for_a_similar_one(client):
    InstitutionFactory(name="Hunan Railway College")
    InstitutionFactory(name="Henan Railway College")

    response = client.get("/institutions/?q=Hunan railway")

    assert [str(record) for record in response.context["object_list"]] == ["Hunan Railway College"]
    assert "Nothing is named" not in text(response)


def test_similar_names_are_offered_beside_few_hits(client):
    InstitutionFactory(name="Chonqing Office")
    InstitutionFactory(name="Chongqing College")

    response = client.get("/institutions/?q=Chonqing")

    assert [str(record) for record in response.context["object_list"]] == ["Chonqing Office"]
    assert [str(one) for one in response.context["suggestions"].alike] == ["Chongqing College"]


def test_nearest_names_are_offered_as_links_where_nothing_is_found(client, college):
    response = client.get("/institutions/?q=Yangtze Polytechnic")

    assert list(response.context["object_list"]) == []
    assert response.context["suggestions"].holding == [college]
    assert f'href="{college.get_absolute_url()}"' in response.content.decode()


def test_each_hit_says_why_it_was_found(client, college):
    assert reasons(client, "/institutions/?q=长江") == {
        "Yangtze College": ["also named <mark>长江</mark>学院"]
    }
    assert reasons(client, "/institutions/?q=重庆") == {
        "Yangtze College": ["place: Chongqing, also named <mark>重庆</mark>"]
    }
    assert reasons(client, "/institutions/?q=китай") == {
        "Yangtze College": ["country: China, also named <mark>Китай</mark>"]
    }
    assert reasons(client, "/agreements/?q=长江 workshop") == {
        "First workshop": ["institution: Yangtze College, also named <mark>长江</mark>学院"]
    }
    assert reasons(client, "/agreements/?q=changshou") == {
        "First workshop": ["place: <mark>Changshou</mark>"]
    }
    assert reasons(client, "/institutions/?q=yangtze") == {"Yangtze College": []}


def test_source_says_who_published_and_who_wrote_it(client):
    SourceFactory(title="News", publisher__name="Chongqing Daily", author="A. Writer")

    assert reasons(client, "/sources/?q=chongqing") == {
        "News": ["publisher: <mark>Chongqing</mark> Daily"]
    }
    assert reasons(client, "/sources/?q=writer") == {"News": ["author: A. <mark>Writer</mark>"]}


def test_what_is_looked_for_is_marked_in_the_title_and_nothing_else_is_markup(client):
    InstitutionFactory(name="<b>Óvidi</b> & Oʻzbek College")

    page = client.get("/institutions/?q=ovidi o'zbek").content.decode()

    assert "&lt;b&gt;<mark>Óvidi</mark>&lt;/b&gt; &amp; <mark>Oʻzbek</mark> College" in page


def test_institution_is_found_by_the_sectors_of_its_agreements(client, college):
    sector = SectorFactory(name="Forestry")
    college.agreements.get().sectors.add(sector)

    assert reasons(client, "/institutions/?q=forestry") == {
        "Yangtze College": ["sector: <mark>Forestry</mark>"]
    }


def test_facets_count_within_what_is_found(client, college):
    PartyFactory(
        agreement=AgreementFactory(title="Second workshop"),
        institution=InstitutionFactory(country=CountryFactory(code="UZ")),
    )
    PartyFactory(agreement=AgreementFactory(title="Other"))

    panels = client.get("/agreements/?q=workshop&country=CN").context["panels"]

    [country] = [panel for panel in panels if panel.parameter == "country"]
    assert {entry.value.text: entry.count for entry in country.entries} == {"CN": 1, "UZ": 1}
    assert "q=workshop" in country.entries[0].href


def test_search_is_a_chip_and_goes_along_with_every_link(client, college):
    AgreementFactory.create_batch(3, title="Workshop")

    response = client.get("/agreements/?q=workshop&page_size=2&kind=agreement")

    assert [chip.href for chip in response.context["chips"]] == [
        "?kind=agreement&page_size=2",
        "?q=workshop&page_size=2",
    ]
    assert response.context["pages"].next == "?q=workshop&kind=agreement&page_size=2&page=2"
    assert response.context["list_context"] == "?q=workshop&kind=agreement"


def test_agreement_leads_to_its_neighbours_among_what_was_found(client):
    agreements = [AgreementFactory(title=title) for title in ("Forestry", "A forestry", "Other")]

    response = client.get(f"{agreements[1].get_absolute_url()}?q=forestry")

    neighbours = response.context["neighbours"]
    assert (neighbours["position"], neighbours["total"]) == (2, 2)
    assert (neighbours["previous"], neighbours["next"]) == (agreements[0], None)


def test_new_name_is_found_at_the_next_request(client, college):
    assert shown(client, "/institutions/?q=янцзы") == []

    NameFactory(institution=college, text="Янцзы", language="ru")
    assert shown(client, "/institutions/?q=янцзы") == ["Yangtze College"]

    Institution.objects.update(name="Renamed")
    assert shown(client, "/institutions/?q=renamed") == ["Renamed"]
    assert shown(client, "/institutions/?q=yangtze") == []


@pytest.mark.parametrize(
    ("noun", "query", "first"),
    [
        ("sectors", "NEVs", "New energy vehicles"),
        ("countries", "Ўзбекистон", "Uzbekistan"),
        ("alliances", "中乌", "China-Uzbekistan Vocational Education Alliance"),
        ("events", "合作会议", "China-Uzbekistan Vocational Education Cooperation Conference"),
        ("projects", "中乌工坊", "Sino-Uzbek workshop project"),
        ("sources", "China Daily", "Vocational education cooperation boosted with Uzbekistan"),
    ],
)
def test_other_lists_are_searched_too(client, register, noun, query, first):
    assert shown(client, f"/{noun}/?q={query}")[0] == first
    assert shown(client, f"/{noun}/?q=zzzz") == []
    assert "No name here holds what you look for." in text(client.get(f"/{noun}/?q=zzzz"))


@pytest.mark.parametrize("address", ["/agreements/?q=重庆 workshop", "/institutions/?q=重庆"])
def test_search_asks_as_many_queries_for_three_records_as_for_one(client, college, address):
    def count():
        for other in ("/agreements/", "/institutions/", "/search/?q=other"):
            client.get(other)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len([query for query in captured if query["sql"].startswith("SELECT")])

    one = count()
    for number in range(2):
        other = InstitutionFactory(name=f"Other {number}", place=college.place)
        PartyFactory(agreement=AgreementFactory(title="A workshop"), institution=other)

    assert count() == one <= 12


def test_record_found_by_the_number_of_another_says_which(client, college):
    assert reasons(client, f"/agreements/?q={college.ref}") == {
        "First workshop": ["institution: Yangtze College"]
    }
