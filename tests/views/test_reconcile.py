"""The service as other sites ask it: OpenRefine's own requests, scripts of strangers."""

import json

import pytest
from django.test import Client

from agreements.models import Change
from tests.factories import InstitutionFactory
from tests.reconciliation.asking import (
    SERVICE,
    assert_extension,
    assert_manifest,
    assert_result,
    assert_suggestions,
    load_register,
)

pytestmark = pytest.mark.django_db

# As OpenRefine 3 sends them: a cell alone, one with a type and a column, guessing a type.
RECONCILING = {
    "q0": {"query": "ZTE", "type": "institution", "type_strict": "should"},
    "q1": {
        "query": "塔什干国立交通大学",
        "type": "institution",
        "type_strict": "should",
        "properties": [
            {"pid": "country", "v": "Uzbekistan"},
            {"pid": "place", "v": {"id": "place-3", "name": "Tashkent"}},
        ],
        "limit": 5,
    },
}
GUESSING = {"q0": {"query": "Chongqing", "limit": 3}, "q1": {"query": "Forestry", "limit": 3}}
EXTENDING = {
    "ids": ["IN-0001", "IN-0002"],
    "properties": [{"id": "country"}, {"id": "kind", "settings": {"limit": 1}}],
}
SUGGESTING = [
    ("suggest/entity", {"prefix": "Tash", "type": "place", "type_strict": "any"}),
    ("suggest/entity", {"prefix": "Tash", "cursor": "10", "spell": "always", "prefixed": "true"}),
    ("suggest/property", {"prefix": "ki", "type": "institution", "schema": "institution"}),
    ("suggest/type", {"prefix": "inst", "_": "1764387000000"}),
]
ADDRESSES = [
    "",
    "?queries={}",
    "/suggest/entity?prefix=a",
    "/suggest/type?prefix=a",
    "/suggest/property?prefix=a",
    "/properties?type=place",
    "/flyout?id=IN-0001",
    "/preview?id=IN-0001",
]


def form(**fields):
    return {name: json.dumps(value) for name, value in fields.items()}


def test_the_manifest_tells_where_everything_is(client):
    told = client.get(SERVICE).json()

    assert_manifest(told)
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == "http://testserver/reconcile/"
    assert told["view"] == {"url": "http://testserver/reconcile/{{id}}"}
    assert told["batchSize"] == 10
    assert client.get(f"{SERVICE}/").json() == told


def test_cells_are_reconciled_by_post_and_by_get(client):
    load_register()

    posted = client.post(SERVICE, form(queries=RECONCILING)).json()
    got = client.get(SERVICE, form(queries=RECONCILING)).json()

    assert [answer["result"][0]["id"] for answer in posted.values()] == ["IN-0002", "IN-0003"]
    assert [answer["result"][0]["match"] for answer in posted.values()] == [True, True]
    for answer in posted.values():
        assert_result(answer)
    assert got == posted


def test_types_of_a_column_are_guessed(client):
    load_register()

    answers = client.post(SERVICE, form(queries=GUESSING)).json()

    types = [answer["result"][0]["type"] for answer in answers.values()]
    assert types == [[{"id": "place", "name": "Places"}], [{"id": "sector", "name": "Sectors"}]]


def test_columns_are_fetched(client):
    load_register()

    answer = client.post(SERVICE, form(extend=EXTENDING)).json()

    assert_extension(answer)
    assert answer["rows"]["IN-0002"] == {
        "country": [{"str": "China"}],
        "kind": [{"str": "Enterprise"}],
    }


@pytest.mark.parametrize(("path", "asked"), SUGGESTING, ids=[f"{one}" for one in SUGGESTING])
def test_what_scripts_add_to_an_address_does_not_matter(client, path, asked):
    load_register()

    response = client.get(f"{SERVICE}/{path}", asked)

    assert response.status_code == 200
    assert_suggestions(response.json())


def test_a_script_of_an_old_client_is_handed_the_answer(client):
    name = "jQuery34102_1764387000000"

    response = client.get(SERVICE, {"callback": name, "_": "1764387000001"})

    text = response.content.decode()
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert text.startswith(f"/**/{name}(")
    assert_manifest(json.loads(text.removeprefix(f"/**/{name}(").removesuffix(");")))


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_site_may_ask_and_embed_what_it_got(address):
    InstitutionFactory()
    stranger = Client(enforce_csrf_checks=True, headers={"origin": "https://elsewhere.example"})

    response = stranger.get(f"{SERVICE}{address}")

    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers.get("Set-Cookie") is None


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_browser_that_asks_first_may_go_on(client, address):
    methods = "GET, HEAD, POST, OPTIONS" if address in ADDRESSES[:2] else "GET, HEAD, OPTIONS"

    response = client.options(f"{SERVICE}{address}")

    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Methods"] == methods
    assert response.headers["Access-Control-Allow-Headers"] == "Content-Type, Accept"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_stranger_posts_without_a_token():
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.post(SERVICE, form(queries={"q0": {"query": "x"}})).status_code == 200


def test_a_preview_may_stand_in_any_page_and_other_pages_may_not(client):
    load_register()

    preview = client.get(f"{SERVICE}/preview", {"id": "IN-0001"})
    page = client.get("/institutions/IN-0001/")

    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in preview.headers["Content-Security-Policy"].split("; ")
    assert "X-Frame-Options" not in preview.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"].split("; ")
    assert page.headers["X-Frame-Options"] == "DENY"


def test_a_preview_tells_names_and_where_the_page_is(client):
    load_register()

    html = client.get(f"{SERVICE}/preview", {"id": "IN-0001"}).content.decode()

    assert html.count("<script") + html.count("style=") == 0
    assert html.count('href="http://testserver/institutions/IN-0001/"') == 1
    assert html.count("重庆工程职业技术学院") == 1


@pytest.mark.parametrize("identifier", ["", "IN-9999", "\0", "<b>", 5000 * "x"])
def test_a_preview_of_nothing_says_so(client, identifier):
    response = client.get(f"{SERVICE}/preview", {"id": identifier})

    assert response.status_code == 404
    assert response.content.decode().count("No record has the identifier") == 1
    assert response.content.decode().count("<b>") == 0


def test_a_flyout_is_the_preview_as_a_part(client):
    load_register()

    told = client.get(f"{SERVICE}/flyout", {"id": "place-1"}).json()

    assert told["id"] == "place-1"
    assert told["html"].count("http://testserver/countries/CN/#place-1") == 1


@pytest.mark.parametrize(
    ("identifier", "page"),
    [
        ("IN-0001", "/institutions/IN-0001/"),
        ("in-1", "/institutions/IN-0001/"),
        ("sector-forestry", "/sectors/forestry/"),
        ("place-1", "/countries/CN/#place-1"),
    ],
)
def test_an_identifier_leads_to_its_page(client, identifier, page):
    load_register()

    response = client.get(f"{SERVICE}/{identifier}")

    assert (response.status_code, response.headers["Location"]) == (302, page)


def test_a_key_of_any_kind_is_given_back(client):
    keys = ["q\0", "\ud800", "", "__proto__", 500 * "q"]

    answers = client.post(SERVICE, form(queries={key: {"query": "x"} for key in keys})).json()

    assert list(answers) == keys


@pytest.mark.parametrize(
    "asked",
    [
        "?queries=%7B%7D",
        '?extend={"ids":["IN-0001"],"properties":[{"id":"country"}]}',
        "/suggest/entity?prefix=a",
        "/flyout?id=IN-0001",
        "/preview?id=IN-0001",
    ],
)
def test_answer_from_the_register_says_of_which_revision_it_tells(client, asked):
    InstitutionFactory()

    response = client.get(f"{SERVICE}{asked}")

    assert response.status_code == 200
    assert response.headers["Coop-Revision"] == str(Change.objects.revision().number)
    assert response.headers["X-Robots-Tag"] == "noindex"
