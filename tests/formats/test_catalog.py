"""The catalogue of what can be taken away, as two vocabularies tell it."""

import pytest

from agreements.nouns import LISTED
from agreements.release.making import make_release
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def catalogue(client, settings, tmp_path):
    """The catalogue of a register of one agreement with one release, and the path of that."""
    settings.RELEASES, settings.KEEPER = tmp_path, "A college"
    AgreementFactory()
    release = make_release(tmp_path)
    return client.get("/data/catalog.jsonld").json(), release


def test_catalogue_has_each_list_and_each_release(catalogue):
    told, release = catalogue

    addresses = [dataset["@id"] for dataset in told["dataset"]]
    name = release.stem.removeprefix("coop-")
    lists = [f"{SITE}{noun.list_address}" for noun in LISTED]
    assert addresses == [*lists, f"{SITE}/data/releases/{name}/"]
    assert [dataset["@id"] for dataset in told["dcat:dataset"]] == addresses
    assert told["publisher"]["name"] == "A college"


def test_both_vocabularies_tell_the_same(catalogue):
    told, _release = catalogue

    for one in (told, *told["dataset"]):
        assert one["name"] == one["dcterms:title"]
        assert one["description"] == one["dcterms:description"] != ""
        assert one["license"] == one["dcterms:license"]["@id"]
    for dataset in told["dataset"]:
        files = [file["@id"] for file in dataset["distribution"]]
        assert [file["@id"] for file in dataset["dcat:distribution"]] == files
        assert [file["contentUrl"] for file in dataset["distribution"]] == files


def test_each_file_is_there_and_of_the_type_that_is_told(client, catalogue):
    told, _release = catalogue
    files = [file for dataset in told["dataset"] for file in dataset["distribution"]]

    found = [client.head(file["contentUrl"].removeprefix(SITE)) for file in files]

    assert {response.status_code for response in found} == {200}
    types = [response["Content-Type"].partition(";")[0] for response in found]
    assert types == [file["encodingFormat"] for file in files]
    assert len(files) > len(LISTED)
