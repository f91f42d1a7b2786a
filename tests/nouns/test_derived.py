"""Filters whose values are made of a facet's: two at once, or a group of them."""

import pytest
from pyroaring import BitMap

from agreements.models import Agreement
from agreements.nouns import AGREEMENT
from agreements.nouns.derived import halves
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
)

CORRIDORS, PLACES = AGREEMENT.facet("corridor"), AGREEMENT.facet("place")


class Held(dict):
    """Documents by key, asked as those of an index are."""

    def matching(self, keys):
        return BitMap.union(BitMap(), *(self.get(key, BitMap()) for key in keys))


@pytest.fixture
def countries(db):
    """Return {code: institution} of three countries."""
    return {
        code: InstitutionFactory(country=CountryFactory(code=code, name=code))
        for code in ("CN", "KZ", "UZ")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CN-UZ", ("CN", "UZ")),
        ("IN-0001-IN-0002", ("IN-0001", "IN-0002")),
        ("CN", ("", "CN")),
        ("CN-UZ-KZ", ("CN", "UZ-KZ")),
        ("", ("", "")),
    ],
)
def test_pair_is_parted_at_its_middle_hyphen(text, expected):
    assert halves(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CN-UZ", [(("CN", "UZ"), "CN-UZ", "CN and UZ")]),
        ("UZ-CN", [(("UZ", "CN"), "UZ-CN", "UZ and CN")]),
        ("UZ-UZ", []),
        ("UZ-QQ", []),
        ("UZ", []),
    ],
    ids=["two", "the other way round", "one twice", "one unknown", "one alone"],
)
def test_pair_is_read_of_two_different_values(countries, text, expected):
    assert CORRIDORS.read([text]) == expected


def test_records_that_have_both_values_of_any_pair_are_found(countries):
    for title, codes in (("a", "CN UZ"), ("b", "UZ KZ"), ("c", "CN KZ"), ("d", "UZ")):
        agreement = AgreementFactory(title=title)
        for code in codes.split():
            PartyFactory(agreement=agreement, institution=countries[code])
    pairs = [("UZ", "CN"), ("KZ", "UZ")]

    found = CORRIDORS.filter(Agreement.objects.order_by("title"), pairs)

    assert [agreement.title for agreement in found] == ["a", "b"]


def test_documents_that_have_both_values_of_any_pair_are_found():
    held = Held(CN=BitMap([1, 3]), UZ=BitMap([1, 2, 4]), KZ=BitMap([2, 3]))

    assert CORRIDORS.matching(held, [("UZ", "CN"), ("KZ", "UZ")]) == BitMap([1, 2])
    assert CORRIDORS.matching(held, []) == BitMap()


@pytest.mark.django_db
def test_group_is_read_by_its_number():
    place = PlaceFactory(name="Osh")

    assert PLACES.read([str(place.pk), "0"]) == [(place.pk, str(place.pk), "Osh")]


@pytest.mark.django_db
@pytest.mark.parametrize("write", ["0{}", "{} ", "+{}", "{}\n", "9" + 18 * "0"])
def test_number_of_a_group_is_written_in_one_way(django_assert_num_queries, write):
    text = write.format(PlaceFactory().pk)

    with django_assert_num_queries(0):
        assert PLACES.read([text]) == []


@pytest.mark.django_db
def test_records_of_all_members_of_a_group_are_found_and_counted():
    city, other = PlaceFactory(), PlaceFactory()
    district = PlaceFactory(parent=city)
    here = PartyFactory(institution__place=city)
    in_a_district = PartyFactory(institution__place=district)
    PartyFactory(agreement=in_a_district.agreement, institution__place=city)
    PartyFactory(institution__place=other)

    found = PLACES.filter(Agreement.objects.order_by("pk"), [city.pk])

    assert list(found) == [here.agreement, in_a_district.agreement]
    assert PLACES.count(Agreement.objects.all()) == {city.pk: 2, district.pk: 1, other.pk: 1}
