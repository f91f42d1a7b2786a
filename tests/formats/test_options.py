"""What an address of data may ask for, and what is said where it asks for something else."""

import json

import pytest

from agreements.nouns import AGREEMENT
from agreements.tables.table import own_table
from tests.factories import AgreementFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "parameter", "value", "nearest"),
    [
        ("columns=titel", "columns", "titel", "title"),
        ("columns=id,titel,xyzzy", "columns", "xyzzy", ""),
        ("columns=institution", "columns", "institution", ""),
        ("rows=party", "rows", "party", "parties"),
        ("rows=parties&rows=statements", "rows", "statements", ""),
        ("bom=yes", "bom", "yes", ""),
        ("page=2", "page", "2", ""),
        ("page_size=10", "page_size", "10", ""),
        ("page_size=0", "page_size", "0", ""),
        ("sector=none", "sector", "none", ""),
        ("sort=%00", "sort", "\N{REPLACEMENT CHARACTER}", ""),
        ("columns=%ED%A0%80", "columns", "\N{REPLACEMENT CHARACTER}" * 3, ""),
    ],
)
def test_address_that_means_nothing_is_told_what_is_wrong(client, query, parameter, value, nearest):
    AgreementFactory()

    response = client.get(f"/agreements.csv?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    error = response.json()["errors"][-1]
    assert [error["parameter"], error["value"], error["nearest"]] == [parameter, value, nearest]


def test_columns_stand_in_the_order_that_is_asked_for(client):
    AgreementFactory(title="A college")

    response = client.get("/agreements.csv?columns=title,id,title&bom=0")

    assert response.content.decode() == "title,id\r\nA college,AG-0001\r\n"


def test_columns_are_those_of_the_rows_that_are_asked_for(client):
    response = client.get("/agreements.csv?rows=parties&columns=role,institution&bom=0")

    assert response.content.decode() == "role,institution\r\n"


def test_all_columns_are_told_where_none_is_named(client):
    header = client.get("/agreements.csv?bom=0").content.decode().strip()

    assert header.split(",") == [column.name for column in own_table(AGREEMENT).columns]


def test_page_of_json_is_counted_by_several_facets_at_once(client):
    sectors = [SectorFactory(slug=slug, name=slug.title()) for slug in ("energy", "finance")]
    for number in range(3):
        AgreementFactory(title=str(number)).sectors.set(sectors[: number % 2 + 1])

    data = client.get("/agreements.json?facets=sector,kind&sector=finance&page_size=1").json()

    assert (data["total"], data["stands_for"], len(data["items"])) == (1, 1, 1)
    assert data["facets"] == {
        "sector": [
            {"value": "energy", "label": "Energy", "count": 3},
            {"value": "finance", "label": "Finance", "count": 1},
        ],
        "kind": [{"value": "agreement", "label": "Agreement", "count": 1}],
    }


def test_counts_are_told_without_a_row(client):
    sector = SectorFactory(slug="energy", name="Energy")
    for title in "abc":
        AgreementFactory(title=title).sectors.add(sector)

    answered = client.get("/agreements.json?facets=sector&kind=agreement&page_size=0")

    data = answered.json()
    assert (data["total"], data["items"], data["next"]) == (3, [], None)
    assert data["facets"] == {"sector": [{"value": "energy", "label": "Energy", "count": 3}]}
    assert answered.headers["Coop-Total"] == "3"
    assert client.get(data["html"]).context["result"].total == 3


def test_counts_without_a_row_stand_on_one_page(client):
    AgreementFactory()

    assert client.get("/agreements.json?page_size=0&page=2").status_code == 404
    assert client.get("/agreements.json?page_size=0&q=nothing").json()["total"] == 0


def test_counts_after_a_place_have_no_row(client):
    for title in "abc":
        AgreementFactory(title=title)
    after = client.get("/agreements.json?sort=title&page_size=1").json()["next"].split("after=")[1]

    data = client.get(f"/agreements.json?sort=title&page_size=0&after={after}").json()

    assert (data["total"], data["items"], data["next"]) == (3, [], None)


@pytest.mark.parametrize("address", ["/agreements/", "/agreements.jsonld"])
def test_nothing_but_counts_is_without_rows(client, address):
    AgreementFactory()

    answered = client.get(f"{address}?page_size=0").content.decode()

    assert "“0” is not a number of rows from 1 to 100." in answered


def test_line_of_ndjson_is_a_record(client):
    AgreementFactory(title="重庆")

    lines = client.get("/agreements.ndjson?columns=id,title,sectors,event").content.splitlines()

    assert [json.loads(line) for line in lines] == [
        {"id": "AG-0001", "title": "重庆", "sectors": [], "event": None}
    ]
