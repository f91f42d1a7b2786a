"""Records of several nouns with what they are called, in one query."""

import pytest
from django.utils import translation

from agreements.search.called_records import called_records
from tests.factories import CountryFactory, InstitutionFactory, NameFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    sector = SectorFactory(name="Forestry", source_wording="woods and forests")
    country = CountryFactory(code="UZ", name="Uzbekistan")
    college = InstitutionFactory(name="College")
    NameFactory(institution=college, text="Колледж", language="ru")
    NameFactory(institution=None, country=country, text="Узбекистан", language="ru")
    return sector, country, college


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Forestry", "Uzbekistan", "College"]),
        ("ru", ["Forestry", "Узбекистан", "Колледж"]),
    ],
)
def test_records_of_all_nouns_are_read_in_one_query(
    records, language, expected, django_assert_num_queries
):
    keys = [(record._meta.model_name, record.pk) for record in records]
    wanted = {**{noun: [pk] for noun, pk in keys}, "place": []}

    with translation.override(language), django_assert_num_queries(1):
        found = called_records(wanted)
        assert [str(found[key]) for key in keys] == expected

    assert found == dict(zip(keys, records, strict=True))
    assert found[keys[0]].source_wording == "woods and forests"


def test_nothing_is_asked_of_no_records(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert called_records({}) == called_records({"place": set()}) == {}


def test_record_that_is_gone_is_left_out():
    assert called_records({"sector": [1], "country": ["UZ"]}) == {}
