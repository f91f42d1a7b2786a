"""Countries and sectors on one page each: their numbers, their order, their groups."""

import pytest

from agreements.views import counted_list
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    SectorFactory,
)
from tests.folded import fold_everything
from tests.views.wording import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def sectors():
    """Four sectors of 0, 1, 2 and 4 agreements; two of them have codes."""
    for name, code, number in (
        ("Mining", "", 2),
        ("Forestry", "0821", 1),
        ("Crafts", "", 0),
        ("Energy", "0713", 4),
    ):
        sector = SectorFactory(name=name, slug=name.lower(), isced_code=code)
        for _each in range(number):
            AgreementFactory().sectors.add(sector)
    fold_everything()


def groups(response):
    return [
        (str(heading), [str(record) for record in records])
        for heading, records in response.context["groups"]
    ]


def test_sectors_stand_under_their_broad_fields(client, sectors):
    assert groups(client.get("/sectors/")) == [
        ("07 Engineering, manufacturing and construction", ["Energy"]),
        ("08 Agriculture, forestry, fisheries and veterinary", ["Forestry"]),
        ("Without a code of ISCED-F 2013", ["Crafts", "Mining"]),
    ]
    assert groups(client.get("/sectors/?sort=-name"))[2][1] == ["Mining", "Crafts"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-agreements", ["Energy", "Mining", "Forestry", "Crafts"]),
        ("agreements", ["Crafts", "Forestry", "Mining", "Energy"]),
    ],
)
def test_order_by_number_has_one_group(client, sectors, sort, expected):
    response = client.get(f"/sectors/?sort={sort}")

    assert groups(response) == [("", expected)]
    assert [c.href for c in response.context["order_choices"] if c.is_current] == [f"?sort={sort}"]


def test_equal_numbers_stand_by_name(client):
    for name in ("Beech", "Ash", "Cedar"):
        SectorFactory(name=name)

    assert groups(client.get("/sectors/?sort=-agreements")) == [("", ["Ash", "Beech", "Cedar"])]
    assert groups(client.get("/sectors/")) == [("", ["Ash", "Beech", "Cedar"])]


def test_bar_is_a_share_of_the_highest(client, sectors):
    records = client.get("/sectors/?sort=-agreements").context["object_list"]

    assert [(record.agreement_count, record.share) for record in records] == [
        *((4, 100), (2, 50), (1, 25), (0, 0))
    ]


def test_countries_stand_with_codes_by_name(client):
    for code, name in (("UZ", "Uzbekistan"), ("CN", "China")):
        InstitutionFactory(country=CountryFactory(code=code, name=name))

    response = client.get("/countries/")

    assert groups(response) == [("", ["China", "Uzbekistan"])]
    assert "China CN 0" in text(response)


def test_what_is_sought_stands_in_one_group_with_the_reason(client, sectors):
    assert groups(client.get("/sectors/?q=forestry")) == [("", ["Forestry"])]


def test_all_stand_on_one_page(client):
    SectorFactory.create_batch(60)

    response = client.get("/sectors/")

    assert len(response.context["object_list"]) == 60
    assert response.context["pages"].count == 1
    assert client.get("/sectors/?page=2").status_code == 404


@pytest.mark.parametrize("sort", ["name", "-agreements"])
def test_more_than_a_page_holds_have_pages(client, sectors, monkeypatch, sort):
    monkeypatch.setattr(counted_list, "MOST_ON_A_PAGE", 30)
    SectorFactory.create_batch(29)

    first, second = (client.get(f"/sectors/?sort={sort}&page={page}").context for page in (1, 2))

    assert [len(page["object_list"]) for page in (first, second)] == [30, 3]
    assert (second["pages"].first_row, second["pages"].last_row) == (31, 33)
    expected = "?page=2" if sort == "name" else "?sort=-agreements&page=2"
    assert first["pages"].next == expected


def test_number_of_rows_can_be_asked_for(client, sectors):
    context = client.get("/sectors/?page_size=2&page=2&sort=-agreements").context

    assert [str(record) for record in context["object_list"]] == ["Forestry", "Crafts"]
    assert context["pages"].previous == "?sort=-agreements&page_size=2"


def test_data_is_led_to_without_an_order_that_it_does_not_have(client, sectors):
    links = client.get("/sectors/?sort=-agreements").context["data_links"]

    assert "/sectors.csv" in [link.href for link in links]
    assert client.get("/sectors.csv?sort=-agreements").status_code == 400


def test_unknown_order_is_told(client, sectors):
    response = client.get("/sectors/?sort=size")

    assert "This list cannot be sorted by “size”." in text(response)
    assert response.context["object_list"] == []


def test_map_stands_above_the_countries(client, register):
    assert client.get("/countries/").context["world"].wide.dots
