"""The plots on pages are true to the lists that they lead to; an empty register has none."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def corridor():
    """Two agreements between a Chinese and an Uzbek college, in two years, one on forestry."""
    china = CountryFactory(code="CN", name="China")
    uzbekistan = CountryFactory(code="UZ", name="Uzbekistan")
    chongqing = PlaceFactory(name="Chongqing", country=china, latitude=29.6, longitude=106.6)
    here = InstitutionFactory(name="Here", country=china, place=chongqing)
    there = InstitutionFactory(name="There", country=uzbekistan)
    for year in (2023, 2025):
        agreement = AgreementFactory(title=f"Of {year}", signed_on=date(year, 1, 1))
        PartyFactory(agreement=agreement, institution=here)
        PartyFactory(agreement=agreement, institution=there)
    agreement.sectors.add(SectorFactory(name="Forestry", slug="forestry"))
    return here


def table(client, address, plot):
    """Return {label: (count, address)} of the table behind a plot of a page."""
    page = client.get(address).content.decode()
    [figure] = re.findall(rf'<figure class="plot[^"]*" id="plot-{plot}">.*?</figure>', page, re.S)
    head = r'<th scope="row"><a href="([^"]*)"><bdi>([^<]*)</bdi>.*?</a>\s*</th>'
    rows = re.findall(rf'{head}\s*<td class="numeric">(\d+)', figure)
    return {label: (int(count), html.unescape(href)) for href, label, count in rows}


def links(client, address, plot):
    """Return {href: what it says} of the links in the drawing of a plot of a page."""
    page = client.get(address).content.decode()
    [svg] = re.findall(rf'id="plot-{plot}">.*?(<svg.*?</svg>)', page, re.S)
    found = re.findall(r'<a href="([^"]*)">.*?<title>(.*?)</title>.*?</a>', svg, re.S)
    return {html.unescape(href): " ".join(html.unescape(text).split()) for href, text in found}


@pytest.mark.parametrize(
    ("address", "plot"),
    [
        ("/", "sectors"),
        ("/", "years"),
        ("/sectors/forestry/", "years"),
        ("/sectors/forestry/", "countries"),
        ("/countries/UZ/", "years"),
        ("/countries/UZ/", "sectors"),
        ("/countries/UZ/", "partners"),
        ("/institutions/{ref}/", "years"),
        ("/institutions/{ref}/", "sectors"),
    ],
)
def test_each_value_leads_to_a_list_of_as_many_records(client, corridor, address, plot):
    values = table(client, address.format(ref=corridor.ref), plot)

    assert values
    for count, href in values.values():
        assert client.get(href).context["result"].total == count


def test_countries_are_set_against_each_other(client, corridor):
    [pair] = client.get("/").context["corridors"].pairs

    assert (pair.row.label, pair.column.label, pair.count) == ("China", "Uzbekistan", 2)
    assert pair.href == "/agreements/?corridor=CN-UZ"
    assert pair.row.href == "/agreements/?country=CN"
    assert client.get(pair.href).context["result"].total == 2
    assert table(client, "/countries/UZ/", "partners") == {
        "China": (2, "/agreements/?corridor=UZ-CN")
    }


def test_corridors_of_a_sector_lead_to_its_agreements(client, corridor):
    [pair] = client.get("/sectors/forestry/").context["corridors"].pairs

    assert pair.href == "/agreements/?sector=forestry&corridor=CN-UZ"
    assert client.get(pair.href).context["result"].total == pair.count == 1


def test_institution_stands_among_its_partners(client, corridor):
    flow = client.get(corridor.get_absolute_url()).context["partners"].wide

    [box] = flow.sides
    assert (box.node.label, box.node.count) == ("There", 2)
    assert client.get(box.node.href).context["result"].total == 2
    assert links(client, corridor.get_absolute_url(), "partners") == {
        box.node.href: "There · UZ: 2 records"
    }


def test_agreement_is_drawn_with_its_parties_and_what_came_of_it(client, corridor):
    agreement = corridor.agreements.first()
    Agreement.objects.update(event=EventFactory(name="Conference"))
    agreement.alliances.add(AllianceFactory(name="Alliance"))
    workshop = ProjectFactory(agreement=agreement, name="Workshop")

    flow = client.get(agreement.get_absolute_url()).context["lineup"].wide

    assert [box.node.label for box in flow.left] == ["Here", "There"]
    assert [box.node.label for box in flow.right] == ["Conference", "Alliance", "Workshop"]
    for box, address in zip(
        flow.sides[:4],
        ("institution=IN-", "institution=IN-", "event=EV-", "alliance=AL-"),
        strict=True,
    ):
        assert f"/agreements/?{address}" in box.node.href
        assert client.get(box.node.href).context["result"].total == box.node.count
    assert [box.node.count for box in flow.sides] == [2, 2, 2, 1, None]
    assert workshop.get_absolute_url() in links(client, agreement.get_absolute_url(), "lineup")


def test_agreement_with_forty_parties_says_how_many_are_not_drawn(client):
    agreement = AgreementFactory()
    for _number in range(40):
        PartyFactory(agreement=agreement)

    flow = client.get(agreement.get_absolute_url()).context["lineup"].wide

    assert len(flow.left) == 9
    assert flow.left[-1].node.label == "32 more, listed below"


def test_members_are_counted_by_country(client):
    membership = MembershipFactory()

    values = table(client, membership.alliance.get_absolute_url(), "countries")

    [(label, (count, href))] = values.items()
    assert (label, count) == ("Uzbekistan", 1)
    assert client.get(href).context["result"].total == 1


def test_places_are_on_the_map_with_their_agreements(client, corridor):
    world = client.get("/countries/").context["world"]

    [dot] = world.dots
    assert (dot.value.label, dot.value.count) == ("Chongqing", 2)
    assert client.get(dot.value.href).context["result"].total == 2


def test_place_on_the_map_has_what_is_agreed_in_its_districts(client, corridor):
    district = PlaceFactory(parent=corridor.place, latitude=29.9, longitude=107.1)
    PartyFactory(institution=InstitutionFactory(place=district))

    dots = client.get("/countries/").context["world"].dots

    assert {dot.value.label: dot.value.count for dot in dots} == {"Chongqing": 3, district.name: 1}
    for dot in dots:
        assert client.get(dot.value.href).context["result"].total == dot.value.count


def test_place_without_an_agreement_is_not_on_the_map(client, corridor):
    InstitutionFactory(place=PlaceFactory(latitude=1, longitude=1))

    assert len(client.get("/countries/").context["world"].dots) == 1


@pytest.mark.parametrize("address", ["/", "/countries/", "/sectors/", "/agreements/", "/coverage/"])
def test_empty_register_has_pages_without_plots(client, address):
    page = client.get(address)

    assert page.status_code == 200
    assert b"<figure" not in page.content


def test_labels_are_no_markup(client):
    agreement = AgreementFactory(title="<b>Title</b>")
    PartyFactory(agreement=agreement, institution=InstitutionFactory(name="<script>x</script>"))

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert "<script>x" not in page
    assert "<b>Title" not in page


@pytest.mark.parametrize("address", ["/", "/countries/UZ/", "/sectors/forestry/", "/countries/"])
def test_pages_ask_as_many_queries_for_three_records_as_for_one(client, corridor, address):
    def count():
        for _time in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
        return len(captured)

    one = count()
    for number in range(2):
        agreement = AgreementFactory(signed_on=date(2020 + number, 1, 1))
        agreement.sectors.add(SectorFactory())
        PartyFactory(agreement=agreement, institution=corridor)
        PartyFactory(agreement=agreement, institution=InstitutionFactory(place=corridor.place))

    assert count() == one


def test_map_has_the_busiest_places_where_there_are_too_many(client, corridor):
    InstitutionFactory(place=corridor.place)
    for number in range(210):
        place = PlaceFactory(name=f"Aaa {number}", latitude=1, longitude=number / 10)
        PartyFactory(institution=InstitutionFactory(place=place))

    world = client.get("/countries/").context["world"]

    assert len(world.dots) == 200
    assert world.dots[0].value.label == "Chongqing"


def test_every_place_has_its_anchor_on_the_page_of_its_country(client):
    places = PlaceFactory.create_batch(60)

    page = client.get("/countries/UZ/").content.decode()

    assert all(f'id="place-{place.pk}"' in page for place in places)
