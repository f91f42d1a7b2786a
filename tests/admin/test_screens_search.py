"""The search boxes of the admin find names as the public search does."""

import json

import pytest

from agreements.models import Agreement
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    NameFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def listed(admin_client, noun, query):
    """Return the records on the changelist of a noun for that search."""
    response = admin_client.get(f"/admin/agreements/{noun}/", {"q": query})
    return [str(record) for record in response.context["cl"].result_list]


@pytest.fixture
def college():
    college = InstitutionFactory(name="Shayxontohur politexnikumi")
    NameFactory(institution=college, text="重慶學院", language="zh-Hant")
    InstitutionFactory(name="Another")
    return college


@pytest.mark.parametrize(
    "query", ["Шайхонтоҳур", "重庆", "politekhnikum", "SHAYXONTOHUR", "Shayxontohr", "学院 重庆"]
)
def test_names_are_found_in_any_script(admin_client, college, query):
    assert listed(admin_client, "institution", query) == ["Shayxontohur politexnikumi"]


def test_number_is_found_in_small_letters(admin_client, college):
    assert listed(admin_client, "institution", college.ref.lower()) == [college.name]


def test_choosing_a_record_uses_the_same_search(admin_client, college):
    address = "/admin/autocomplete/?app_label=agreements&model_name=party&field_name=institution"

    found = json.loads(admin_client.get(f"{address}&term=шайхонтохур").content)["results"]

    label = f"Shayxontohur politexnikumi – vocational college, Uzbekistan – {college.ref}"
    assert [choice["text"] for choice in found] == [label]


def test_codes_and_addresses_are_found_by_their_beginning(admin_client):
    CountryFactory()
    SourceFactory(title="Title", url="https://news.example/1")
    SourceFactory(title="Other", url="https://other.example/https://news")
    CountryFactory(code="AU", name="Austria")

    assert listed(admin_client, "country", "uz") == ["Uzbekistan"]
    assert listed(admin_client, "country", "u") == ["Uzbekistan"]
    assert listed(admin_client, "source", "https://news") == ["Title"]


def test_place_is_found_by_its_names(admin_client):
    NameFactory(institution=None, place=PlaceFactory(name="Osh"), text="Ўш", language="uz-Cyrl")

    assert listed(admin_client, "place", "Oʻsh") == ["Osh"]


def test_whole_name_stands_first(admin_client):
    for name in ("Bukhara", "Bukhara State University", "University of Bukhara"):
        InstitutionFactory(name=name)

    assert listed(admin_client, "institution", "bukhara")[0] == "Bukhara"
    assert listed(admin_client, "institution", "Bukhara State University") == [
        "Bukhara State University"
    ]


def test_order_that_is_asked_for_stays(admin_client):
    for name in ("Bukhara", "A college of Bukhara"):
        InstitutionFactory(name=name)

    response = admin_client.get("/admin/agreements/institution/", {"q": "bukhara", "o": "2"})

    shown = [record.name for record in response.context["cl"].result_list]
    assert shown == ["A college of Bukhara", "Bukhara"]


def test_long_title_is_found_by_all_of_it(admin_client):
    title = " ".join(f"Word{number} of" for number in range(60))[:300].strip()
    SourceFactory(title=title)

    assert listed(admin_client, "source", title) == [title]


def test_search_that_is_too_long_is_told(admin_client):
    response = admin_client.get("/admin/agreements/source/", {"q": "x" * 1001})

    assert "at most 1,000 characters are read" in response.content.decode()


@pytest.mark.parametrize("query", ["🏫", "%", '"', "x" * 5000, " ".join(["word"] * 400)])
def test_search_that_holds_nothing_finds_nothing(admin_client, query):
    AgreementFactory(title="Unfiltered")

    assert listed(admin_client, "agreement", query) == []
    assert Agreement.objects.exists()
