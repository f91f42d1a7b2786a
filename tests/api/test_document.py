"""The API is told by the same declarations that answer it."""

import json

import jsonschema_rs
import pytest

from agreements.api.document import document
from agreements.formats import FORMATS
from agreements.nouns import AGREEMENT, LISTED
from agreements.tables.table import own_table
from tests.factories import AgreementFactory
from tests.views.connected import hub, tie

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def told():
    return document(lambda address: f"{SITE}{address}")


def parameter(told, path, name):
    """Return what is told of a parameter of a path."""
    listed = told["paths"][path]["get"]["parameters"]
    return next(one for one in listed if one["name"] == name)


def test_each_list_and_record_is_told_in_each_format(told):
    lists = {
        f"/{noun.plural}.{one.extension}"
        for noun in LISTED
        for one in FORMATS.values()
        if one.of_list and one.suits(noun)
    }
    records = {
        f"/{noun.plural}/{{id}}.{one.extension}"
        for noun in LISTED
        for one in FORMATS.values()
        if one.of_record and one.suits(noun)
    }

    assert set(told["paths"]) == lists | records | {"/changes.json"}
    assert "/agreements.svg" in told["paths"]
    assert "/people.svg" not in told["paths"]


def test_operations_bear_names_of_their_own(told):
    names = [path["get"]["operationId"] for path in told["paths"].values()]

    assert len(set(names)) == len(names)


def test_parameters_are_those_that_the_list_reads(told):
    kind = parameter(told, "/agreements.json", "kind")
    sort = parameter(told, "/agreements.json", "sort")
    columns = parameter(told, "/agreements.csv", "columns")

    assert kind["schema"]["items"]["enum"] == [*AGREEMENT.model.Kind.values, "not-stated"]
    assert sort["schema"]["enum"] == [*AGREEMENT.orders, "relevance"]
    assert (columns["style"], columns["explode"]) == ("form", False)
    assert "stance" in columns["schema"]["items"]["enum"]
    own = parameter(told, "/agreements.json", "columns")["schema"]["items"]["enum"]
    assert own == [column.name for column in own_table(AGREEMENT).columns]
    assert parameter(told, "/agreements.json", "page")["schema"]["minimum"] == 1
    assert parameter(told, "/changes.json", "since")["required"] is True


def test_columns_are_told_with_their_codes_and_what_they_mean(told):
    row = told["components"]["schemas"]["AgreementsRow"]["properties"]

    assert list(row) == [column.name for column in own_table(AGREEMENT).columns]
    assert row["id"]["type"] == "string"
    assert row["kind"]["enum"] == AGREEMENT.model.Kind.values
    assert row["sectors"]["items"] == {"type": "string"}
    assert row["title"]["description"] == str(own_table(AGREEMENT).columns[2].means)


@pytest.mark.parametrize("noun", LISTED, ids=[noun.plural for noun in LISTED])
def test_answers_are_what_is_told_of_them(client, told, noun):
    records = hub()
    for number in range(3):
        tie(records, number)
    addresses = [
        (f"/{noun.plural}.json", f"{noun.list_address}"[:-1] + ".json?page_size=2"),
        (f"/{noun.plural}/{{id}}.json", f"{records[noun.name].get_absolute_url()[:-1]}.json"),
    ]

    for path, address in addresses:
        schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        response = client.get(address)
        whole = schema["schema"] | {"components": told["components"]}
        jsonschema_rs.validator_for(whole).validate(json.loads(response.content))


@pytest.mark.parametrize(
    "address",
    [
        "/agreements.json?sector=astrology",
        "/agreements/AG-0009.json",
        "/agreements/AG-0002.json",
        "/changes.json",
        "/changes.json?since=999999",
    ],
)
def test_problems_are_what_is_told_of_them(client, told, address):
    AgreementFactory()
    AgreementFactory().delete()
    schema = {"$ref": "#/components/schemas/Problem", "components": told["components"]}

    jsonschema_rs.validator_for(schema).validate(client.get(address).json())
