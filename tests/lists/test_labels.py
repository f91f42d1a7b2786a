"""Labels of values, kept until the records that they name change."""

import pytest
from django.utils import translation

from agreements.lists.labels import Labels
from agreements.models.change import ANYTHING, Entry
from agreements.nouns import AGREEMENT
from tests.factories import CountryFactory, NameFactory, SectorFactory

pytestmark = pytest.mark.django_db

SECTORS, COUNTRIES = AGREEMENT.facet("sector"), AGREEMENT.facet("country")
CORRIDOR = AGREEMENT.facet("corridor")


def entry(noun, key):
    return Entry(1, None, noun, key)


@pytest.fixture
def labels():
    return Labels()


def shown(labels, facet, keys):
    return [value.label for value in labels.values(facet, keys)]


def test_label_is_asked_for_once(labels, django_assert_num_queries):
    sector = SectorFactory(name="Forestry", slug="forestry")
    shown(labels, SECTORS, [sector.pk])

    with django_assert_num_queries(0):
        assert shown(labels, SECTORS, [sector.pk]) == ["Forestry"]
        assert labels.read(SECTORS, ["forestry"]) == [(sector.pk, "forestry", "Forestry")]


def test_halves_of_a_pair_are_asked_for_once(labels, django_assert_num_queries):
    for code, name in (("CN", "China"), ("UZ", "Uzbekistan")):
        CountryFactory(code=code, name=name)
    pair = (("CN", "UZ"), "CN-UZ", "China and Uzbekistan")
    assert labels.read(CORRIDOR, ["CN-UZ", "CN-XX", "CN-CN", "CN"]) == [pair]

    with django_assert_num_queries(0):
        assert labels.read(CORRIDOR, ["CN-UZ"]) == [pair]


def test_values_are_in_the_order_of_their_labels(labels):
    last, first = SectorFactory(name="Z"), SectorFactory(name="A")
    shown(labels, SECTORS, [last.pk])

    assert shown(labels, SECTORS, [last.pk, first.pk, 0]) == ["A", "Z"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry("sector", 0)], "Forestry"),
        ([entry("agreement", None)], "Forestry"),
        ([entry("sector", None)], "Renamed"),
        ([entry(ANYTHING, None)], "Renamed"),
        (None, "Renamed"),
    ],
    ids=["another record", "another noun", "any of the noun", "anything", "nobody knows"],
)
def test_label_is_kept_until_its_record_may_have_changed(labels, entries, expected):
    sector = SectorFactory(name="Forestry")
    shown(labels, SECTORS, [sector.pk])
    type(sector).objects.update(name="Renamed")

    labels.follow(entries)

    assert shown(labels, SECTORS, [sector.pk]) == [expected]


def test_value_of_a_record_with_another_address_is_read_anew(labels):
    sector = SectorFactory(slug="old")
    labels.read(SECTORS, ["old"])
    type(sector).objects.update(slug="new")

    labels.follow([entry("sector", sector.pk)])

    assert [value.key for value in labels.read(SECTORS, ["old", "new"])] == [sector.pk]


def test_label_is_kept_in_each_language(labels):
    country = CountryFactory()
    NameFactory(institution=None, country=country, language="ru", text="Узбекистан")
    before = shown(labels, COUNTRIES, ["UZ"])

    with translation.override("ru"):
        other = shown(labels, COUNTRIES, ["UZ"])

    assert (before, other) == (["Uzbekistan"], ["Узбекистан"])
