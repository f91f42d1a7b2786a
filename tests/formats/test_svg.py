"""A chart of a list as a drawing: true to what is chosen, and complete by itself."""

import json
import re
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from agreements.formats.svg import MAX_BARS
from agreements.lists.list_charts import charts_of
from agreements.models import Sector
from agreements.nouns import AGREEMENT, LISTED
from tests.factories import AgreementFactory, InstitutionFactory, SectorFactory
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
SVG = "{http://www.w3.org/2000/svg}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
HOSTILE = "<b>&\"'\x01\ufffe 森林 Лес 🌲]]>"


@pytest.fixture
def drawing(client):
    """Return the function that reads the drawing at an address."""
    return lambda address: ET.fromstring(client.get(address).content)  # noqa: S314, it is our own


@pytest.fixture
def forestry():
    """Three agreements: two of forestry, one of them of 2024, and one of energy, of 2025."""
    make_agreements()


@pytest.fixture
def three_of_each(forestry):
    """The same, and one of 2023 and of another kind; all together serve three sectors."""
    fourth = AgreementFactory(title="A rail", kind="grant", signed_on=date(2023, 5, 1))
    fourth.sectors.add(*Sector.objects.all(), SectorFactory(name="Rail", slug="rail"))
    AgreementFactory(title="A gift", kind="donation")
    fold_everything()


def make_agreements():
    sectors = {name: SectorFactory(name=name, slug=name.lower()) for name in ("Forestry", "Energy")}
    first, second = AgreementFactory(title="A college", signed_on=date(2024, 5, 1)), None
    second, third = AgreementFactory(title="A bus"), AgreementFactory(signed_on=date(2025, 5, 1))
    first.sectors.add(*sectors.values())
    second.sectors.add(sectors["Forestry"])
    third.sectors.add(sectors["Energy"])
    fold_everything()


def texts(drawing):
    """Return the lines that can be seen."""
    return ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]


def described(drawing):
    return drawing.find(f"{SVG}desc").text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("?chart=sectors", ["Energy", "3", "Forestry", "3", "Rail", "1"]),
        ("?chart=sectors&sector=energy", ["Energy", "3", "Forestry", "2", "Rail", "1"]),
        ("?chart=sectors&q=rail", ["Energy", "1", "Forestry", "1", "Rail", "1"]),
        ("?chart=kinds", ["Agreement", "3", "Grant agreement", "1", "Deed of donation", "1"]),
        ("?chart=years&sector=energy", ["1", "2023", "1", "2024", "1", "2025"]),
        ("", ["Energy", "3", "Forestry", "3", "Rail", "1"]),
    ],
    ids=["all", "own choice", "words", "kinds", "years", "the first chart"],
)
def test_chart_counts_what_is_chosen(drawing, three_of_each, address, shown):
    svg = drawing(f"/agreements.svg{address}")

    [plot] = svg.findall(f"{SVG}g")
    assert texts(plot) == shown


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "agreements.svg?chart=sectors",
            "2 records are in the sector Energy. 2 records are in the sector Forestry.",
        ),
        ("agreements.svg?chart=sectors&q=bus", "1 record is in the sector Forestry."),
        ("agreements.svg?chart=kinds&sector=energy", "All 2 records are of the kind Agreement."),
        (
            "agreements.svg?chart=years&sector=energy",
            "1 record was signed in 2025. 1 record was signed in 2024.",
        ),
        ("institutions.svg?chart=countries", "1 record is in Uzbekistan."),
    ],
)
def test_few_values_are_told_in_a_sentence(drawing, forestry, address, told):
    if address.startswith("institutions"):
        InstitutionFactory()
    svg = drawing(f"/{address}")

    assert svg.findall(f"{SVG}g") == []
    assert told in " ".join(texts(svg))


def test_chart_says_what_it_is_and_whose(drawing, forestry, settings):
    settings.KEEPER = "The secretariat"

    svg = drawing("/agreements.svg?chart=years&sector=forestry")

    page = f"{SITE}/agreements/?sector=forestry"
    lines = texts(svg)
    assert lines[:4] == [
        "Agreements by year of signing",
        *("Sector: Forestry", "2 agreements", "1 record was signed in 2024."),
    ]
    assert lines[4] == "1 record without a known day"
    assert page in lines
    told = " ".join(lines)
    assert "kept by The secretariat" in told
    assert re.search(r"Licence: CC BY 4\.0, https://creativecommons\.org/licenses/by/4\.0/", told)
    assert svg.find(f"{SVG}title").text == "Agreements by year of signing. Sector: Forestry"
    [source] = svg.iter("{http://purl.org/dc/elements/1.1/}source")
    assert source.get(f"{RDF}resource") == page


def test_numbers_stand_in_the_description_and_at_the_address_it_names(client, drawing, forestry):
    told = described(drawing("/agreements.svg?chart=sectors&year=2024"))

    numbers, address = re.fullmatch(r"All numbers: (.*)\. The same as data: (.*)", told).groups()
    data = json.loads(client.get(address.removeprefix(SITE)).content)
    assert numbers == "; ".join(
        f"{one['label']}: {one['count']}" for one in data["facets"]["sector"]
    )


def test_no_data_is_named_that_counts_otherwise(drawing, forestry):
    told = described(drawing("/agreements.svg?chart=sectors&sector=forestry"))

    assert told == "All numbers: Forestry: 2; Energy: 1."


def test_chart_of_no_record_says_so(drawing):
    lines = texts(drawing("/agreements.svg?chart=years"))

    assert lines[:2] == ["Agreements by year of signing", "0 agreements"]
    assert " ".join(lines[2:4]) == (
        "No record that is chosen has such a value: there is nothing to draw."
    )


def test_chart_of_very_many_values_draws_the_largest_and_tells_all(drawing):
    agreement = AgreementFactory()
    agreement.sectors.add(*(SectorFactory(name=f"S{number}") for number in range(MAX_BARS + 1)))

    svg = drawing("/agreements.svg?chart=sectors")

    assert f"This shows the {MAX_BARS} with most of {MAX_BARS + 1}." in texts(svg)
    assert described(svg).count(": 1") == MAX_BARS + 1


@pytest.mark.parametrize("name", [HOSTILE, "重" * 100, "w" * 100, 'class="plot-mark"'])
def test_any_name_can_be_drawn(drawing, name):
    sector = SectorFactory(name="x", slug="x")
    Sector.objects.filter(pk=sector.pk).update(name=name)
    AgreementFactory().sectors.add(sector)

    svg = drawing("/agreements.svg?chart=sectors&sector=x")

    readable = name.replace("\x01", "").replace("\ufffe", "")
    assert described(svg) == f"All numbers: {readable}: 1."
    assert svg.find(f"{SVG}title").text == f"Agreements by sector. Sector: {readable}"


def test_chart_needs_nothing_from_elsewhere_and_runs_nothing(client, forestry):
    for name in charts_of(AGREEMENT):
        body = client.get(f"/agreements.svg?chart={name}").content.decode()

        names = {one.tag.rpartition("}")[2] for one in ET.fromstring(body).iter()}  # noqa: S314
        assert names <= {
            *("svg", "title", "desc", "metadata", "RDF", "Work", "source", "date", "license"),
            *("rect", "text", "g", "line"),
        }
        assert re.findall(r"\b(?:class|style|href|src|on\w+)=|url\(|@import", body) == []


@pytest.mark.parametrize("noun", LISTED, ids=lambda noun: noun.name)
def test_list_has_charts_where_its_records_are_counted(client, noun):
    charts = {name: client.get(f"/{noun.plural}.svg?chart={name}") for name in charts_of(noun)}

    assert {one.status_code for one in charts.values()} <= {200}
    assert client.get(f"/{noun.plural}.svg").status_code == (200 if charts else 404)


def test_same_chart_of_the_same_revision_is_the_same_bytes(client, forestry):
    one, other = (client.get("/agreements.svg?chart=sectors") for _time in range(2))

    assert one.content == other.content
    assert one.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert urlsplit(one.headers["Link"].split(">")[0][1:]).path == "/agreements/"


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("chart=sector", "chart", "sectors"),
        ("chart=%00", "chart", ""),
        ("chart=years&chart=kinds", "chart", ""),
        (f"chart={'9' * 1000}", "chart", ""),
        ("page=2", "page", ""),
        ("page_size=10", "page_size", ""),
    ],
)
def test_what_no_chart_takes_is_an_error(client, query, parameter, nearest):
    response = client.get(f"/agreements.svg?{query}")

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert parameter in (error["parameter"], *re.findall("“(.*)”", error["detail"]))
    assert error["nearest"] == nearest


@pytest.mark.parametrize("noun", LISTED, ids=lambda noun: noun.name)
def test_list_leads_to_its_charts_where_it_has_any(client, noun):
    page = client.get(f"/{noun.plural}/").content.decode()

    assert (f'href="/{noun.plural}.svg"' in page) is bool(charts_of(noun))
