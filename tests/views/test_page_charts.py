"""The plots on pages are true to the lists that they lead to; an empty register has none."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
)
from tests.views.shown_plots import figure, sentences, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Two agreements between a Chinese and an Uzbek college, of one year, both on forestry."""
    china = CountryFactory(code="CN", name="China")
    uzbekistan = CountryFactory(code="UZ", name="Uzbekistan")
    colleges = [InstitutionFactory(name=one.name, country=one) for one in (china, uzbekistan)]
    forestry = SectorFactory(name="Forestry", slug="forestry")
    for day in (1, 2):
        agreement = AgreementFactory(signed_on=date(2025, 1, day))
        agreement.sectors.add(forestry)
        for college in colleges:
            PartyFactory(agreement=agreement, institution=college)
    return colleges[0]


@pytest.mark.parametrize(
    ("address", "plot"),
    [
        ("/", "sectors"),
        ("/", "years"),
        ("/sectors/forestry/", "years"),
        ("/sectors/forestry/", "countries"),
        ("/countries/UZ/", "years"),
        ("/countries/UZ/", "sectors"),
        ("/countries/UZ/", "partners"),
        ("/institutions/{ref}/", "years"),
        ("/institutions/{ref}/", "sectors"),
    ],
)
def test_each_value_leads_to_a_list_of_as_many_records(client, corridor, address, plot):
    values = table(client, address.format(ref=corridor.ref), plot)

    assert values
    for count, href in values.values():
        assert client.get(href).context["result"].total == count


FEW = {
    ("/", "sectors"): "All 2 records are in the sector Forestry.",
    ("/", "years"): "All 2 records were signed in 2025.",
    ("/", "corridors"): "2 records are between China and Uzbekistan.",
    ("/sectors/forestry/", "corridors"): "2 records are between China and Uzbekistan.",
    ("/countries/UZ/", "years"): "All 2 records were signed in 2025.",
    ("/countries/UZ/", "partners"): "2 records have a party in China too.",
    ("/institutions/{ref}/", "years"): "All 2 records were signed in 2025.",
}


@pytest.mark.parametrize(("where", "sentence"), FEW.items(), ids="-".join)
def test_sentence_tells_what_is_too_little_for_a_drawing(client, pair, where, sentence):
    address, plot = where[0].format(ref=pair.ref), where[1]

    [(told, href)] = sentences(client, address, plot).items()

    assert told == sentence
    assert client.get(href).context["result"].total == 2
    assert "<svg" not in figure(client, address, plot)
    assert "<table" not in figure(client, address, plot)


def test_two_values_are_two_sentences(client, pair):
    Agreement.objects.filter(signed_on=date(2025, 1, 2)).update(signed_on=date(2024, 1, 2))

    assert list(sentences(client, "/", "years")) == [
        "1 record was signed in 2025.",
        "1 record was signed in 2024.",
    ]


def test_one_record_is_not_called_all_of_them(client):
    AgreementFactory(signed_on=date(2025, 1, 1))

    assert list(sentences(client, "/", "years")) == ["1 record was signed in 2025."]


def test_not_all_are_of_a_year_where_some_have_none(client, pair):
    AgreementFactory(signed_on=None)

    assert list(sentences(client, "/", "years")) == [
        "2 records were signed in 2025.",
        "1 record without a known day",
    ]


def test_both_countries_of_a_sector_are_told(client, pair):
    assert list(sentences(client, "/sectors/forestry/", "countries")) == [
        "All 2 records have a party in China.",
        "All 2 records have a party in Uzbekistan.",
    ]


@pytest.mark.parametrize(
    "address", ["/", "/agreements/?view=charts", "/agreements/AG-0001/", "/countries/"]
)
def test_each_chart_has_a_heading_of_its_page(client, register, address):
    page = client.get(address).content.decode()

    captions = re.findall(r'<figure class="plot[^>]*>\s*<figcaption>(<[^>]*>)', page)

    assert captions == ["<h2>"] * len(captions) != []


def test_table_is_named_after_its_drawing(client, corridor):
    named = {
        plot: re.findall(r"<summary>(.*?)</summary>", figure(client, "/", plot))
        for plot in ("sectors", "years", "corridors")
    }

    assert named == {
        "sectors": ["Records by sector as a table"],
        "years": ["Records by year of signing as a table"],
        "corridors": ["Records by pair of countries as a table"],
    }


def test_countries_are_set_against_each_other(client, corridor):
    pairs = client.get("/").context["corridors"].pairs

    pair = pairs[0]
    assert (pair.one.label, pair.other.label, pair.count) == ("China", "Uzbekistan", 3)
    assert pair.href == "/agreements/?corridor=CN-UZ"
    assert pair.one.href == "/agreements/?country=CN"
    assert client.get(pair.href).context["result"].total == 3
    assert [other.count for other in pairs] == [3, 1, 1, 1, 1, 1]
    assert table(client, "/countries/UZ/", "partners")["China"] == (
        3,
        "/agreements/?corridor=UZ-CN",
    )


def test_drawing_leads_to_each_pair_once(client, corridor):
    [svg] = re.findall("<svg.*?</svg>", figure(client, "/", "corridors"), re.S)

    hrefs = re.findall('<a href="([^"]*)">', svg)
    assert len(hrefs) == len(set(hrefs)) == 4 + 6


def test_corridors_of_a_sector_lead_to_its_agreements(client, corridor):
    pair = client.get("/sectors/forestry/").context["corridors"].pairs[0]

    assert pair.href == "/agreements/?sector=forestry&corridor=CN-UZ"
    assert client.get(pair.href).context["result"].total == pair.count == 3


def test_places_are_on_the_map_with_their_agreements(client, corridor):
    world = client.get("/countries/").context["world"].wide

    [dot] = world.dots
    assert (dot.value.label, dot.value.count) == ("Chongqing", 3)
    assert client.get(dot.value.href).context["result"].total == 3


def test_place_on_the_map_has_what_is_agreed_in_its_districts(client, corridor):
    district = PlaceFactory(parent=corridor.place, latitude=29.9, longitude=107.1)
    PartyFactory(institution=InstitutionFactory(place=district))

    dots = client.get("/countries/").context["world"].wide.dots

    assert {dot.value.label: dot.value.count for dot in dots} == {"Chongqing": 4, district.name: 1}
    for dot in dots:
        assert client.get(dot.value.href).context["result"].total == dot.value.count


def test_place_without_an_agreement_is_not_on_the_map(client, corridor):
    InstitutionFactory(place=PlaceFactory(latitude=1, longitude=1))

    assert len(client.get("/countries/").context["world"].wide.dots) == 1


@pytest.mark.parametrize("address", ["/", "/countries/", "/sectors/", "/agreements/", "/coverage/"])
def test_empty_register_has_pages_without_plots(client, address):
    page = client.get(address)

    assert page.status_code == 200
    assert b"<figure" not in page.content


@pytest.mark.parametrize("address", ["/", "/countries/UZ/", "/sectors/forestry/", "/countries/"])
def test_pages_ask_as_many_queries_for_three_records_as_for_one(client, corridor, address):
    def count():
        for _time in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
        return len(captured)

    one = count()
    for number in range(2):
        agreement = AgreementFactory(signed_on=date(2020 + number, 1, 1))
        agreement.sectors.add(SectorFactory())
        PartyFactory(agreement=agreement, institution=corridor)
        PartyFactory(agreement=agreement, institution=InstitutionFactory(place=corridor.place))

    assert count() == one


def test_map_has_the_busiest_places_where_there_are_too_many(client, corridor):
    InstitutionFactory(place=corridor.place)
    for number in range(210):
        place = PlaceFactory(name=f"Aaa {number}", latitude=1, longitude=number / 10)
        PartyFactory(institution=InstitutionFactory(place=place))

    world = client.get("/countries/").context["world"].wide

    assert len(world.dots) == 200
    assert world.dots[0].value.label == "Chongqing"


def test_every_place_has_its_anchor_on_the_page_of_its_country(client):
    places = PlaceFactory.create_batch(60)

    page = client.get("/countries/UZ/").content.decode()

    assert all(f'id="place-{place.pk}"' in page for place in places)
