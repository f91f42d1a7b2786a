"""What can be taken away, and what its columns mean, as pages and as files."""

import csv
import io
import json

import pytest

from agreements.models import Change
from agreements.release.codebook import HEADINGS
from agreements.release.making import make_release
from agreements.release.released import released_tables
from agreements.release.shelf import SUMS
from tests.factories import AgreementFactory
from tests.release.zips import contents, write
from tests.views.wording import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The folder of releases, which nobody else writes to."""
    settings.RELEASES = tmp_path / "releases"
    return settings.RELEASES


def test_page_without_a_release_says_so(client):
    response = client.get("/data/")

    assert "No release has been made yet." in text(response)
    assert "datapackage.json" not in response.content.decode()


def test_page_has_the_newest_release_and_the_way_to_all(client, folder):
    older = make_release(folder)
    AgreementFactory()
    newer = make_release(folder)

    page = client.get("/data/")

    assert [release.path for release in page.context["releases"]] == [newer, older]
    html = page.content.decode()
    name = newer.stem.removeprefix("coop-")
    assert f'href="/data/releases/{name}/{newer.name}"' in html
    assert f'href="/data/releases/{name}/agreement.csv"' in html
    assert f"http://testserver/data/releases/{name}/" in html


def test_copy_of_the_page_is_confirmed_until_a_release_is_made(client, folder):
    first = client.get("/data/")
    asked = {"If-None-Match": first.headers["ETag"]}
    unchanged = client.get("/data/", headers=asked)

    make_release(folder)

    assert unchanged.status_code == 304
    assert client.get("/data/", headers=asked).status_code == 200


def test_page_says_under_which_terms(client, settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "Ours <1>", "https://coop.example/terms"

    html = client.get("/data/").content.decode()

    assert '<a href="https://coop.example/terms" rel="license"><bdi>Ours &lt;1&gt;</bdi>' in html


def test_codebook_has_every_table_column_and_code(client):
    page = client.get("/data/codebook/")

    found = text(page)
    names = [table.name for table in page.context["tables"]]
    assert names[: len(released_tables())] == [table.name for table in released_tables()]
    assert {"agreements", "parties", "statements"} < set(names)
    assert len(names) == len(set(names))
    for table in page.context["tables"]:
        assert f'<h2 id="{table.name}"><code>' in page.content.decode()
    assert "vocational_college · Vocational college" in found
    assert "https://schema.org/alternateName" in found


def test_codebook_is_a_file_too(client):
    response = client.get("/data/codebook.csv")

    rows = list(csv.reader(io.StringIO(response.content.decode(), newline="")))
    assert tuple(rows[0]) == HEADINGS
    assert ["party", "role", "host", "code", "Host", ""] in rows
    assert ["statements", "", "", "table"] in [row[:4] for row in rows]
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_codebook_begins_with_that_of_the_release(client, folder):
    files = contents(make_release(folder))

    assert client.get("/data/codebook.csv").content.startswith(files["codebook.csv"])


def test_package_leads_to_the_tables_of_the_newest_release(client, folder):
    path = make_release(folder)
    name = path.stem.removeprefix("coop-")

    response = client.get("/data/datapackage.json")

    [party] = [one for one in json.loads(response.content)["resources"] if one["name"] == "party"]
    assert party["path"] == f"releases/{name}/party.csv"
    assert b"".join(client.get(f"/data/{party['path']}")) == contents(path)["party.csv"]


def test_package_is_not_there_before_the_first_release(client):
    response = client.get("/data/datapackage.json")

    assert (response.status_code, response.json()["detail"]) == (
        404,
        "No release has been made yet.",
    )
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "data",
    [b"no zip", {"book.txt": b""}, {SUMS: b"0" * 64 + b"  book.txt\n"}],
    ids=["no zip", "no sums", "sums of what is not there"],
)
def test_what_is_no_release_in_the_folder_breaks_no_page(client, folder, data):
    folder.mkdir()
    path = folder / "coop-2026-11-25-r251.zip"
    path.write_bytes(data) if isinstance(data, bytes) else write(path, data)

    page = client.get("/data/")

    assert "No release has been made yet." in text(page)
    assert client.get("/data/releases/2026-11-25-r251/").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["", "codebook/", "codebook.csv", "catalog.jsonld"],
    ids=["page", "codebook", "csv", "catalogue"],
)
def test_answer_says_of_which_revision_it_tells(client, folder, address):
    AgreementFactory()

    response = client.get(f"/data/{address}")

    assert response["Coop-Revision"] == str(Change.objects.revision().number)


def test_package_says_of_which_release_it_is(client, folder):
    release = make_release(folder)
    number = Change.objects.revision().number
    AgreementFactory()

    response = client.get("/data/datapackage.json")

    assert (release.stem.rpartition("-r")[2], response["Coop-Revision"]) == (str(number),) * 2


@pytest.mark.parametrize(
    ("query", "language", "words"),
    [("", "en", "The address of its page."), ("?lang=ru", "ru", "Адрес страницы записи.")],
)
def test_codebook_as_a_file_is_in_the_language_that_is_asked_for(client, query, language, words):
    response = client.get(f"/data/codebook.csv{query}")

    rows = csv.DictReader(io.StringIO(response.content.decode()))
    [told] = [row["words"] for row in rows if (row["table"], row["column"]) == ("people", "url")]
    assert (response["Content-Language"], told) == (language, words)


def test_codebook_in_no_language_of_the_register_is_refused(client):
    response = client.get("/data/codebook.csv?lang=fr")

    assert response.status_code == 400
    assert response.json()["errors"][0]["value"] == "fr"


def test_page_of_the_codebook_leads_to_it_as_a_file_in_its_language(client):
    html = client.get("/ru/data/codebook/").content.decode()

    assert 'href="/data/codebook.csv?lang=ru"' in html


@pytest.mark.parametrize(
    ("address", "leads"), [("/agreements/", True), ("/agreements/?q=college", False)]
)
def test_whole_list_leads_to_releases(client, address, leads):
    html = client.get(address).content.decode()

    assert ("is in its releases:" in html) is leads


@pytest.mark.parametrize("name", ["codebook.csv", "catalog.jsonld", "datapackage.json"])
def test_file_is_sent_once_to_who_has_it(client, folder, name):
    make_release(folder)
    first = client.get(f"/data/{name}")

    again = client.get(f"/data/{name}", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Coop-Revision"] == first.headers["Coop-Revision"]


@pytest.mark.parametrize(
    "address",
    [
        "/data/codebook.csv",
        "/data/catalog.jsonld",
        "/data/datapackage.json",
        "/openapi.json",
        "/.well-known/api-catalog",
    ],
)
def test_file_refuses_what_it_does_not_take(client, folder, address):
    make_release(folder)

    response = client.get(f"{address}?sector=energy")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "sector"
    assert client.get(f"{address}?utm_source=a").status_code == 200
