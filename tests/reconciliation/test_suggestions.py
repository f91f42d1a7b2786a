"""What is suggested to who types: records by their beginnings, types, properties."""

import pytest

from tests.factories import InstitutionFactory
from tests.reconciliation.asking import SERVICE, assert_suggestions, load_register

pytestmark = pytest.mark.django_db


def suggested(client, of, **asked):
    answer = client.get(f"{SERVICE}/suggest/{of}", asked).json()
    assert_suggestions(answer)
    return [one["id"] for one in answer["result"]]


BEGUN = [
    ("Chong", "place-1"),
    ("重", "place-1"),
    ("Чун", "place-1"),
    ("Tosh", "place-3"),
    ("Yi J", "PE-0003"),
    ("fores", "sector-forestry"),
    ("IN-0001", "IN-0001"),
]


@pytest.mark.parametrize(("prefix", "meant"), BEGUN, ids=[one[0] for one in BEGUN])
def test_a_beginning_suggests_the_record(client, prefix, meant):
    load_register()

    assert suggested(client, "entity", prefix=prefix)[0] == meant


def test_only_records_of_the_type_are_suggested(client):
    load_register()

    found = suggested(client, "entity", prefix="Chongqing", type="institution")

    assert {one[:3] for one in found} == {"IN-"}


def test_a_cursor_goes_on_where_the_first_ones_end(client):
    refs = [InstitutionFactory(name=f"College {number:02}").ref for number in range(15)]

    first = suggested(client, "entity", prefix="college")
    second = suggested(client, "entity", prefix="college", cursor="10")

    assert (len(first), len(second)) == (10, 5)
    assert sorted(first + second) == sorted(refs)


def test_nothing_typed_suggests_nothing(client):
    load_register()

    assert suggested(client, "entity", prefix="") == []
    assert suggested(client, "entity") == []
    assert suggested(client, "entity", prefix="Chong", cursor="999999999") == []


def test_types_are_suggested_by_a_word_of_theirs(client):
    assert suggested(client, "type", prefix="pl") == ["place"]
    assert suggested(client, "type", prefix="") == [
        "institution",
        "place",
        "sector",
        "person",
        "agreement",
    ]


def test_properties_are_suggested_by_name_or_word(client):
    assert suggested(client, "property", prefix="cou", type="agreement") == ["country"]
    assert suggested(client, "property", prefix="nowhere") == []


def test_properties_that_narrow_a_match_come_first(client):
    found = suggested(client, "property", prefix="", type="institution")

    assert found == [
        "is_named",
        "kind",
        "place",
        "country",
        "parent",
        "name",
        "website",
        "summary",
        "identifiers",
        "names",
    ]


def test_properties_are_proposed_for_a_type(client):
    answer = client.get(f"{SERVICE}/properties", {"type": "sector", "limit": "2"}).json()

    assert answer == {
        "type": "sector",
        "limit": 2,
        "properties": [
            {"id": "name", "name": "Name"},
            {"id": "source_wording", "name": "Wording of the source"},
        ],
    }
