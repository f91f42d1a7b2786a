"""Asks the service as OpenRefine does, and checks answers by what the specification requires."""

import json
import re

from tests.loading import load

SERVICE = "/reconcile"
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def load_register():
    """Fill the register with the article and what corroborates it."""
    load("countries", "article", "corroboration")


def post(client, **queries):
    """Send a batch as OpenRefine does: a form with one field of JSON; return the response."""
    return client.post(SERVICE, {"queries": json.dumps(queries)})


def ask(client, query, **more):
    """Return the candidates of one query."""
    [answer] = post(client, q0={"query": query, **more}).json().values()
    assert_result(answer)
    return answer["result"]


def extend(client, ids, *properties):
    """Return what a request for more columns is answered."""
    asked = {"ids": ids, "properties": [{"id": name} for name in properties]}
    answer = client.post(SERVICE, {"extend": json.dumps(asked)}).json()
    assert_extension(answer)
    return answer


def assert_manifest(told):
    """Check what a manifest of version 0.2 must have, and how its templates are written."""
    assert {"versions", "name", "identifierSpace", "schemaSpace"} <= told.keys()
    assert "0.2" in told["versions"]
    texts = ("name", "identifierSpace", "schemaSpace", "documentation")
    assert all(isinstance(told[key], str) for key in texts)
    assert all("{{id}}" in told[key]["url"] for key in ("view", "preview"))
    assert all(isinstance(told["preview"][side], int) for side in ("width", "height"))
    for suggested in told["suggest"].values():
        assert {"service_url", "service_path"} <= suggested.keys()
        assert "${id}" in suggested.get("flyout_service_path", "${id}")
    assert all_are_types(told["defaultTypes"])


def assert_result(answer):
    """Check what a result must have: candidates by falling score, each with an id and a name."""
    scores = [one["score"] for one in answer["result"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    for one in answer["result"]:
        assert isinstance(one["id"], str)
        assert isinstance(one["name"], str)
        assert isinstance(one["match"], bool)
        assert all_are_types(one["type"])
        assert all(isinstance(feature["value"], bool | int) for feature in one["features"])


def assert_suggestions(answer):
    """Check what suggestions must have: an id and a name, and types where they are records."""
    for one in answer["result"]:
        assert isinstance(one["id"], str)
        assert isinstance(one["name"], str)
        assert all_are_types(one.get("notable", []))


def assert_extension(answer):
    """Check what columns must have: a head, and of each record a list of values for each head."""
    heads = [head["id"] for head in answer["meta"]]
    assert all(isinstance(head["name"], str) for head in answer["meta"])
    assert all_are_types(head["type"] for head in answer["meta"] if "type" in head)
    for row in answer["rows"].values():
        assert list(row) == heads
        assert all(is_value(value) for values in row.values() for value in values)


def all_are_types(types):
    return all(one.keys() == {"id", "name"} for one in types)


def is_value(value):
    """Return whether a value is of one of the kinds that version 0.2 knows."""
    if value.keys() == {"id", "name"}:
        return True
    [(kind, written)] = value.items()
    kinds = {"str": str, "int": int, "float": float, "date": str}
    is_moment = kind != "date" or MOMENT.fullmatch(written)
    return isinstance(written, kinds[kind]) and bool(is_moment)


def assert_problem(response, status):
    """Check what a problem has by RFC 9457, with a sentence for each error."""
    told = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, told["status"], told["type"]) == (status, status, "about:blank")
    assert told["detail"].endswith(".")
    assert all(one.keys() == {"parameter", "value", "detail"} for one in told.get("errors", []))
    assert all(one["detail"].endswith(".") for one in told.get("errors", []))
