"""The pages of countries: their places, their institutions, their agreements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.views import countries
from tests.factories import (
    CitationFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db


def test_country_has_the_places_and_institutions_in_it(client):
    college = InstitutionFactory(place=PlaceFactory(name="Osh"))
    china = CountryFactory(code="CN", name="China")
    InstitutionFactory(country=china, place=PlaceFactory(country=china))

    context = client.get("/countries/UZ/").context

    assert [place.name for place in context["places"]["rows"]] == ["Osh"]
    assert context["institutions"]["rows"] == [college]


@pytest.mark.parametrize(("limit", "has_more"), [(2, False), (1, True)], ids=["all", "too many"])
def test_rest_of_very_many_places_is_told(client, monkeypatch, limit, has_more):
    monkeypatch.setattr(countries, "MAX_PLACES", limit)
    PlaceFactory.create_batch(2)

    places = client.get("/countries/UZ/").context["places"]

    assert (len(places["rows"]), places["has_more"]) == (limit, has_more)


def test_agreements_of_a_country_are_those_of_its_institutions(client):
    agreement = PartyFactory().agreement
    PartyFactory(institution__country=CountryFactory(code="CN", name="China"))

    assert client.get("/countries/UZ/").context["agreements"]["rows"] == [agreement]


def test_what_sources_say_of_a_country_and_of_its_places_is_read_at_once(client):
    osh, said_nothing_of, termez = (
        PlaceFactory(name=name, country__code="UZ") for name in ("Osh", "Samarkand", "Termez")
    )
    about = ({"place": termez}, {"country": osh.country}, {"place": osh}, {"place": termez})
    of_termez, of_country, of_osh, more = (
        CitationFactory(agreement=None, **subject) for subject in about
    )
    client.get("/countries/UZ/")

    with CaptureQueriesContext(connection) as captured:
        context = client.get("/countries/UZ/").context

    places = {place: list(place.citations.all()) for place in context["places"]["rows"]}
    assert places == {osh: [of_osh], said_nothing_of: [], termez: [of_termez, more]}
    assert context["evidence"].citations == [of_country]
    assert sum('FROM "agreements_citation"' in query["sql"] for query in captured) == 1
