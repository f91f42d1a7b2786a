"""Words of schema.org: never more than the register knows."""

import pytest

from agreements.models import Country, Place
from agreements.nouns.schema_org import address_of, in_languages, known, location

UZBEKISTAN = Country(code="UZ", name="Uzbekistan")
OSH = Place(name="Osh", country=Country(code="KG", name="Kyrgyzstan"))
ADDRESS_IN_OSH = {"@type": "PostalAddress", "addressLocality": "Osh", "addressCountry": "KG"}


def test_what_is_not_known_is_not_told():
    pairs = {"name": "A college", "url": "", "address": None, "about": []}

    assert known(pairs) == {"name": "A college"}


def test_each_name_tells_its_language():
    assert in_languages([("ru", "Ош"), ("uz-Cyrl", "Ўш")]) == [
        {"@language": "ru", "@value": "Ош"},
        {"@language": "uz-Cyrl", "@value": "Ўш"},
    ]


@pytest.mark.parametrize(
    ("country", "place", "expected"),
    [
        (UZBEKISTAN, None, {"@type": "PostalAddress", "addressCountry": "UZ"}),
        (None, OSH, ADDRESS_IN_OSH),
        (UZBEKISTAN, OSH, ADDRESS_IN_OSH),
        (None, None, None),
    ],
    ids=["country", "place", "place in another country", "neither"],
)
def test_address_is_that_of_the_place_in_its_own_country(country, place, expected):
    assert address_of(country, place) == expected


def test_location_is_a_place_with_its_address():
    assert location(OSH) == {"@type": "Place", "name": "Osh", "address": ADDRESS_IN_OSH}
    assert location(None) is None
