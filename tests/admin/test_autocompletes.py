"""Choices of other records: the best match first, and labels that tell records apart."""

import json
from datetime import date

import pytest

from tests.factories import CountryFactory, InstitutionFactory, PlaceFactory, SourceFactory

pytestmark = pytest.mark.django_db


def choices(admin_client, model, field, text):
    asked = {"app_label": "agreements", "model_name": model, "field_name": field, "term": text}
    found = json.loads(admin_client.get("/admin/autocomplete/", asked).content)["results"]
    return [choice["text"] for choice in found]


def test_best_match_stands_first(admin_client):
    for name in ("BYD", "BYD Auto", "Plant of BYD in Jizzakh", "BYDesign", "Green BYDs"):
        InstitutionFactory(name=name, kind="", country=None)

    found = [text.split(" – ")[0] for text in choices(admin_client, "party", "institution", "byd")]

    assert found == ["BYD", "BYD Auto", "BYDesign", "Plant of BYD in Jizzakh", "Green BYDs"]


def test_code_comes_before_names(admin_client):
    CountryFactory(code="UZ", name="Uzbekistan")
    CountryFactory(code="XX", name="Uzland")

    assert choices(admin_client, "institution", "country", "uz")[0] == "Uzbekistan"


def test_labels_tell_what_it_is_and_where(admin_client):
    country = CountryFactory(code="CN", name="China")
    place = PlaceFactory(name="Shenzhen", country=country)
    InstitutionFactory(name="ZTE", kind="enterprise", country=country, place=place)
    SourceFactory(title="Two colleges", published_on=date(2025, 6, 13))
    SourceFactory(title="", url="https://www.news.example/1")

    assert choices(admin_client, "party", "institution", "zte") == [
        "ZTE – enterprise, Shenzhen, China – IN-0001"
    ]
    assert choices(admin_client, "institution", "place", "shenzhen") == ["Shenzhen – China"]
    assert choices(admin_client, "citation", "source", "colleges") == [
        "Two colleges – iChongqing, 13 June 2025 – SO-0001"
    ]
    assert choices(admin_client, "citation", "source", "https://news.example/1") == [
        "iChongqing, news.example – iChongqing, day not known – SO-0002"
    ]


def test_source_is_found_by_its_publisher(admin_client):
    SourceFactory(title="Two colleges", publisher__name="Seaside Daily")
    SourceFactory(title="Three colleges", publisher__name="Hill Daily")

    found = choices(admin_client, "citation", "source", "seaside daily")

    assert found == ["Two colleges – Seaside Daily, day not known – SO-0001"]
