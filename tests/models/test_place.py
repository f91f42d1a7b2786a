import math

import pytest

from tests.factories import PlaceFactory
from tests.models.rules import KEPT, outcome, refused

NO_LATITUDE = refused("A latitude lies between -90 and 90 degrees.")
NO_LONGITUDE = refused("A longitude lies between -180 and 180 degrees.")
HALF_A_POINT = refused("Give both coordinates of a place, or neither.")


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
