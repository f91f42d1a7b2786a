"""A release as a page, and its files."""

import json
import re
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.release.making import make_release
from agreements.release.released import released_tables
from tests.factories import AgreementFactory
from tests.release.zips import contents

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(settings, tmp_path):
    """The path of a release of one agreement."""
    settings.RELEASES = tmp_path
    AgreementFactory(title="Released")
    return make_release(tmp_path)


@pytest.fixture
def address(release):
    return f"/data/releases/{release.stem.removeprefix('coop-')}/"


def body(response):
    return b"".join(response.streaming_content)


def test_page_has_each_file_with_its_size_and_sum(client, release, address):
    files = contents(release)

    html = client.get(address).content.decode().replace("<wbr>", "")

    sums = re.findall(r"<code>([0-9a-f]{64})</code>", html)
    assert sums == [sha256(data).hexdigest() for data in files.values()]
    table = html.partition('<table class="ledger">')[2].partition("</table>")[0]
    assert re.findall(rf'href="{address}([^"]+)"', table) == [release.name, *files]
    assert len(sums) == len(released_tables()) + 8


def test_every_file_is_sent_whole_with_its_length(client, release, address):
    for name, data in contents(release).items():
        response = client.get(f"{address}{name}")

        assert body(response) == data
        assert response.headers["Content-Length"] == str(len(data))
        assert response.headers["ETag"] == f'"{sha256(data).hexdigest()}"'
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_release_itself_is_sent_whole(client, release, address):
    response = client.get(f"{address}{release.name}")

    assert body(response) == release.read_bytes()
    assert response.headers["Content-Length"] == str(release.stat().st_size)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{release.name}"'


@pytest.mark.parametrize("name", ["agreement.csv", ""], ids=["table", "release"])
def test_file_that_a_reader_has_is_confirmed_without_a_query(client, release, address, name):
    found = f"{address}{name or release.name}"
    first = client.get(found)
    first.close()

    with CaptureQueriesContext(connection) as captured:
        second = client.get(found, headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, len(captured)) == (304, 0)


def test_head_is_answered_without_the_file(client, address):
    response = client.head(f"{address}agreement.csv")

    assert (response.status_code, body(response)) == (200, b"")
    assert int(response.headers["Content-Length"]) > 0


@pytest.mark.parametrize(
    "name",
    ["evil.csv", "..%2Fcoop", "%00", "SHA256SUMS%0A", "AGREEMENT.CSV", "coop-2026-11-25-r1.zip"],
)
def test_other_file_is_not_there(client, address, name):
    assert client.get(f"{address}{name}").status_code == 404


def test_file_that_is_not_there_is_told_as_a_problem(client, address):
    response = client.get(f"{address}evil.csv")

    assert response.json()["detail"] == "The release has no such file."
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["", "agreement.csv", "{zip}", "citation.ris", "linkset.json"])
def test_answer_says_of_which_revision_it_tells(client, release, address, name):
    AgreementFactory()
    number = release.stem.rpartition("-r")[2]

    response = client.get(f"{address}{name.format(zip=release.name)}")
    response.close()

    assert response.headers["Coop-Revision"] == number


@pytest.mark.parametrize(
    "name",
    ["2026-11-25-r251", "..", "%2e%2e", "2026-11-25-r%D9%A2", f"2026-11-25-r{'9' * 400}", "%00"],
)
def test_other_release_is_not_there(client, release, name):
    assert client.get(f"/data/releases/{name}/").status_code == 404
    assert client.get(f"/data/releases/{name}/agreement.csv").status_code == 404


def test_release_is_cited_by_its_day_and_the_sum_of_its_sums(client, release, address):
    whole = sha256(contents(release)["SHA256SUMS"]).hexdigest()
    version = release.stem.rpartition("-")[2]

    page = client.get(address).content.decode()
    files = {
        name: client.get(f"{address}citation.{name}").content.decode()
        for name in ("bib", "ris", "csl.json")
    }

    assert f"SHA-256 of its SHA256SUMS: {whole}" in page
    cite = page.partition('id="cite"')[2]
    cited = re.findall(rf'href="{address}(citation\.[a-z.]+)"', cite)
    assert cited == [f"citation.{name}" for name in files]
    assert f"title = {{{{Release {version}}}}}" in files["bib"]
    assert f"TI  - Release {version}" in files["ris"]
    assert [one["title"] for one in json.loads(files["csl.json"])] == [f"Release {version}"]


def test_release_leads_programs_to_all_its_files(client, release, address):
    page = client.get(address)
    found = client.get(f"{address}linkset.json")

    [links] = found.json()["linkset"]
    whole = f"http://testserver{address}"
    assert f'<{whole}linkset.json>; rel="linkset"; type="application/linkset+json"' in page["Link"]
    assert f'<{whole}>; rel="cite-as"' in page["Link"]
    assert client.get(f"/ru{address}")["Link"] == page["Link"]
    assert found["Content-Type"] == "application/linkset+json"
    assert (links["anchor"], links["cite-as"]) == (whole, [{"href": whole}])
    files = [release.name, *contents(release)]
    assert [item["href"] for item in links["item"]] == [f"{whole}{name}" for name in files]
    for item in links["item"]:
        assert (
            client.head(item["href"].removeprefix("http://testserver"))["Content-Type"]
            == (item["type"])
        )
