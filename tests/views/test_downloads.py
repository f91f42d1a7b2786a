"""Files that are sent in parts: of one state of the register, and left behind by nobody."""

import csv
import json
from contextlib import ExitStack
from io import StringIO
from threading import Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection

from agreements.models import Agreement, Change
from agreements.tables import table
from agreements.views import downloads
from agreements.views.downloads import Download, TooSlowError
from tests.factories import AgreementFactory, CitationFactory, PartyFactory
from tests.views.held_states import is_free

TITLES = ["a", "b", "c", "d"]


@pytest.fixture
def in_parts(monkeypatch):
    """Have files of more than two records be long, and a record be a part."""
    monkeypatch.setattr(downloads, "MAX_WHOLE", 2)
    monkeypatch.setattr(downloads, "MAX_WHOLE_OF_MANY", 2)
    monkeypatch.setattr(table, "CHUNK", 1)


@pytest.fixture
def register(transactional_db):
    for title in TITLES:
        AgreementFactory(title=title)


def titles_in(body):
    return [row["title"] for row in csv.DictReader(StringIO(body.decode("utf-8-sig")))]


def elsewhere(act):
    """Run an act on a connection of its own, as another editor's."""

    def run():
        act()
        connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def test_short_file_is_sent_whole_with_its_length(client, register):
    response = client.get("/agreements.csv?sort=title")

    assert not response.streaming
    assert titles_in(response.content) == TITLES
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Coop-Total"] == "4"


def test_long_file_holds_nothing_that_was_written_meanwhile(client, register, in_parts):
    response = client.get("/agreements.csv?sort=title&columns=title")
    parts = iter(response.streaming_content)
    first = next(parts) + next(parts)

    elsewhere(lambda: Agreement.objects.update(title="edited"))
    elsewhere(lambda: Agreement.objects.filter(ref="AG-0004").delete())
    rest = b"".join(parts)

    assert response.streaming
    assert titles_in(first + rest) == TITLES
    assert response.headers["Coop-Total"] == "4"
    assert set(Agreement.objects.values_list("title", flat=True)) == {"edited"}


def test_state_is_left_with_the_last_part(client, register, in_parts):
    response = client.get("/agreements.csv")
    was_held = connection.in_atomic_block
    b"".join(response.streaming_content)

    assert (was_held, is_free()) == (True, True)


def test_state_is_left_where_the_reader_goes_away(client, register, in_parts):
    response = client.get("/agreements.csv")
    next(iter(response.streaming_content))
    response.close()

    assert is_free()


def test_no_state_is_held_without_a_file(client, register, in_parts):
    answers = [
        client.head("/agreements.csv"),
        client.get("/agreements.csv?sector=none"),
        client.get("/agreements.exe"),
    ]

    assert [answer.status_code for answer in answers] == [200, 400, 404]
    assert is_free()


def test_unchanged_file_is_confirmed_and_holds_nothing(client, register, in_parts):
    first = client.get("/agreements.csv")
    b"".join(first.streaming_content)

    again = client.get("/agreements.csv", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, is_free()) == (304, True)
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert again.headers["Coop-Revision"] == first.headers["Coop-Revision"]


def test_head_tells_what_the_file_would(client, register):
    head, whole = client.head("/agreements.csv"), client.get("/agreements.csv")

    for name in ("Coop-Total", "Coop-Revision", "Content-Disposition", "Link", "ETag"):
        assert head.headers[name] == whole.headers[name]
    assert b"".join(head.streaming_content) == b""


def test_http_1_0_gets_a_file_with_its_length(client, register, in_parts):
    response = client.get("/agreements.csv?sort=title", SERVER_PROTOCOL="HTTP/1.0")
    body = b"".join(response.streaming_content)

    assert titles_in(body) == TITLES
    assert response.headers["Content-Length"] == str(len(body))
    assert is_free()


def test_only_some_long_files_are_made_at_a_time(client, register, in_parts):
    with ExitStack() as taken:
        for _slot in range(downloads.AT_ONCE):
            downloads.slots.acquire()
            taken.callback(downloads.slots.release)

        response = client.get("/agreements.csv")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert response.json()["detail"].startswith("Several long files are being made already.")
    assert b"".join(client.get("/agreements.csv").streaming_content)


def test_spreadsheet_waits_for_another_one_and_for_nothing_else(client, register, in_parts):
    with ExitStack() as taken:
        downloads.slots_of_spreadsheets.acquire()
        taken.callback(downloads.slots_of_spreadsheets.release)

        refused, other = client.get("/agreements.xlsx"), client.get("/agreements.csv")

        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
        assert b"".join(other.streaming_content)
    assert b"".join(client.get("/agreements.xlsx").streaming_content)
    assert is_free()


def test_slow_reader_is_cut_off_and_leaves_nothing():
    left = []
    with ExitStack() as stack:
        stack.callback(left.append, "state")
        download = Download(iter([b"a", b"b"]), stack.pop_all(), seconds=0)

    with pytest.raises(TooSlowError):
        list(download)
    assert left == ["state"]


def test_error_while_a_part_is_made_breaks_the_file_off(client, register, in_parts, monkeypatch):
    response = client.get("/agreements.csv")
    parts = iter(response.streaming_content)
    next(parts)
    elsewhere(lambda: None)
    connection.close_if_unusable_or_obsolete()

    def fail(*arguments):
        raise RuntimeError

    monkeypatch.setattr(table, "read", fail)
    with pytest.raises(RuntimeError):
        list(parts)

    assert is_free()


def test_rows_of_statements_are_in_parts_sooner(client, register, monkeypatch):
    monkeypatch.setattr(downloads, "MAX_WHOLE_OF_MANY", 1)
    agreement = Agreement.objects.get(ref="AG-0001")
    CitationFactory(agreement=agreement)
    PartyFactory(agreement=agreement)

    kinds = []
    for rows in ("agreements", "parties", "statements"):
        response = client.get(f"/agreements.ndjson?rows={rows}")
        kinds.append(response.streaming)
        response.close()

    assert kinds == [False, True, True]


def test_file_is_open_to_pages_of_others_and_to_no_search_engine(client, register):
    headers = client.get("/agreements.csv?kind=workshop&bom=0").headers

    newest = Change.objects.revision().number
    name = f"coop-agreements-kind-workshop-r{newest}.csv"
    assert {
        name: headers[name]
        for name in (
            "Access-Control-Allow-Origin",
            "Cross-Origin-Resource-Policy",
            "X-Robots-Tag",
            "Coop-Revision",
            "Content-Disposition",
            "Content-Type",
        )
    } == {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Robots-Tag": "noindex",
        "Coop-Revision": str(newest),
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Type": "text/csv; charset=utf-8",
    }


def test_who_is_signed_in_gets_the_same_file(client, register, in_parts):
    client.force_login(User.objects.create_superuser("editor"))

    response = client.get("/agreements.ndjson?columns=title&sort=title")

    assert [json.loads(part)["title"] for part in response.streaming_content] == TITLES
