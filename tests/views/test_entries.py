"""The values in panels of filters: their bars, pairs, places, years, and what lacks any."""

import pytest

from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def panel_of(page, parameter):
    """Return the panel of a parameter on a page."""
    [panel] = [panel for panel in page.context["panels"] if panel.parameter == parameter]
    return panel


def test_bars_are_scaled_by_the_highest_count_of_their_panel(client):
    often, seldom = SectorFactory(slug="often"), SectorFactory(slug="seldom")
    for number in range(3):
        AgreementFactory().sectors.set([often, seldom] if number == 0 else [often])

    page = client.get("/agreements/")

    panel = panel_of(page, "sector")
    assert [(entry.value.text, entry.share) for entry in panel.entries] == [
        ("often", 100),
        ("seldom", 34),
    ]
    assert '<svg aria-hidden="true"><rect width="34%" height="3"/></svg>' in page.content.decode()


def test_counts_that_are_all_the_same_have_no_bars(client):
    AgreementFactory().sectors.set(SectorFactory.create_batch(2))

    panel = panel_of(client.get("/agreements/"), "sector")

    assert [(entry.count, entry.share) for entry in panel.entries] == [(1, 0), (1, 0)]


@pytest.mark.parametrize(
    ("address", "is_folded"),
    [("", True), ("?status=signed", False), ("?status=planned", False)],
    ids=["nothing chosen", "chosen", "chosen though nought"],
)
def test_panel_of_one_value_folds_away_until_it_is_chosen(client, address, is_folded):
    for slug in ("one", "other"):
        AgreementFactory(status="signed").sectors.add(SectorFactory(slug=slug))

    page = client.get(f"/agreements/{address}")

    assert panel_of(page, "status").is_folded is is_folded
    assert ("status" in [panel.parameter for panel in page.context["folded_panels"]]) is is_folded
    if not address:
        assert not panel_of(page, "sector").is_folded


def test_panel_of_another_day_stays_open(client):
    AgreementFactory.create_batch(2, starts_on="2020-01-01")

    assert panel_of(client.get("/agreements/"), "in_force").is_folded
    assert not panel_of(client.get("/agreements/?on=2024-05-01"), "in_force").is_folded


@pytest.fixture
def corridors(db):
    """Agreements of China with Uzbekistan (three), Kazakhstan (two), of the latter two (one)."""
    bodies = {
        code: InstitutionFactory(country=CountryFactory(code=code, name=code))
        for code in ("CN", "KZ", "UZ")
    }
    for codes in ("CN UZ", "CN UZ", "CN UZ", "CN KZ", "CN KZ", "KZ UZ", "UZ"):
        agreement = AgreementFactory(kind="training" if codes == "UZ" else "grant")
        for code in codes.split():
            PartyFactory(agreement=agreement, institution=bodies[code])


def test_most_frequent_pairs_of_countries_are_offered(client, corridors):
    panel = panel_of(client.get("/agreements/?kind=grant"), "corridor")

    assert [(entry.value.label, entry.count, entry.href) for entry in panel.entries] == [
        ("CN and UZ", 3, "?kind=grant&corridor=CN-UZ"),
        ("CN and KZ", 2, "?kind=grant&corridor=CN-KZ"),
        ("KZ and UZ", 1, "?kind=grant&corridor=KZ-UZ"),
    ]


def test_who_chose_two_countries_is_offered_what_they_made_together(client, corridors):
    page = client.get("/agreements/?country=CN&kind=grant&country=UZ")

    panel = panel_of(page, "corridor")
    [entry] = panel.entries
    assert (entry.value.label, entry.count) == ("CN and UZ", 3)
    assert (entry.href, panel.is_folded) == ("?kind=grant&corridor=CN-UZ", False)
    assert f'href="{entry.href.replace("&", "&amp;")}"' in page.content.decode()
    assert client.get(f"/agreements/{entry.href}").context["result"].total == entry.count


def test_pair_is_chosen_whichever_way_round_it_is_written(client, corridors):
    panel = panel_of(client.get("/agreements/?corridor=UZ-CN"), "corridor")

    assert [(entry.value.text, entry.is_chosen, entry.href) for entry in panel.entries] == [
        ("UZ-CN", True, "?"),
        ("CN-KZ", False, "?corridor=UZ-CN&corridor=CN-KZ"),
        ("KZ-UZ", False, "?corridor=UZ-CN&corridor=KZ-UZ"),
    ]


def test_places_count_the_bodies_in_their_parts(client):
    city = PlaceFactory(name="Fergana")
    for number in range(2):
        PartyFactory(institution__place=PlaceFactory(name=f"District {number}", parent=city))

    panel = panel_of(client.get("/agreements/"), "place")

    assert [(entry.value.label, entry.count, entry.href) for entry in panel.entries] == [
        ("Fergana", 2, f"?place={city.pk}"),
        *((f"District {n}", 1, f"?place={city.parts.order_by('pk')[n].pk}") for n in range(2)),
    ]


def test_places_are_counted_anew_where_one_is_moved_into_another(client):
    city, district = PlaceFactory(name="Fergana"), PlaceFactory(name="District")
    PartyFactory(institution__place=district)
    client.get("/agreements/")

    district.parent = city
    district.save()

    panel = panel_of(client.get("/agreements/"), "place")
    assert {entry.value.label: entry.count for entry in panel.entries} == {
        "Fergana": 1,
        "District": 1,
    }


def test_records_without_a_value_are_counted_and_chosen(client):
    forestry = SectorFactory(slug="forestry", name="Forestry")
    AgreementFactory(title="stated").sectors.add(forestry)
    AgreementFactory.create_batch(2, title="nothing")

    page = client.get("/agreements/?sector=not-stated")

    assert {agreement.title for agreement in page.context["object_list"]} == {"nothing"}
    assert [
        (entry.value.label, entry.count, entry.is_chosen, entry.share)
        for entry in panel_of(page, "sector").entries
    ] == [("Not stated", 2, True, 0), ("Forestry", 1, False, 0)]
    either = client.get("/agreements/?sector=not-stated&sector=forestry")
    assert either.context["result"].total == 3
    data = client.get("/agreements.json?sector=not-stated&facets=sector").json()
    assert (data["total"], data["facets"]["sector"][-1]) == (
        2,
        {"value": "not-stated", "label": "Not stated", "count": 2},
    )


def test_records_without_a_value_stand_last_of_those_that_are_shown(client):
    AgreementFactory().sectors.set(SectorFactory.create_batch(12))
    AgreementFactory.create_batch(2)

    panel = panel_of(client.get("/agreements/"), "sector")

    assert [entry.value.text for entry in panel.entries].index("not-stated") == 7
    assert (len(panel.entries), len(panel.more)) == (8, 5)


@pytest.mark.parametrize("parameter", ["evidence", "in_force", "year", "corridor", "partners"])
def test_what_no_record_lacks_is_never_not_stated(client, parameter):
    AgreementFactory()

    page = client.get(f"/agreements/?{parameter}=not-stated")

    assert page.context["object_list"] == []
    assert "“not-stated”" in page.content.decode()
