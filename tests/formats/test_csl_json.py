"""CSL-JSON: an item by the names of the Citation Style Language."""

import json

import pytest

from agreements.formats.csl_json import entry
from tests.factories import AgreementFactory

from .citations import HOSTILE, hostile


def test_item_of_a_record(settings):
    settings.KEEPER = "A college"

    assert json.loads(entry(hostile())) == [
        {
            "id": "coop-AG-0001-r1234",
            "type": "webpage",
            "title": HOSTILE,
            "author": [{"literal": "A college"}],
            "publisher": "A college",
            "container-title": "Coop: a register of cooperation agreements",
            "issued": {"date-parts": [[2026, 3, 5]]},
            "version": "1234",
            "URL": "https://coop.example/agreements/AG-0001/",
            "note": "record AG-0001; revision 1234 of 5 March 2026; licence: CC BY 4.0",
        }
    ]


def test_item_of_a_list_has_only_what_is_known():
    [item] = json.loads(entry(hostile(is_list=True, revision=None)))

    assert item["type"] == "dataset"
    assert sorted(item) == ["URL", "container-title", "id", "note", "title", "type", "version"]


@pytest.mark.django_db
def test_extension_with_a_dot_is_that_of_one_format(client):
    AgreementFactory(title="A college")

    record, whole = (client.get(f"/agreements{of}.csl.json") for of in ("/AG-0001", ""))

    types = [answer.headers["Content-Type"] for answer in (record, whole)]
    assert types == ["application/vnd.citationstyles.csl+json"] * 2
    assert [record.json()[0]["title"], whole.json()[0]["title"]] == ["A college", "Agreements"]
    name = whole.headers["Content-Disposition"].partition("filename=")[2]
    assert name == f'"{whole.json()[0]["id"]}.csl.json"'
