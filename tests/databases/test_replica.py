"""Readers may be answered by a replica: here by a copy of the file, as a standby that is late.

`tests/coop/test_replica_first.py` has a real one.
"""

import logging
import sqlite3

import pytest
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connection, connections

from agreements.databases.replica import REPLICA, reading_from
from agreements.index.live_indexes import LiveIndexes
from agreements.lists import live
from agreements.models import Agreement
from coop import replica_first
from tests.conftest import skip_without
from tests.factories import AgreementFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("other_databases"),
]

ROUTERS = ["agreements.databases.replica.ReadersReadReplica"]


@pytest.fixture
def take_over(tmp_path, settings, monkeypatch, agreement):
    """Return what has the replica hold what the database itself does now; it has done so once."""
    skip_without("sqlite", is_there=connection.vendor == "sqlite")
    path = tmp_path / "replica.sqlite3"

    def copied():
        connections[REPLICA].close()
        with sqlite3.connect(path) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
        target.close()

    added = {DEFAULT_DB_ALIAS: {}, REPLICA: connection.settings_dict | {"NAME": str(path)}}
    known = connections.configure_settings(added)
    monkeypatch.setitem(connections.settings, REPLICA, known[REPLICA])
    monkeypatch.setattr(live, "indexes_of_replica", LiveIndexes(followers=[live.labels.follow]))
    settings.DATABASE_ROUTERS = ROUTERS
    copied()
    yield copied
    connections[REPLICA].close()
    del connections[REPLICA]


def rename(title):
    Agreement.objects.update(title=title)


def shown(client, agreement):
    """Return the title on an agreement's page, and in the list."""
    page, rows = client.get(agreement.get_absolute_url()), client.get("/agreements/")
    return str(page.context["object"]), [str(row) for row in rows.context["object_list"]]


def test_reader_sees_what_the_replica_has_and_editor_what_was_saved(
    client, admin_client, agreement, take_over
):
    rename("Saved")

    assert shown(client, agreement) == ("A college", ["A college"])
    assert shown(admin_client, agreement) == ("Saved", ["Saved"])
    take_over()
    assert shown(client, agreement) == ("Saved", ["Saved"])


def test_etag_is_of_what_the_replica_has(client, agreement, take_over):
    before = client.get("/agreements/").headers["ETag"]
    rename("Saved")

    assert client.get("/agreements/").headers["ETag"] == before
    take_over()
    assert client.get("/agreements/").headers["ETag"] != before


def test_who_was_shown_something_newer_is_shown_nothing_older(client, agreement, take_over):
    newest = AgreementFactory(title="Newest")

    assert shown(client, agreement)[1] == ["A college"]
    assert str(client.get(newest.get_absolute_url()).context["object"]) == "Newest"
    assert sorted(shown(client, agreement)[1]) == ["A college", "Newest"]
    take_over()
    rename("Later")
    assert sorted(shown(client, agreement)[1]) == ["A college", "Newest"]


def test_record_that_is_nowhere_is_not_found(client, take_over):
    assert client.get("/agreements/AG-9999/").status_code == 404


def test_page_of_an_earlier_day_is_made_by_the_database_itself(client, agreement, take_over):
    rename("Saved")

    page = client.get(f"{agreement.get_absolute_url()}?as_of=2026-01-01")

    assert page.status_code == 404
    assert "Saved" in client.get(f"{agreement.get_absolute_url()}?as_of={today()}").content.decode()


def today():
    return f"{Agreement.objects.first().updated_at:%Y-%m-%d}"


def test_replica_that_fails_is_told_once_and_left_alone(client, agreement, take_over, caplog):
    with connections[REPLICA].cursor() as cursor:
        cursor.execute("ALTER TABLE agreements_change RENAME TO elsewhere")

    with caplog.at_level(logging.WARNING, logger=replica_first.__name__):
        for _time in range(3):
            assert shown(client, agreement) == ("A college", ["A college"])

    assert [record.getMessage() for record in caplog.records] == [
        "The database itself answers readers, for its replica does not (times since that was "
        "told: 1): no such table: agreements_change."
    ]
    assert (
        client.get("/readyz")
        .content.decode()
        .endswith("the replica does not answer: the database itself answers readers\n")
    )


def test_what_was_read_from_the_replica_is_written_to_the_database_itself(agreement, take_over):
    with reading_from(REPLICA):
        found = Agreement.objects.get()
    found.title = "Written"
    found.save()

    assert (found._state.db, Agreement.objects.get().title) == (DEFAULT_DB_ALIAS, "Written")
    assert Agreement.objects.using(REPLICA).get().title == "A college"


def test_replica_that_is_no_standby_or_of_another_register_is_told(take_over):
    with connections[REPLICA].cursor() as cursor:
        cursor.execute("UPDATE agreements_epoch SET mark = 'another'")

    found = checks.run_checks(databases=[REPLICA])

    assert [one.id for one in found] == ["agreements.W002", "agreements.W003"]
