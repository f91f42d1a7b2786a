"""Columns for a table: the public fields of records, read at once, on every type."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Name
from agreements.reconciliation.entities import TYPES, identifier
from agreements.reconciliation.extension import read_extension
from agreements.reconciliation.properties import properties_of
from agreements.reconciliation.refusal import Refusal
from tests.factories import AgreementFactory, InstitutionFactory, PlaceFactory
from tests.reconciliation.asking import assert_extension, extend, load_register

pytestmark = pytest.mark.django_db

WRONG = {
    "a list": ([], ["extend"]),
    "nothing": ({}, ["extend.ids", "extend.properties"]),
    "ids numbers": ({"ids": [7], "properties": []}, ["extend.ids"]),
    "properties texts": ({"ids": [], "properties": ["kind"]}, ["extend.properties[0]"]),
    "unknown property": ({"ids": [], "properties": [{"id": "height"}]}, ["extend.properties[0]"]),
    "id a list": ({"ids": [], "properties": [{"id": []}]}, ["extend.properties[0]"]),
}


def test_values_of_an_institution(client):
    city = PlaceFactory(name="Samarkand")
    parent = InstitutionFactory(name="Ministry")
    college = InstitutionFactory(name="College", kind="university", place=city, parent=parent)
    Name.objects.create(institution=college, text="学院", language="zh-Hans")
    fields = ("name", "is_named", "kind", "place", "country", "parent", "website", "names")

    answer = extend(client, [college.ref, "IN-9999"], *fields)

    assert answer["rows"] == {
        college.ref: {
            "name": [{"str": "College"}],
            "is_named": [{"str": "yes"}],
            "kind": [{"str": "University"}],
            "place": [{"id": f"place-{city.pk}", "name": "Samarkand"}],
            "country": [{"str": "Uzbekistan"}],
            "parent": [{"id": parent.ref, "name": "Ministry"}],
            "website": [],
            "names": [{"str": "学院"}],
        },
        "IN-9999": {name: [] for name in fields},
    }
    assert answer["meta"][3] == {
        "id": "place",
        "name": "Place",
        "type": {"id": "place", "name": "Places"},
    }


DAYS = [
    ("2024-05-01", "day", False, {"date": "2024-05-01T00:00:00Z"}),
    ("2024-05-01", "month", False, {"str": "2024-05"}),
    ("2024-01-01", "year", False, {"str": "2024"}),
    (None, "day", True, {"str": ".."}),
]


@pytest.mark.parametrize(
    ("day", "precision", "is_open", "expected"), DAYS, ids=["day", "month", "year", "open"]
)
def test_a_day_is_told_as_exactly_as_it_is_known(client, day, precision, is_open, expected):
    term = {"ends_on": day, "ends_precision": precision, "is_open_ended": is_open}
    agreement = AgreementFactory(**term)

    answer = extend(client, [agreement.ref], "ends_on")

    assert answer["rows"][agreement.ref] == {"ends_on": [expected]}


@pytest.mark.parametrize("noun", TYPES.values(), ids=TYPES)
def test_all_columns_of_all_records_take_as_many_queries(client, noun):
    load_register()
    ids = [identifier(record) for record in noun.model.objects.all()]
    fields = list(properties_of(noun))
    # The first answer of all is that for which the index is made.
    extend(client, ids[:1], *fields)

    with CaptureQueriesContext(connection) as of_one:
        extend(client, ids[:1], *fields)
    with CaptureQueriesContext(connection) as of_all:
        answer = extend(client, ids, *fields)

    assert_extension(answer)
    assert len(answer["rows"]) == len(ids)
    assert len(of_all) <= 12
    assert len(of_one) <= len(of_all)


def test_a_record_has_no_value_of_another_types_property(client):
    load_register()

    answer = extend(client, ["sector-forestry", "IN-0001"], "isced_code", "kind")

    assert answer["rows"] == {
        "sector-forestry": {"isced_code": [{"str": "0821"}], "kind": []},
        "IN-0001": {"isced_code": [], "kind": [{"str": "Vocational college"}]},
    }


@pytest.mark.parametrize(("asked", "places"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told(asked, places):
    with pytest.raises(Refusal) as refused:
        read_extension(json.dumps(asked))

    assert [one["parameter"] for one in refused.value.errors] == places


def test_too_many_records_are_refused():
    with pytest.raises(Refusal) as refused:
        read_extension(json.dumps({"ids": ["x"] * 101, "properties": []}))

    assert refused.value.status == 413
