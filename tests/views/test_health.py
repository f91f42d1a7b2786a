"""What machines are told: whether the register can be read, and sees every change."""

from datetime import timedelta
from ipaddress import ip_network
from os import getpid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import databases
from agreements.changes import triggers
from agreements.models import Change
from agreements.program_version import version
from tests.factories import AgreementFactory
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db


def told(response):
    """Return the status, the media type and the words of an answer to a machine."""
    return response.status_code, response.headers["Content-Type"], response.content.decode()


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_register_that_can_be_read_is_well(client):
    fold_everything()

    assert told(client.get("/readyz")) == (200, "text/plain; charset=utf-8", "ok\n")


def test_register_whose_log_cannot_be_read_is_not_well(client):
    run("ALTER TABLE agreements_change RENAME TO elsewhere")

    assert told(client.get("/readyz")) == (
        503,
        "text/plain; charset=utf-8",
        "database does not answer\n",
    )


def test_missing_triggers_are_counted(client):
    fold_everything()
    for trigger in triggers.triggers(connection)[:2]:
        run(*databases.of(connection).drop_trigger(trigger.name, trigger.table))

    assert told(client.get("/readyz")) == (
        *(503, "text/plain; charset=utf-8"),
        "triggers missing: 2; run manage.py migrate\n",
    )


def test_process_is_alive_whatever_host_is_named_and_whatever_the_database_does(client):
    run("ALTER TABLE agreements_change RENAME TO elsewhere")

    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert told(answer) == (200, "text/plain; charset=utf-8", "ok\n")
    assert told(client.get("/readyz", headers={"host": "evil.example"}))[0] == 503


def test_names_that_wait_too_long_are_told_and_pages_are_right(client, monkeypatch):
    AgreementFactory()
    now = timezone.now()
    Change.objects.update(noted_at=now - timedelta(seconds=100))
    monkeypatch.setattr(timezone, "now", lambda: now)

    status, _type, words = told(client.get("/readyz"))

    assert (status, words) == (200, "searches lack what was written in the last 100 seconds\n")


def test_numbers_are_told_to_addresses_that_are_named(client, settings):
    settings.METRICS_FOR = [ip_network("10.0.0.0/24")]
    client.get("/nowhere/", REMOTE_ADDR="10.0.0.7")

    answer = client.get("/metrics", REMOTE_ADDR="10.0.0.7")

    numbers = dict(line.rsplit(" ", 1) for line in answer.content.decode().splitlines())
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4"
    assert numbers[f'coop_info{{version="{version()}"}}'] == "1"
    assert numbers["coop_database_answers"] == numbers["coop_index_in_step"] == "1"
    assert numbers["coop_revision"] == str(Change.objects.revision().number)
    assert int(numbers[f'coop_requests_total{{process="{getpid()}",status="404"}}']) > 0


@pytest.mark.parametrize("address", ["10.0.1.7", "", "::1"])
def test_numbers_are_not_there_for_others(client, settings, address):
    settings.METRICS_FOR = [ip_network("10.0.0.0/24")]

    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 404


def test_page_after_a_healthy_answer_has_nothing_to_catch_up_with(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/agreements/")
        return len(captured)

    queries()
    AgreementFactory()

    client.get("/readyz")

    assert queries() == queries()
