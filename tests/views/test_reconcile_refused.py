"""What is asked of the service in vain: bad input of any kind is no error of the register."""

import json

import pytest

from tests.reconciliation.asking import SERVICE, assert_problem

pytestmark = pytest.mark.django_db

UNREADABLE = {
    "no json": ("GET", "?queries=%7B", None),
    "nul": ("GET", "?queries=%00", None),
    "unknown name": ("GET", "?query=ZTE", None),
    "unknown type": ("GET", "/suggest/entity?prefix=a&type=college", None),
    "cursor negative": ("GET", "/suggest/entity?prefix=a&cursor=-1", None),
    "cursor huge": ("GET", "/suggest/type?cursor=1" + 30 * "0", None),
    "cursor in other digits": ("GET", "/suggest/property?cursor=%D9%A3", None),
    "limit a text": ("GET", "/properties?limit=many", None),
    "type for columns": ("GET", "/properties?type=college", None),
    "empty form": ("POST", "", {}),
    "another form": ("POST", "", {"query": "ZTE"}),
    "extend a list": ("POST", "", {"extend": "[]"}),
}


@pytest.mark.parametrize(("method", "address", "data"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_a_problem(client, method, address, data):
    ask = client.get if method == "GET" else client.post

    response = ask(f"{SERVICE}{address}", data)

    assert_problem(response, 400)
    assert len(response.json()["errors"]) == 1


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("?queries=%7B%7D&queries=%5B%5D", "queries"),
        ("?callback=a&callback=b", "callback"),
        ("/suggest/entity?prefix=a&prefix=b", "prefix"),
        ("/suggest/type?cursor=1&cursor=2", "cursor"),
        ("/properties?type=place&type=sector", "type"),
        ("/properties?limit=1&limit=2", "limit"),
        ("/preview?id=IN-0001&id=IN-0002", "id"),
    ],
)
def test_several_values_are_a_problem_where_one_can_be_meant(client, address, parameter):
    response = client.get(f"{SERVICE}{address}")

    assert_problem(response, 400)
    [error] = response.json()["errors"]
    assert (error["parameter"], error["detail"]) == (
        parameter,
        "Give this parameter once: the address has several.",
    )


BODIES = {
    "json": (b"{}", "application/json", 400),
    "no parts": (b"x", "multipart/form-data", 400),
    "another alphabet": (
        b"queries=%7B%7D",
        "application/x-www-form-urlencoded; charset=latin-1",
        400,
    ),
    "too large": (b"queries=" + 3_000_000 * b"x", "application/x-www-form-urlencoded", 413),
    "too many fields": (30_000 * b"a=b&", "application/x-www-form-urlencoded", 413),
}


@pytest.mark.parametrize(("body", "kind", "status"), BODIES.values(), ids=BODIES)
def test_a_body_of_any_kind_is_no_error_of_the_register(client, body, kind, status):
    response = client.post(SERVICE, body, content_type=kind)

    assert_problem(response, status)


def test_lists_within_lists_of_any_depth_are_a_problem(client):
    for depth in range(700, 1000, 10):
        nested = depth * "[" + depth * "]"

        assert_problem(client.post(SERVICE, {"queries": f'{{"q0": {{"query": {nested}}}}}'}), 400)
        assert_problem(client.post(SERVICE, {"extend": nested}), 400)


def test_thousands_of_queries_are_too_many(client):
    batch = {f"q{number}": {"query": "x"} for number in range(5000)}

    assert_problem(client.post(SERVICE, {"queries": json.dumps(batch)}), 413)


def test_another_method_is_refused_with_those_that_are_taken(client):
    response = client.delete(SERVICE)

    assert_problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("name", ["alert(1)", "a;b", "<script>", "1a", "a\n", 200 * "a", "é"])
def test_a_callback_that_is_no_name_is_refused(client, name):
    assert_problem(client.get(SERVICE, {"callback": name}), 400)


@pytest.mark.parametrize("identifier", ["IN-9999", "x", "place-0", "%00", "%ED%A0%80"])
def test_what_is_no_identifier_is_not_found(client, identifier):
    assert client.get(f"{SERVICE}/{identifier}").status_code == 404
