"""What is wrong with a batch is told, each of it with its place; nothing is guessed."""

import json

import pytest

from agreements.nouns import INSTITUTION, PLACE
from agreements.reconciliation.queries import Asked, Value, read_batch
from agreements.reconciliation.refusal import MAX_ERRORS, Refusal

FULL = {
    "query": "Water College",
    "type": "institution",
    "type_strict": "should",
    "limit": 3,
    "properties": [
        {"pid": "country", "v": {"id": "CN", "name": "China"}},
        {"pid": "kind", "v": ["university", 7, True]},
    ],
}
WRONG = {
    "no object": (7, "queries.q0"),
    "nothing asked": ({}, "queries.q0.query"),
    "unknown field": ({"query": "x", "lang": "en"}, "queries.q0.lang"),
    "query a number": ({"query": 7}, "queries.q0.query"),
    "unknown type": ({"query": "x", "type": "college"}, "queries.q0.type"),
    "type a number": ({"query": "x", "type": 7}, "queries.q0.type"),
    "types numbers": ({"query": "x", "type": [7]}, "queries.q0.type"),
    "unknown strictness": ({"query": "x", "type_strict": "very"}, "queries.q0.type_strict"),
    "strictness a list": ({"query": "x", "type_strict": []}, "queries.q0.type_strict"),
    "limit 0": ({"query": "x", "limit": 0}, "queries.q0.limit"),
    "limit negative": ({"query": "x", "limit": -1}, "queries.q0.limit"),
    "limit huge": ({"query": "x", "limit": 10**30}, "queries.q0.limit"),
    "limit a text": ({"query": "x", "limit": "5"}, "queries.q0.limit"),
    "limit a part": ({"query": "x", "limit": 1.5}, "queries.q0.limit"),
    "limit yes": ({"query": "x", "limit": True}, "queries.q0.limit"),
    "properties a text": ({"query": "x", "properties": "x"}, "queries.q0.properties"),
    "many properties": ({"query": "x", "properties": [{}] * 99}, "queries.q0.properties"),
    "property a text": ({"query": "x", "properties": ["x"]}, "queries.q0.properties[0]"),
    "property without v": (
        {"query": "x", "properties": [{"pid": "kind"}]},
        "queries.q0.properties[0]",
    ),
    "unknown property": (
        {"query": "x", "properties": [{"pid": "height", "v": 1}]},
        "queries.q0.properties[0].pid",
    ),
    "property that narrows nothing": (
        {"query": "x", "properties": [{"pid": "summary", "v": "x"}]},
        "queries.q0.properties[0].pid",
    ),
    "property of another type": (
        {"query": "x", "type": "place", "properties": [{"pid": "kind", "v": "x"}]},
        "queries.q0.properties[0].pid",
    ),
    "value null": (
        {"query": "x", "properties": [{"pid": "kind", "v": None}]},
        "queries.q0.properties[0].v",
    ),
    "many values": (
        {"query": "x", "properties": [{"pid": "kind", "v": ["x"] * 99}]},
        "queries.q0.properties[0].v",
    ),
}
NO_JSON = {
    "empty": "",
    "half": '{"q0": {',
    "deep": 100_000 * "[",
    "not a number": '{"q0": {"query": "x", "limit": NaN}}',
    "many digits": '{"q0": {"query": "x", "limit": 1' + 5000 * "0" + "}}",
    "nul": "\0",
}


def test_a_full_query_is_read():
    asked = read_batch(json.dumps({"q0": FULL}))

    properties = (
        ("country", (Value("China", "CN"),)),
        ("kind", (Value("university"), Value("7"), Value("yes"))),
    )
    assert asked == {"q0": Asked("Water College", (INSTITUTION,), 3, properties)}


def test_several_types_are_read_once_each():
    asked = read_batch(json.dumps({"q0": {"query": "x", "type": ["place", "place"]}}))

    assert asked["q0"].nouns == (PLACE,)


@pytest.mark.parametrize(("query", "place"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_place(query, place):
    with pytest.raises(Refusal) as refused:
        read_batch(json.dumps({"q0": query}))

    assert [one["parameter"] for one in refused.value.errors] == [place]
    assert refused.value.status == 400


@pytest.mark.parametrize("text", NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_json_is_refused(text):
    with pytest.raises(Refusal) as refused:
        read_batch(text)

    assert [one["detail"] for one in refused.value.errors] == ["This is not valid JSON."]


@pytest.mark.parametrize("batch", [[], "x", 7, None], ids=["list", "text", "number", "null"])
def test_what_is_no_object_is_refused(batch):
    with pytest.raises(Refusal) as refused:
        read_batch(json.dumps(batch))

    assert [one["parameter"] for one in refused.value.errors] == ["queries"]


def test_an_empty_batch_asks_nothing():
    assert read_batch("{}") == {}


def test_ten_queries_are_read_and_eleven_are_too_many():
    ten = {f"q{number}": {"query": "x"} for number in range(10)}

    assert len(read_batch(json.dumps(ten))) == 10
    with pytest.raises(Refusal) as refused:
        read_batch(json.dumps({**ten, "q10": {"query": "x"}}))
    assert refused.value.status == 413


def test_so_many_errors_are_told_and_a_long_value_is_cut():
    wrong = {"query": "x", "type": [1000 * str(number) for number in range(5)]}
    batch = {f"q{number}": wrong for number in range(10)}

    with pytest.raises(Refusal) as refused:
        read_batch(json.dumps(batch))

    assert len(refused.value.errors) == MAX_ERRORS
    assert max(len(one["value"]) for one in refused.value.errors) == 100
