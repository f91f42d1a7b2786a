"""Numbers and short names that records bore before lead on to them, wherever they are asked for."""

import json

import pytest

from agreements.changes.edits import edit
from agreements.changes.undo import undo
from agreements.editing.identity import refs_in_texts_lead_somewhere
from agreements.editing.merging import merge
from agreements.formats import FORMATS
from agreements.models import Alias, Change, Sector
from agreements.models.alias import MERGED
from agreements.nouns import NOUNS
from tests.admin.forms import change, filled_in, problems
from tests.factories import (
    AgreementFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    PublisherFactory,
    SectorFactory,
    factory_of,
)
from tests.reconciliation.asking import ask, extend

pytestmark = pytest.mark.django_db


def merged(lost, kept):
    with edit("Anora", "They are one.") as made:
        merge(lost, kept)
    return made


def led(client, address):
    response = client.get(address)
    return response.status_code, response.headers.get("Location")


@pytest.fixture
def body():
    """An institution, IN-0002, into which IN-0001 was merged."""
    lost, kept = InstitutionFactory(name="ZTE Corporation"), InstitutionFactory(name="ZTE")
    merged(lost, kept)
    return kept


@pytest.mark.parametrize("noun", [noun for noun in MERGED if NOUNS[noun].plural])
def test_page_and_history_of_a_merged_record_lead_on(client, noun):
    made = PublisherFactory if noun == "publisher" else factory_of(noun)
    more = [{"name": name} for name in "ab"] if noun == "publisher" else [{}, {}]
    lost, kept = (made(**one) for one in more)
    page, history = lost.get_absolute_url(), lost.get_history_url()

    merged(lost, kept)

    assert led(client, page) == (301, kept.get_absolute_url())
    assert led(client, page.lower()) == (301, kept.get_absolute_url())
    assert led(client, history) == (301, kept.get_history_url())


def test_every_data_format_leads_on(client, body):
    formats = [one for one in FORMATS.values() if one.of_record and one.suits(NOUNS["institution"])]

    found = {
        one.extension: led(client, f"/institutions/IN-0001.{one.extension}") for one in formats
    }

    assert found == {
        one.extension: (301, f"/institutions/IN-0002.{one.extension}") for one in formats
    }


def test_chain_of_merges_is_one_step(client, body):
    third = InstitutionFactory()

    merged(body, third)

    assert led(client, "/institutions/IN-0001/") == (301, "/institutions/IN-0003/")


def test_number_is_gone_with_the_record_that_bears_it(client, body):
    body.delete()

    statuses = [
        led(client, f"/institutions/IN-0001{end}")[0] for end in ("/", "/history/", ".json")
    ]

    assert (statuses, Alias.objects.count()) == ([410, 410, 410], 0)


def test_number_of_an_undone_merge_is_alive(client):
    lost, kept = InstitutionFactory(), InstitutionFactory()
    made = merged(lost, kept)

    undo(made, "Bek", "They are two.")

    assert (client.get("/institutions/IN-0001/").status_code, Alias.objects.count()) == (200, 0)


def test_changes_tell_into_what_a_record_was_merged(client):
    lost, kept = InstitutionFactory(), InstitutionFactory()
    AgreementFactory()
    start = Change.objects.revision().number

    merged(lost, kept)

    items = client.get(f"/changes.json?since={start}").json()["items"]
    told = {item["id"]: (item["change"], item.get("merged_into")) for item in items}
    assert told == {"IN-0001": ("deleted", "IN-0002"), "IN-0002": ("changed", None)}


@pytest.mark.parametrize(
    "query", ["IN-0001", "in 0001", "https://example.org/institutions/IN-0001/"]
)
def test_pasted_former_number_finds_the_record(client, body, query):
    page = client.get("/institutions/", {"q": query})

    assert list(page.context["object_list"]) == [body]


def test_services_know_former_numbers(client, body):
    place, other = PlaceFactory(), PlaceFactory()
    former = f"place-{place.pk}"
    merged(place, other)

    assert [one["id"] for one in ask(client, "IN-0001")] == ["IN-0002"]
    assert extend(client, ["IN-0001"], "name")["rows"]["IN-0001"]["name"] == [{"str": "ZTE"}]
    assert led(client, "/reconcile/IN-0001") == (302, "/institutions/IN-0002/")
    assert led(client, f"/reconcile/{former}") == (302, other.get_absolute_url())


def test_autocomplete_finds_by_the_former_number(admin_client, body):
    where = {"app_label": "agreements", "model_name": "party", "field_name": "institution"}

    found = admin_client.get("/admin/autocomplete/", {**where, "term": "IN-0001"})

    label = "ZTE – vocational college, Uzbekistan – IN-0002"
    assert json.loads(found.content)["results"] == [{"id": str(body.pk), "text": label}]


def test_lists_by_former_numbers_lead_on(client, body):
    PartyFactory(institution=body)

    page = led(client, "/agreements/?institution=IN-0001&sort=title")
    pair = led(client, "/agreements.json?partners=IN-0001-IN-0007")

    assert page == (301, "/agreements/?institution=IN-0002&sort=title")
    assert pair == (301, "/agreements.json?partners=IN-0002-IN-0007")


@pytest.mark.parametrize("text", ["nobody", "", "IN-0002", "-", "CN-UZ"])
def test_lists_by_anything_else_stay_where_they_are(client, body, text):
    assert client.get(f"/agreements/?partners={text}&corridor={text}").status_code == 200


def test_sitemap_leaves_former_numbers_out(client, body):
    page = client.get("/sitemap-institutions-1.xml").content.decode()

    assert ("IN-0001" in page, "IN-0002" in page) == (False, True)


def test_text_that_names_a_former_number_leads_somewhere(body):
    AgreementFactory(summary="Signed by IN-0001, not by IN-0009.")

    sentences = [violation.sentence for violation in refs_in_texts_lead_somewhere()]

    assert sentences == ["It names IN-0009, and no record bears that number."]


def test_short_name_of_a_renamed_sector_leads_on(client, admin_client):
    sector = SectorFactory(slug="logistics", name="Logistics")
    data = filled_in(admin_client.get(change(sector)))

    admin_client.post(change(sector), data | {"slug": "transport"})

    assert led(client, "/sectors/logistics/") == (301, "/sectors/transport/")
    assert led(client, "/sectors/logistics.json") == (301, "/sectors/transport.json")
    assert led(client, "/agreements/?sector=logistics") == (301, "/agreements/?sector=transport")


def test_short_name_that_is_taken_back_leads_nowhere_else(client):
    sector = SectorFactory(slug="logistics")
    for slug in ("transport", "logistics"):
        sector.slug = slug
        sector.save()

    assert client.get("/sectors/logistics/").status_code == 200
    assert led(client, "/sectors/transport/") == (301, "/sectors/logistics/")
    assert [one.address for one in Alias.objects.all()] == ["transport"]


def test_former_short_name_is_not_given_to_another_sector(admin_client):
    sector = SectorFactory(slug="logistics")
    sector.slug = "transport"
    sector.save()
    other = SectorFactory(slug="other")
    data = filled_in(admin_client.get(change(other)))

    response = admin_client.post(change(other), data | {"slug": "logistics"})

    assert "This short name leads to another sector already." in problems(response)
    assert Sector.objects.filter(slug="logistics").count() == 0
