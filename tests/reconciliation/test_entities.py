"""Identifiers lead to their records and back, and nothing else leads anywhere."""

import pytest

from agreements.reconciliation.entities import (
    TYPES,
    addresses_in,
    description,
    identifier,
    records_of,
)
from tests.factories import InstitutionFactory, SectorFactory
from tests.reconciliation.asking import load_register

pytestmark = pytest.mark.django_db

NOWHERE = [
    "",
    "IN-9999",
    "AL-0001",
    "place-0",
    "place-٣",
    "place-" + 30 * "9",
    "place-1\n2",
    "sector-",
    "sector-no\0sector",
    "sector-\ud800",
    "IN-0001, IN-0002",
    "../../etc/passwd",
    "1" + 30 * "0",
    5000 * "IN-0001 ",
]


def test_the_identifier_of_each_record_leads_to_it():
    load_register()
    records = [one for noun in TYPES.values() for one in noun.model.objects.all()]

    found = records_of(map(identifier, records))

    assert found == {identifier(one): one for one in records}


@pytest.mark.parametrize("text", NOWHERE, ids=range(len(NOWHERE)))
def test_what_is_no_identifier_leads_nowhere(text):
    load_register()

    assert records_of([text]) == {}


def test_identifiers_of_all_types_take_a_query_each(django_assert_num_queries):
    load_register()

    with django_assert_num_queries(10):
        records_of(["IN-0001", "IN-0002", "AG-0001", "PE-0001", "place-1", "sector-forestry"])


def test_a_text_names_several_records():
    assert addresses_in("IN-1, IN-0002") == (("institution", "IN-0001"), ("institution", "IN-0002"))


def test_a_description_tells_what_is_known():
    assert description(InstitutionFactory.build(country=None, kind="hospital")) == "Hospital"
    assert description(SectorFactory.build()) == ""
