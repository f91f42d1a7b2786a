import math

import pytest
from django.utils import translation

from agreements.models import Country
from tests.factories import CountryFactory, InstitutionFactory, NameFactory, PlaceFactory
from tests.models.rules import KEPT, outcome, refused

NO_LATITUDE = refused("A latitude lies between -90 and 90 degrees.")
NO_LONGITUDE = refused("A longitude lies between -180 and 180 degrees.")
HALF_A_POINT = refused("Give both coordinates of a place, or neither.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("CN", KEPT),
        ("C", refused("A country's code has two letters.")),
        ("", refused("A country's code has two letters.")),
    ],
    ids=["two letters", "one letter", "empty"],
)
def test_country_code_has_two_letters(code, expected):
    country = CountryFactory.build()

    result = outcome(country, code=code)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Uzbekistan"),
        ("zh-hans", "乌兹别克斯坦"),
        ("uz", "Oʻzbekiston"),
        ("ru", "Узбекистан"),
        ("de", "Uzbekistan"),
        (None, "Uzbekistan"),
    ],
    ids=["English", "Chinese", "Uzbek", "Russian", "a language without a name", "no language"],
)
def test_country_is_named_in_the_language_of_the_page(language, name):
    country = CountryFactory()
    for text, tag in (
        ("乌兹别克斯坦", "zh-Hans"),
        ("Oʻzbekiston", "uz-Latn"),
        ("Узбекистан", "ru"),
    ):
        NameFactory(institution=None, country=country, text=text, language=tag)

    with translation.override(language):
        shown = str(country)

    assert shown == name


@pytest.mark.django_db
def test_country_without_an_official_name_in_the_language_has_its_own():
    country = CountryFactory()
    NameFactory(institution=None, country=country, text="РУз", language="ru", kind="short")

    with translation.override("ru"):
        name = str(country)

    assert name == "Uzbekistan"


@pytest.mark.django_db
def test_recorded_countries_have_an_institution_and_come_once():
    CountryFactory(code="CN", name="China")
    InstitutionFactory.create_batch(2)

    codes = [country.code for country in Country.objects.recorded()]

    assert codes == ["UZ"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (29.56, 106.55, KEPT),
        (90, 180, KEPT),
        (-90, -180, KEPT),
        (0, 0, KEPT),
        (None, None, KEPT),
        (90.1, 0, NO_LATITUDE),
        (-90.1, 0, NO_LATITUDE),
        (math.inf, 0, NO_LATITUDE),
        (0, 180.1, NO_LONGITUDE),
        (0, -180.1, NO_LONGITUDE),
        (29.56, None, HALF_A_POINT),
        (None, 106.55, HALF_A_POINT),
    ],
)
def test_place_has_both_coordinates_within_bounds_or_none(latitude, longitude, expected):
    place = PlaceFactory()

    result = outcome(place, latitude=latitude, longitude=longitude)

    assert result == expected


@pytest.mark.django_db
def test_place_lies_in_another():
    place = PlaceFactory()

    results = [
        outcome(place, parent=None),
        outcome(place, parent=PlaceFactory()),
        outcome(place, parent=place),
    ]

    assert results == [KEPT, KEPT, refused("A place cannot lie in itself.")]


@pytest.mark.django_db
def test_place_stands_on_the_page_of_its_country():
    place = PlaceFactory(name="Tashkent")

    shown = (str(place), place.get_absolute_url(), place.country.get_absolute_url())

    assert shown == ("Tashkent", f"/countries/UZ/#place-{place.pk}", "/countries/UZ/")
