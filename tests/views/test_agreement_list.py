"""The list of agreements: what it shows, counts and refuses."""

import html
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Citation, Institution
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def shown(client, query=""):
    """Return the titles on the page of that query, in their order."""
    return [record.title for record in client.get(f"/agreements/{query}").context["object_list"]]


def counts(client, parameter, query=""):
    """Return {address text: count} of one facet of the page."""
    panels = client.get(f"/agreements/{query}").context["panels"]
    return {
        entry.value.text: entry.count
        for panel in panels
        if panel.parameter == parameter
        for entry in [*panel.entries, *panel.more]
    }


@pytest.fixture
def three():
    """Three agreements: a college on forestry, a plant on forestry and energy, eleven on energy."""
    forestry, energy = SectorFactory(slug="forestry"), SectorFactory(slug="energy")
    china = CountryFactory(code="CN", name="China")
    uzbekistan = CountryFactory(code="UZ", name="Uzbekistan")
    college = InstitutionFactory(country=uzbekistan)
    plant = InstitutionFactory(country=china)
    first = AgreementFactory(title="First", signed_on=date(2024, 5, 1), event=EventFactory())
    second = AgreementFactory(
        title="second", signed_on=date(2025, 5, 1), kind=Agreement.Kind.MEMORANDUM
    )
    third = AgreementFactory(title="Third", stands_for=11, status=Agreement.Status.PLANNED)
    first.sectors.add(forestry)
    second.sectors.add(forestry, energy)
    third.sectors.add(energy)
    third.alliances.add(AllianceFactory())
    PartyFactory(agreement=first, institution=college)
    PartyFactory(agreement=second, institution=college)
    PartyFactory(agreement=second, institution=plant)
    return first, second, third


def test_list_says_how_many_agreements_its_records_stand_for(client, three):
    page = html.unescape(client.get("/agreements/").content.decode())

    assert "13 agreements (3 records)" in " ".join(page.split())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["second", "First", "Third"]),
        ("?sort=signed", ["First", "second", "Third"]),
        ("?sort=title", ["First", "second", "Third"]),
        ("?sort=-title", ["Third", "second", "First"]),
        ("?sort=updated", ["First", "second", "Third"]),
        ("?sector=forestry", ["second", "First"]),
        ("?sector=forestry&sector=energy", ["second", "First", "Third"]),
        ("?sector=forestry&country=CN", ["second"]),
        ("?country=UZ&country=CN", ["second", "First"]),
        ("?corridor=CN-UZ", ["second"]),
        ("?corridor=UZ-CN&sector=energy", ["second"]),
        ("?corridor=CN-UZ&corridor=UZ-KZ", ["second"]),
        ("?kind=memorandum", ["second"]),
        ("?status=planned", ["Third"]),
        ("?year=2024", ["First"]),
        ("?year=2024&year=undated", ["First", "Third"]),
        ("?evidence=unsourced&sector=energy", ["second", "Third"]),
        ("?sector=&country=UZ", ["second", "First"]),
        ("?utm_source=letter&year=2025", ["second"]),
    ],
)
def test_list_keeps_what_is_chosen_in_order(client, three, query, expected):
    CountryFactory(code="KZ", name="Kazakhstan")

    assert shown(client, query) == expected


def test_list_filters_by_refs(client, three):
    first, _second, third = three
    college = Institution.objects.get(parties__agreement=first)

    assert shown(client, f"?institution={college.ref}") == ["second", "First"]
    assert shown(client, f"?event={first.event.ref}") == ["First"]
    assert shown(client, f"?alliance={third.alliances.get().ref}") == ["Third"]


def test_counts_leave_out_the_choice_of_their_own_facet(client, three):
    assert counts(client, "sector", "?sector=forestry") == {"forestry": 2, "energy": 2}
    assert counts(client, "country", "?sector=forestry") == {"UZ": 2, "CN": 1}
    assert counts(client, "sector", "?country=CN") == {"forestry": 1, "energy": 1}
    assert counts(client, "year") == {"2025": 1, "2024": 1, "undated": 1}


def test_each_count_is_what_one_more_click_shows(client, three):
    panels = client.get("/agreements/?country=UZ").context["panels"]
    entries = [
        entry
        for panel in panels
        if panel.parameter != "country"
        for entry in panel.entries
        if entry.count
    ]

    clicked = {entry.href: len(shown(client, entry.href)) for entry in entries}

    assert clicked == {entry.href: entry.count for entry in entries}
    assert {panel.parameter for panel in panels} >= {"sector", "kind", "status", "year", "event"}
    assert len(entries) >= 9


def test_chosen_value_without_records_stays_removable(client, three):
    SectorFactory(slug="finance")

    page = client.get("/agreements/?sector=finance&country=CN")

    assert [(chip.href) for chip in page.context["chips"]] == ["?country=CN", "?sector=finance"]
    assert page.context["result"].total == 0
    assert "No agreement matches all of these filters." in page.content.decode()


def test_evidence_facet_grades_by_publishers_and_disputes(client):
    disputed, corroborated, single, repeated = (
        AgreementFactory(title=title) for title in ("disputed", "corroborated", "single", "twice")
    )
    AgreementFactory(title="unsourced")
    daily, weekly = SourceFactory(publisher__name="Daily"), SourceFactory(publisher__name="Weekly")
    for agreement in (disputed, corroborated, single, repeated):
        CitationFactory(agreement=agreement, source=daily, field="status")
    CitationFactory(agreement=corroborated, source=weekly, field="status")
    again = SourceFactory(publisher__name="Daily")
    CitationFactory(agreement=repeated, source=again, field="status")
    CitationFactory(
        agreement=disputed, source=weekly, field="status", stance=Citation.Stance.DISPUTES
    )

    assert shown(client, "?evidence=disputed") == ["disputed"]
    assert shown(client, "?evidence=corroborated") == ["corroborated"]
    assert shown(client, "?evidence=single&sort=title") == ["single", "twice"]
    assert shown(client, "?evidence=unsourced") == ["unsourced"]
    assert counts(client, "evidence") == {
        "disputed": 1,
        "corroborated": 1,
        "single": 2,
        "concluded": 0,
        "unsourced": 1,
    }


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?sector=astrology", "No sector is called “astrology”."),
        ("?country=u", "No country has the code “u”"),
        ("?country=QQ", "No country has the code “QQ”"),
        ("?institution=IN-9999", "No institution has the number “IN-9999”."),
        (
            "?year=20",
            "“20” is not a year of four digits, or a first and a last one, as in 2020-2025.",
        ),
        ("?sort=size", "This list cannot be sorted by “size”."),
        ("?page_size=101", "“101” is not a number of rows from 1 to 100."),
        ("?sectr=forestry", "This page has no filter called “sectr”. Did you mean “sector”?"),
        ("?sector=forestry&sector=x", "No sector is called “x”."),
        ("?kind=memo", "No kind of agreement is called “memo”."),
    ],
)
def test_unknown_value_is_named_above_an_empty_list(client, three, query, sentence):
    response = client.get(f"/agreements/{query}")

    assert sentence in html.unescape(response.content.decode())
    assert (response.status_code, response.context["object_list"]) == (200, [])


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "1" + 30 * "0", "٢", "%00"])
def test_page_that_does_not_exist_is_not_found(client, three, page):
    assert client.get(f"/agreements/?page={page}").status_code == 404


def test_pages_follow_each_other_without_gaps(client):
    AgreementFactory.create_batch(7)

    pages = [
        client.get(f"/agreements/?page_size=3&page={page}").context["object_list"]
        for page in (1, 2, 3)
    ]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({record.pk for page in pages for record in page}) == 7


@pytest.mark.parametrize("records", [1, 3])
def test_list_takes_three_queries_however_much_is_chosen(client, three, records):
    first, _second, _third = three
    for agreement in three[:records]:
        agreement.alliances.add(AllianceFactory())
    query = "&".join(
        [
            "sector=forestry&country=UZ&kind=agreement&status=signed&evidence=unsourced&year=2024",
            f"event={first.event.ref}&alliance={first.alliances.get().ref}",
            f"institution={first.institutions.get().ref}&sort=title",
        ]
    )
    once = client.get(f"/agreements/?{query}")

    with CaptureQueriesContext(connection) as captured:
        again = client.get(f"/agreements/?{query}")

    assert once.context["result"].total == again.context["result"].total == 1
    assert len(captured) == 3


def test_list_keeps_what_two_institutions_agreed(client, three):
    college, plant = three[1].institutions.order_by("pk")
    alone = InstitutionFactory()

    assert shown(client, f"?partners={college.ref}-{plant.ref}") == ["second"]
    assert shown(client, f"?partners={plant.ref}-{college.ref}") == ["second"]
    assert shown(client, f"?partners={plant.ref}-{alone.ref}") == []


def test_list_keeps_what_bodies_of_a_place_agreed(client, three):
    city = PlaceFactory(name="City")
    district = PlaceFactory(name="District", parent=city)
    plant = three[1].institutions.get(country="CN")
    Institution.objects.filter(pk=plant.pk).update(place=district)

    assert shown(client, f"?place={district.pk}") == ["second"]
    assert shown(client, f"?place={city.pk}") == ["second"]
    assert shown(client, f"?place={PlaceFactory().pk}") == []


@pytest.mark.parametrize("text", ["IN-0001", "IN-0001-IN-0001", "IN-9998-IN-9999", "CN-UZ", "-"])
def test_what_are_not_two_institutions_is_named(client, three, text):
    page = client.get("/agreements/", {"partners": text})

    assert list(page.context["object_list"]) == []
    assert f"“{text}” are not two institutions" in html.unescape(page.content.decode())


@pytest.mark.parametrize("text", ["0", "007", "-1", "999999999", "9" * 19, "Chongqing", "٣"])
def test_what_is_no_place_is_named(client, three, text):
    page = client.get("/agreements/", {"place": text})

    assert list(page.context["object_list"]) == []
    assert f"No place has the number “{text}”." in html.unescape(page.content.decode())


@pytest.mark.parametrize("text", ["CN", "CN-CN", "CN-", "-", "CN-XX", "CN-UZ-KZ", "CN–UZ"])
def test_what_are_not_two_countries_is_named(client, three, text):
    page = client.get("/agreements/", {"corridor": text})

    assert list(page.context["object_list"]) == []
    assert f"“{text}” are not two countries" in html.unescape(page.content.decode())
