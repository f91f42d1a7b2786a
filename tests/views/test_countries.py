"""The pages of countries: their places, their institutions, their agreements."""

import pytest

from agreements.views import countries
from tests.factories import CountryFactory, InstitutionFactory, PartyFactory, PlaceFactory

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
