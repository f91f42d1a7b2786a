"""A list as its charts: of exactly the records that are chosen."""

import re
from datetime import date

import pytest

from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)
from tests.folded import fold_everything
from tests.views.wording import text

pytestmark = pytest.mark.django_db
NOTE = (
    "A record with several of them is counted at each: the numbers add up to more than the total."
)


@pytest.fixture
def agreements():
    """Four agreements of three sectors, kinds and years; all but the first have one sector."""
    energy, forestry, rail = (
        SectorFactory(name=name, slug=name.lower()) for name in ("Energy", "Forestry", "Rail")
    )
    for title, kind, year, sectors in (
        ("A college", "grant", 2023, (energy, forestry, rail)),
        ("A bus", "donation", 2024, (energy,)),
        ("A train", "training", 2025, (energy,)),
        ("A tram", "training", None, (rail,)),
    ):
        signed_on = year and date(year, 1, 1)
        AgreementFactory(title=title, kind=kind, signed_on=signed_on).sectors.add(*sectors)
    fold_everything()


def charts(response):
    """Return {name: [(label, count)]} of the charts of a page."""
    return {
        chart.name: [(value.label, value.count) for value in chart.plot.values]
        for chart in response.context["charts"]
    }


@pytest.mark.parametrize(
    ("query", "sectors", "kinds"),
    [
        ("", [("Energy", 3), ("Rail", 2), ("Forestry", 1)], 3),
        ("&sector=energy", [("Energy", 3), ("Forestry", 1), ("Rail", 1)], 3),
        ("&kind=training", [("Energy", 1), ("Rail", 1)], 1),
        ("&q=bus", [("Energy", 1)], 1),
        ("&year=2023-2024&kind=grant", [("Energy", 1), ("Forestry", 1), ("Rail", 1)], 1),
    ],
)
def test_charts_are_of_exactly_what_is_chosen(client, agreements, query, sectors, kinds):
    found = charts(client.get(f"/agreements/?view=charts{query}"))

    assert found["sectors"] == sectors
    assert len(found["kinds"]) == kinds


def test_table_has_each_sector_in_each_year(client, agreements):
    [table] = client.get("/agreements/?view=charts").context["crossings"]

    assert [(column.label, column.count) for column in table.columns] == [
        *(("2025", 1), ("2024", 1), ("2023", 1), ("No day known", 1))
    ]
    assert [(row.value.label, row.value.count, row.counts) for row in table.rows] == [
        ("Energy", 3, [1, 1, 1, 0]),
        ("Rail", 2, [0, 0, 1, 1]),
        ("Forestry", 1, [0, 0, 1, 0]),
    ]
    assert table.total == 4


def test_few_values_are_told_in_a_sentence_and_many_are_drawn(client, agreements):
    page = client.get("/agreements/?view=charts&kind=training")

    assert "All 2 records are of the kind Training agreement." in text(page)
    assert "1 record is in the sector Energy. 1 record is in the sector Rail." in text(page)
    assert "plot-drawing" not in page.content.decode()
    assert "plot-drawing" in client.get("/agreements/?view=charts").content.decode()


@pytest.mark.parametrize(("query", "notes"), [("", 2), ("&kind=training", 0)])
def test_note_says_where_numbers_add_up_to_more(client, agreements, query, notes):
    page = text(client.get(f"/agreements/?view=charts{query}"))

    assert page.count(NOTE) == notes


def test_each_chart_leads_to_its_numbers_and_its_drawing(client, agreements):
    page = client.get("/agreements/?view=charts&sector=energy&sort=title").content.decode()

    names = ("sectors", "years", "kinds")
    expected = {f"/agreements.csv?sector=energy&amp;chart={name}" for name in names}
    expected |= {f"/agreements.svg?sector=energy&amp;chart={name}" for name in names}
    expected |= {"/agreements.csv?sector=energy&amp;chart=sectors-by-year"}
    found = set(re.findall(r'"(/agreements\.(?:csv|svg)\?[^"]*chart=[^"]*)"', page))
    assert found == expected
    assert {client.get(one.replace("&amp;", "&")).status_code for one in found} == {200}


def test_switch_keeps_what_is_chosen(client, agreements):
    rows = client.get("/agreements/?sector=energy&sort=title&page_size=50").context
    drawn = client.get("/agreements/?view=charts&sector=energy&sort=title&page_size=50").context

    chosen = "?sector=energy&sort=title&page_size=50"
    for context, current in ((rows, "Rows"), (drawn, "Charts")):
        choices = context["view_choices"]
        assert [choice.href for choice in choices] == [chosen, f"{chosen}&view=charts"]
        assert [choice.label for choice in choices if choice.is_current] == [current]


def test_facets_chips_and_forms_keep_the_charts(client, agreements):
    context = client.get("/agreements/?view=charts&sector=energy&q=a").context

    entries = [entry for panel in context["panels"] for entry in panel.entries if entry.href]
    assert entries
    assert all("view=charts" in one.href for one in (*entries, *context["chips"]))
    assert ("view", "charts") in context["kept_parameters"]
    assert context["start_href"] == "?view=charts"
    forms = [panel.year_form.kept for panel in context["panels"] if panel.year_form]
    assert [("view", "charts") in kept for kept in forms] == [True]
    narrowed = client.get("/agreements/?view=charts&sector=energy&kind=grant").context
    assert ("view", "charts") in narrowed["facet_form"].kept


def test_bar_leads_to_its_records_or_nowhere(client, agreements):
    def hrefs(query):
        page = client.get(f"/agreements/?view=charts{query}")
        return {
            chart.name: [value.href for value in chart.plot.values]
            for chart in page.context["charts"]
        }

    assert hrefs("")["sectors"][0] == "?sector=energy&view=charts"
    assert hrefs("&sector=energy")["sectors"] == ["", "", ""]
    assert hrefs("&year=2023-2024")["years"][0] == "?year=2024&view=charts"
    assert set(hrefs("&year=2023-2024&kind=grant")["kinds"]) == {""}


def test_charts_of_institutions_are_of_institutions(client):
    for code in ("UZ", "CN", "KZ"):
        InstitutionFactory(country=CountryFactory(code=code))

    found = charts(client.get("/institutions/?view=charts"))

    assert [count for _label, count in found["countries"]] == [1, 1, 1]


def test_countries_are_those_of_the_parties(client):
    PartyFactory(institution__country=CountryFactory(code="CN", name="China"))

    assert charts(client.get("/agreements/?view=charts"))["countries"] == [("China", 1)]


def test_no_record_has_no_chart(client, agreements):
    page = client.get("/agreements/?view=charts&kind=memorandum&sector=rail")

    assert (page.status_code, page.context["charts"]) == (200, [])
    assert "No agreement matches all of these filters." in text(page)
    assert client.get("/institutions/?view=charts").status_code == 200


def test_page_says_that_it_is_of_charts_and_which_list_is_meant(client, agreements):
    page = client.get("/agreements/?view=charts&sector=energy")

    assert page.context["page_title"] == "Charts: Energy: 3 agreements"
    assert page.context["metadata"].address == "http://testserver/agreements/?sector=energy"
    assert client.get("/agreements/?view=rows").context["page_title"] == "Agreements"


@pytest.mark.parametrize(
    ("view", "meant", "mended"),
    [
        ("chart", "Charts", "?sector=energy&view=charts"),
        ("row", "Rows", "?sector=energy&view=rows"),
        ("grid", "", None),
        ("9" * 1000, "", None),
    ],
)
def test_unknown_view_is_told_with_the_nearest(client, agreements, view, meant, mended):
    page = client.get("/agreements/", {"sector": "energy", "view": view})
    [mistake] = page.context["mistakes"]

    assert (page.status_code, page.context["result"].total) == (200, 0)
    assert mistake.sentence.endswith("it is shown as “rows” or as “charts”.")
    assert (mistake.meant, mistake.without) == (meant, "?sector=energy")
    assert mended in (None, mistake.mended)


def test_two_views_are_a_mistake_and_capitals_lead_on(client, agreements):
    both = client.get("/agreements/?view=rows&view=charts")
    capitals = client.get("/agreements/?view=Charts&sector=energy")

    [mistake] = both.context["mistakes"]
    assert (mistake.sentence, mistake.without) == (
        "Choose one view of the list: the address has several.",
        "?",
    )
    assert (capitals.status_code, capitals["Location"]) == (
        301,
        "/agreements/?view=charts&sector=energy",
    )


def test_data_has_no_view_and_who_prefers_data_is_led_to_it(client, agreements):
    led = client.get("/agreements/?view=charts&sector=energy", headers={"accept": "text/csv"})

    assert client.get("/agreements.csv?view=charts").status_code == 400
    assert (led.status_code, led["Location"]) == (303, "/agreements.csv?sector=energy")


def test_charts_take_few_queries(client, agreements, django_assert_max_num_queries):
    client.get("/agreements/?view=charts")

    with django_assert_max_num_queries(4):
        client.get("/agreements/?view=charts")
