"""Records and lists as data, at the addresses of their pages with an extension."""

import json

import pytest
from django.test import Client

from agreements.formats import FORMATS
from tests.factories import AgreementFactory, SectorFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def test_record_as_data_is_what_its_page_tells(client, head):
    AgreementFactory(title="A college", summary="Two bodies found a college.")

    response = client.get("/agreements/AG-0001.jsonld")

    assert response.headers["Content-Type"] == "application/ld+json"
    assert json.loads(response.content) == json.loads(head("/agreements/AG-0001/").data)
    assert response.headers["ETag"] == client.get("/agreements/AG-0001/").headers["ETag"]


def test_list_as_data_has_the_records_of_its_page_in_their_order(client):
    sector = SectorFactory(slug="forestry")
    for title in "cab":
        AgreementFactory(title=title).sectors.add(sector)
    AgreementFactory(title="other")

    data = client.get("/agreements.jsonld?sector=forestry&sort=title&page_size=2&page=2").json()

    assert data["numberOfItems"] == 3
    assert data["itemListElement"] == [
        {"@type": "ListItem", "position": 3, "url": f"{SITE}/agreements/AG-0001/", "name": "c"}
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/agreements.jsonld?page=2", 404),
        ("/agreements/AG-0009.jsonld", 404),
        ("/agreements/AG-0001.exe", 404),
        ("/agreements.exe", 404),
        ("/nothing.jsonld", 404),
        ("/agreements/AG-0002.jsonld", 410),
    ],
)
def test_data_that_is_not_there_is_not_found(client, address, status):
    AgreementFactory()
    AgreementFactory().delete()

    assert client.get(address).status_code == status


def test_error_in_the_address_of_data_is_told_and_no_list_is_given(client):
    AgreementFactory()

    response = client.get("/agreements.jsonld?sector=astrology&colour=red")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json() == {
        "type": "http://testserver/api/#errors",
        "title": "Bad Request",
        "status": 400,
        "detail": "The address asks for what this list does not have.",
        "errors": [
            {
                "parameter": "sector",
                "value": "astrology",
                "detail": "No sector is called “astrology”.",
                "nearest": "",
            },
            {
                "parameter": "colour",
                "value": "red",
                "detail": "This page has no filter called “colour”.",
                "nearest": "",
            },
        ],
    }


def test_problem_names_the_nearest_value_as_the_page_does(client, register):
    found = client.get("/agreements.csv?sector=enrgy&country=Узбекистан&status=signd")

    nearest = {error["parameter"]: error["nearest"] for error in found.json()["errors"]}
    assert nearest == {"sector": "energy", "country": "UZ", "status": "signed"}


def test_other_spelling_of_a_number_leads_to_the_true_address_of_its_data(client):
    AgreementFactory()

    response = client.get("/agreements/ag-00001.jsonld")

    assert (response.status_code, response["Location"]) == (301, "/agreements/AG-0001.jsonld")


def test_each_format_is_known_by_its_extension():
    assert FORMATS["jsonld"].content_type == "application/ld+json"
    assert [found.extension for found in FORMATS.values()] == list(FORMATS)


@pytest.mark.parametrize(
    "address",
    [
        "/agreements.csv",
        "/agreements/AG-0001.json",
        "/changes.json",
        "/openapi.json",
        "/data/codebook.csv",
    ],
)
def test_data_takes_nothing_that_is_sent_to_it(address):
    AgreementFactory()
    stranger = Client(enforce_csrf_checks=True)

    answer = stranger.post(address, {"q": "x"})

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "/agreements.json",
        "/agreements/AG-0001.json",
        "/changes.json",
        "/openapi.json",
        "/data/codebook.csv",
        "/data/releases/2026-11-25-r251/SHA256SUMS",
    ],
)
def test_script_of_another_site_may_say_what_it_has(django_assert_num_queries, address):
    stranger = Client(headers={"Origin": "https://elsewhere.example"})
    asked = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }

    with django_assert_num_queries(0):
        answer = stranger.options(address, headers=asked)

    assert (answer.status_code, answer.content) == (204, b"")
    named = {name: value for name, value in answer.items() if name.startswith("Access-Control-")}
    named.pop("Access-Control-Expose-Headers")
    assert named == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Range, Range",
        "Access-Control-Max-Age": "86400",
    }
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "Set-Cookie" not in answer.headers


def test_problem_of_a_record_tells_what_was_asked(client):
    AgreementFactory()

    [error] = client.get("/agreements/AG-0001.json?colour=red").json()["errors"]

    assert (error["parameter"], error["value"]) == ("colour", "red")


def test_list_in_json_says_what_was_chosen(client):
    SectorFactory(slug="forestry")

    asked = client.get("/agreements.json?sector=forestry&year=2024&year=2025&q=college").json()

    assert client.get("/agreements.json").json()["query"] == {}
    assert asked["query"] == {"q": ["college"], "sector": ["forestry"], "year": ["2024", "2025"]}
