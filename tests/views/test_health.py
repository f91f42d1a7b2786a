"""What machines are told: whether the register can be read, and sees every change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import databases
from agreements.changes import triggers
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


def told(response):
    """Return the status, the media type and the words of an answer to a machine."""
    return response.status_code, response.headers["Content-Type"], response.content.decode()


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_register_that_can_be_read_is_well(client):
    assert told(client.get("/healthz")) == (200, "text/plain", "ok\n")


def test_register_whose_log_cannot_be_read_is_not_well(client):
    run("ALTER TABLE agreements_change RENAME TO elsewhere")

    assert told(client.get("/healthz")) == (503, "text/plain", "database does not answer\n")


def test_missing_triggers_are_counted(client):
    for trigger in triggers.triggers(connection)[:2]:
        run(*databases.of(connection).drop_trigger(trigger.name, trigger.table))

    assert told(client.get("/healthz")) == (
        *(503, "text/plain"),
        "triggers missing: 2; run manage.py migrate\n",
    )


def test_page_after_a_healthy_answer_has_nothing_to_catch_up_with(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/agreements/")
        return len(captured)

    queries()
    AgreementFactory()

    client.get("/healthz")

    assert queries() == queries()
