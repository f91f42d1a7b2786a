"""The triggers behind the change log: whether they are there, and how they come back."""

import pytest
from django.core.management import call_command
from django.db import connection

from agreements.changes import triggers
from agreements.lists import live
from agreements.models import ANYTHING, Agreement, Change, Version
from tests.factories import AgreementFactory
from tests.index.worlds import select, titles


@pytest.mark.django_db
def test_migration_without_a_step_changes_nothing():
    before = Change.objects.revision()

    call_command("migrate", verbosity=0)

    assert Change.objects.revision() == before


@pytest.mark.django_db
def test_missing_trigger_is_made_anew_and_everything_noted():
    AgreementFactory(title="before")
    titles()
    triggers.remove(connection)
    AgreementFactory(title="unnoticed")
    while_missing = titles()

    triggers.install(connection)

    assert (while_missing, titles()) == (["before"], ["before", "unnoticed"])
    assert Change.objects.first().noun == ANYTHING


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
    was_there = "coop_old" in triggers.installed(connection)

    triggers.install(connection)

    assert was_there
    assert "coop_old" not in triggers.installed(connection)


@pytest.mark.django_db
def test_disabled_trigger_is_missing(postgresql):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE agreements_party DISABLE TRIGGER USER")

    missing = {trigger.table for trigger in triggers.missing(connection)}
    triggers.install(connection)

    assert missing == {"agreements_party"}
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_writer_who_looks_into_no_schema_is_noted(postgresql):
    """As `pg_restore --data-only` writes into tables that are there already."""
    before = Change.objects.revision()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute("INSERT INTO public.agreements_country VALUES ('QQ', 'Nowhere')")
        cursor.execute("UPDATE public.agreements_country SET name = 'Elsewhere' WHERE code = 'QQ'")
        cursor.execute("SET LOCAL search_path TO DEFAULT")

    assert "country" in {entry.noun for entry in Change.objects.unseen(before)}
    assert [*Version.objects.filter(key="QQ").values_list("table", "op").order_by("pk")] == [
        ("agreements_country", "I"),
        ("agreements_country", "U"),
    ]


@pytest.mark.django_db
def test_emptied_table_is_seen(postgresql):
    AgreementFactory.create_batch(2)
    before = select().total

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE agreements_agreement CASCADE")

    assert (before, select().total) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_triggers_come_back_after_a_migration_that_fails(client, settings):
    agreement = AgreementFactory(title="before")
    titles()

    settings.MIGRATION_MODULES = {"agreements": "tests.changes.failing_migrations"}
    with pytest.raises(LookupError):
        call_command("migrate", verbosity=0)
    Agreement.objects.filter(pk=agreement.pk).update(title="after")

    assert triggers.missing(connection) == []
    assert titles() == ["after"]
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_missing_triggers_are_told_by_health_and_at_the_start(client, caplog):
    triggers.remove(connection)

    health = client.get("/readyz")
    live.prepare()
    triggers.install(connection)

    count = len(triggers.triggers(connection))
    assert (health.status_code, health.content.decode()) == (
        503,
        f"triggers missing: {count}; run manage.py migrate\n",
    )
    assert len([record for record in caplog.records if "is missing" in record.message]) == count
    assert client.get("/readyz").status_code == 200
