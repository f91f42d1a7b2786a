"""The triggers behind the change log: whether they are there, and how they come back."""

import pytest
from django.core.management import call_command
from django.db import connection

from agreements.index import changes, live
from agreements.index.selection import Selection
from agreements.models import Change
from tests.factories import AgreementFactory
from tests.index.worlds import titles


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_migrations_that_rebuild_tables():
    call_command("migrate", "agreements", "0003", verbosity=0)
    call_command("migrate", verbosity=0)

    assert changes.missing(connection) == []
    assert ("agreement", AgreementFactory().pk) in Change.objects.values_list("noun", "key")


@pytest.mark.django_db
def test_migration_without_a_step_changes_nothing():
    before = Change.objects.revision()

    call_command("migrate", verbosity=0)

    assert Change.objects.revision() == before


@pytest.mark.django_db
def test_missing_trigger_is_made_anew_and_everything_noted():
    AgreementFactory(title="before")
    titles()
    changes.remove(connection)
    AgreementFactory(title="unnoticed")
    while_missing = titles()

    changes.install(connection)

    assert (while_missing, titles()) == (["before"], ["before", "unnoticed"])
    assert Change.objects.first().noun == changes.EVERYTHING


@pytest.mark.django_db
def test_outdated_trigger_is_removed():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER coop_old AFTER DELETE ON agreements_name BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION coop_old() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RETURN NULL; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER coop_old AFTER DELETE ON agreements_name"
                " FOR EACH ROW EXECUTE FUNCTION coop_old()"
            )
    was_there = "coop_old" in changes.installed(connection)

    changes.install(connection)

    assert was_there
    assert "coop_old" not in changes.installed(connection)


@pytest.mark.django_db
def test_disabled_trigger_is_missing(postgresql):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE agreements_party DISABLE TRIGGER USER")

    missing = {trigger.table for trigger in changes.missing(connection)}
    changes.install(connection)

    assert missing == {"agreements_party"}
    assert changes.missing(connection) == []


@pytest.mark.django_db
def test_emptied_table_is_seen(postgresql):
    AgreementFactory.create_batch(2)
    before = live.agreements.select(Selection()).total

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE agreements_agreement CASCADE")

    assert (before, live.agreements.select(Selection()).total) == (2, 0)
