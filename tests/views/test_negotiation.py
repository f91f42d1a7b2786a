"""Whoever prefers data to a page is led to it; browsers never are."""

import pytest

from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        ("application/json", "json"),
        ("application/json, text/plain, */*", "json"),
        ("text/csv", "csv"),
        ("application/ld+json, application/json;q=0.5", "jsonld"),
        ("text/html;q=0.5, application/x-ndjson", "ndjson"),
        ("application/json, text/html", ""),
        ("*/*", ""),
        ("", ""),
        ("application/*", ""),
        ("text/html, application/json;q=0.9", ""),
        ("image/png", ""),
        ("application/json;q=0", ""),
        ("application/json;q=nan", ""),
        ("/;;,q=", ""),
        (CHROMIUM, ""),
    ],
)
def test_list_is_told_in_the_form_that_is_preferred(client, accept, extension):
    address = "/agreements/?kind=workshop&page=1&page_size=50&sort=title"

    response = client.get(address, headers={"Accept": accept})

    if extension:
        expected = f"/agreements.{extension}?kind=workshop&sort=title"
        assert (response.status_code, response["Location"]) == (303, expected)
    else:
        assert response.status_code == 200
    assert "Accept" in response["Vary"]


def test_record_is_told_in_the_form_that_is_preferred(client):
    AgreementFactory()

    response = client.get("/agreements/AG-0001/", headers={"Accept": "application/ld+json"})
    whole_list = client.get("/agreements/AG-0001/", headers={"Accept": "text/csv"})

    assert (response.status_code, response["Location"]) == (303, "/agreements/AG-0001.jsonld")
    assert whole_list.status_code == 200


def test_data_has_one_form_whatever_is_preferred(client):
    response = client.get("/agreements.csv", headers={"Accept": "application/json"})

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "Accept" not in response.headers.get("Vary", "")


def test_page_that_is_confirmed_depends_on_the_form_too(client):
    first = client.get("/agreements/")

    again = client.get("/agreements/", headers={"If-None-Match": first.headers["ETag"]})
    led = client.get(
        "/agreements/",
        headers={"If-None-Match": first.headers["ETag"], "Accept": "application/json"},
    )

    assert (again.status_code, led.status_code) == (304, 303)
    assert "Accept" in again.headers["Vary"]
