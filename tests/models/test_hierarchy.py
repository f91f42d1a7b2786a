"""What is a part of something is not, by any way, a part of itself."""

import pytest
from django.core.exceptions import ValidationError

from agreements.models.hierarchy import above
from tests.factories import CountryFactory, EventFactory, InstitutionFactory, PlaceFactory

pytestmark = pytest.mark.django_db

LINKS = [(InstitutionFactory, "parent"), (PlaceFactory, "parent"), (EventFactory, "part_of")]


@pytest.mark.parametrize(("factory", "field"), LINKS)
def test_circle_is_refused_at_the_link_that_closes_it(factory, field):
    whole = factory()
    part = factory(**{field: factory(**{field: whole})})

    setattr(whole, field, part)
    with pytest.raises(ValidationError) as refused:
        whole.full_clean()

    assert refused.value.message_dict == {
        field: ["This is a part of the record itself: they would lie in each other."]
    }
    assert type(part).objects.get(pk=part.pk).full_clean() is None


def test_circle_that_is_there_already_is_walked_once():
    first = InstitutionFactory()
    second = InstitutionFactory(parent=first)
    first.parent = second
    first.save()

    assert list(above(first, "parent")) == [second, first]


ELSEWHERE = ["That place lies in another country."]


def test_place_keeps_to_the_country_of_that_in_which_it_lies():
    abroad = PlaceFactory(country=CountryFactory(code="CN"))

    with pytest.raises(ValidationError) as refused:
        PlaceFactory.build(country=CountryFactory(), parent=abroad).full_clean()

    assert refused.value.message_dict == {"parent": ELSEWHERE}
    assert PlaceFactory.build(country=abroad.country, parent=abroad).full_clean() is None


def test_institution_keeps_to_the_country_of_its_place():
    abroad = PlaceFactory(country=CountryFactory(code="CN"))

    with pytest.raises(ValidationError) as refused:
        InstitutionFactory.build(country=CountryFactory(), place=abroad).clean()

    assert refused.value.message_dict == {"place": ELSEWHERE}
    assert InstitutionFactory.build(country=None, place=abroad).clean() is None


def test_plant_belongs_to_an_enterprise_of_another_country():
    enterprise = InstitutionFactory(country=CountryFactory(code="CN"))

    assert InstitutionFactory.build(country=CountryFactory(), parent=enterprise).clean() is None


@pytest.mark.parametrize("inside", [(PlaceFactory, "parent"), (InstitutionFactory, "place")])
def test_place_does_not_change_its_country_without_what_is_in_it(inside):
    factory, link = inside
    place = PlaceFactory()
    factory(**{link: place})

    place.country = CountryFactory(code="CN")
    with pytest.raises(ValidationError) as refused:
        place.clean()

    sentence = "Institutions or places in it are in another country: move them first."
    assert refused.value.message_dict == {"country": [sentence]}
