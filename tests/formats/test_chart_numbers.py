"""The numbers of a chart as rows: those of exactly the list that is chosen."""

import csv
import io
from datetime import date

import pytest

from tests.factories import AgreementFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """Return the function that reads the rows at an address."""

    def rows(address):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    return rows


@pytest.fixture
def agreements():
    """One of two sectors and of 2024, one of one of them and of 2025, one of neither, undated."""
    energy, forestry = SectorFactory(name="Energy"), SectorFactory(name="Forestry", slug="f")
    AgreementFactory(signed_on=date(2024, 5, 1)).sectors.add(energy, forestry)
    AgreementFactory(signed_on=date(2025, 5, 1)).sectors.add(forestry)
    AgreementFactory(kind="grant")
    return energy


def test_numbers_of_a_chart_are_rows_of_values(read, agreements):
    assert read("/agreements.csv?chart=sectors") == [
        ["value", "label", "records"],
        ["f", "Forestry", "2"],
        [agreements.slug, "Energy", "1"],
    ]
    assert read("/agreements.csv?chart=years&sector=f") == [
        ["value", "label", "records"],
        ["2025", "2025", "1"],
        ["2024", "2024", "1"],
    ]
    assert read("/agreements.csv?chart=kinds&kind=grant")[1:] == [["grant", "Grant agreement", "1"]]


def test_table_by_two_facets_has_a_column_for_each_value_of_the_other(read, agreements):
    assert read("/agreements.csv?chart=sectors-by-year") == [
        ["value", "label", "records", "2025", "2024", "undated"],
        ["f", "Forestry", "2", "1", "1", "0"],
        [agreements.slug, "Energy", "1", "0", "1", "0"],
    ]
    assert read("/agreements.csv?chart=sectors-by-year&year=2025")[1:] == [
        ["f", "Forestry", "1", "1"]
    ]


def test_chart_of_no_record_has_headings_only(read):
    assert read("/agreements.csv?chart=sectors-by-year") == [["value", "label", "records"]]


def test_file_is_named_after_its_chart(client, agreements):
    response = client.get("/agreements.csv?chart=sectors&sector=f")

    assert "coop-agreements-sectors-sector-f-r" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("query", "detail", "nearest"),
    [
        ("chart=sector", "This list has no chart “sector”.", "sectors"),
        ("chart=years&rows=parties", "Give either “chart” or rows", ""),
        ("chart=years&columns=id", "Give either “chart” or rows", ""),
    ],
)
def test_what_no_chart_has_is_an_error(client, query, detail, nearest):
    response = client.get(f"/agreements.csv?{query}")

    [error] = response.json()["errors"]
    assert (response.status_code, error["nearest"]) == (400, nearest)
    assert error["detail"].startswith(detail)


def test_list_without_charts_takes_none(client):
    assert client.get("/sources.csv?chart=sectors").status_code == 400
    assert client.get("/agreements.svg?chart=sectors-by-year").status_code == 400


def test_numbers_take_as_many_queries_however_many_records(
    read, agreements, django_assert_max_num_queries
):
    read("/agreements.csv?chart=sectors-by-year")

    with django_assert_max_num_queries(4):
        read("/agreements.csv?chart=sectors-by-year")
