"""Years of a list: chosen one by one or as a range, and drawn as columns."""

import pytest

from tests.factories import AgreementFactory
from tests.views.test_entries import panel_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?year=2020-2022", ["2020", "2022"]),
        ("?year=2022-2022", ["2022"]),
        ("?year=2019&year=2022-2030", ["2019", "2022"]),
        ("?year=2020-2022&year=undated", ["2020", "2022", "undated"]),
        ("?year=1000-1900", []),
        ("?year=1000-9999", ["2019", "2020", "2022"]),
    ],
    ids=["three years", "one year", "beside a year", "beside none", "before all", "all"],
)
def test_years_are_chosen_as_a_range(client, address, expected):
    for day in ("2019-12-31", "2020-01-01", "2022-12-31", None):
        AgreementFactory(title=day[:4] if day else "undated", signed_on=day)

    page = client.get(f"/agreements/{address}")

    assert sorted(agreement.title for agreement in page.context["object_list"]) == expected
    [panel] = [panel for panel in page.context["panels"] if panel.parameter == "year"]
    chosen = [entry for entry in panel.entries if entry.is_chosen]
    assert sum(entry.count for entry in chosen) == len(expected)


@pytest.mark.parametrize("text", ["2022-2020", "2020-", "-2020", "2020-2021-2022", "2020–2022"])
def test_range_of_years_that_cannot_be_read_is_named(client, text):
    AgreementFactory(signed_on="2020-01-01")

    page = client.get("/agreements/", {"year": text})

    assert page.context["object_list"] == []
    assert f"“{text}” is not a year of four digits" in page.content.decode()
    assert client.get("/agreements.json", {"year": text}).status_code == 400


def test_years_are_drawn_from_three_on(client):
    for year, number in (("2019", 2), ("2020", 4), ("2023", 1)):
        AgreementFactory.create_batch(number, signed_on=f"{year}-05-01")

    drawn = panel_of(client.get("/agreements/"), "year").year_form
    two = panel_of(client.get("/agreements/?kind=agreement&year=2019"), "year").year_form

    assert (drawn.first, drawn.last) == ("2019", "2023")
    assert drawn.columns == [
        ("0", "50", "16", "50"),
        ("20", "0", "16", "100"),
        ("80", "75", "16", "25"),
    ]
    assert two.kept is None


def test_two_years_are_not_drawn(client):
    for year in (2019, 2020):
        AgreementFactory(signed_on=f"{year}-05-01")

    assert panel_of(client.get("/agreements/"), "year").year_form.columns == []


def test_form_for_years_keeps_what_is_chosen(client):
    AgreementFactory(status="signed")

    form = panel_of(client.get("/agreements/?status=signed&sort=title"), "year").year_form

    assert form.kept == [("status", "signed"), ("sort", "title")]
