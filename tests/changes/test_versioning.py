"""Versions: every way of writing leaves one of each row that it changes, and no other."""

import builtins

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.migrations.operations import RunSQL

from agreements.changes import triggers
from agreements.changes.history import row_at, tables_at
from agreements.changes.versioning import owners_of
from agreements.models import Agreement, Citation, Country, Figure, Party, Touch, Version
from tests.changes.moments import newest, written
from tests.changes.test_log import FACTORIES
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    FigureFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db
TABLE = "agreements_agreement"
# A value of some field of each model that its factory does not give.
CHANGED = {
    "title": "Another",
    "name": "Another",
    "text": "Another",
    "claim": "Another",
    "role": "host",
    "value": 14,
    "kind": "amends",
}


def touched(act, *arguments):
    """Return to whose histories the versions belong that are written: a set of (noun, key)."""
    before = newest()
    act(*arguments)
    return set(Touch.objects.filter(version__gt=before).values_list("noun", "key"))


@pytest.mark.parametrize("factory", FACTORIES)
def test_each_row_leaves_a_version_when_added_changed_and_removed(factory):
    record = factory()
    key, table = str(record.pk), record._meta.db_table
    added = set(Version.objects.filter(table=table, key=key).values_list("op", flat=True))
    field, value = next(
        (field.name, CHANGED[field.name])
        for field in record._meta.concrete_fields
        if field.name in CHANGED and not field.remote_field
    )

    changed = written(lambda: type(record).objects.filter(pk=record.pk).update(**{field: value}))
    removed = written(record.delete)

    assert added == {"I"}
    assert changed == [("U", table, key)]
    assert ("D", table, key) in removed


def test_save_that_changes_nothing_but_the_moment_leaves_no_version():
    agreement = AgreementFactory()

    assert written(agreement.save) == []


def test_every_way_of_writing_is_seen(tmp_path):
    agreement, sector = AgreementFactory(), SectorFactory()
    key = str(agreement.pk)
    agreement.title = "Saved"
    saved = written(agreement.save)
    linked = written(agreement.sectors.set, [sector])
    unlinked = written(agreement.sectors.clear)
    added = written(Agreement.objects.bulk_create, [Agreement(ref="AG-0100", title="Bulk")])
    with connection.cursor() as cursor:
        by_sql = written(cursor.execute, f"UPDATE {TABLE} SET title = 'SQL'")  # noqa: S608
    fixture = tmp_path / "one.json"
    call_command("dumpdata", "agreements.sector", output=str(fixture), verbosity=0)
    gone = str(sector.pk)
    removed = written(sector.delete)
    loaded = written(lambda: call_command("loaddata", str(fixture), verbosity=0))

    bulk = str(Agreement.objects.get(ref="AG-0100").pk)
    assert saved == [("U", TABLE, key)]
    assert [(op, table) for op, table, _key in linked + unlinked] == [
        ("I", "agreements_agreement_sectors"),
        ("D", "agreements_agreement_sectors"),
    ]
    assert added == [("I", TABLE, bulk)]
    assert sorted(by_sql) == sorted([("U", TABLE, key), ("U", TABLE, bulk)])
    assert removed == [("D", "agreements_sector", gone)]
    assert loaded == [("I", "agreements_sector", gone)]


def test_delete_leaves_a_version_of_all_that_goes_with_it():
    party = PartyFactory()
    key = str(party.agreement.pk)

    removed = written(party.agreement.delete)

    assert removed == [("D", "agreements_party", str(party.pk)), ("D", TABLE, key)]


def test_row_belongs_to_the_histories_of_the_records_it_links():
    party, other = PartyFactory(), InstitutionFactory()
    old = party.institution
    parties = Party.objects.filter(pk=party.pk)

    moved = touched(lambda: parties.update(institution=other))

    assert moved == {
        ("agreement", str(party.agreement.pk)),
        ("institution", str(old.pk)),
        ("institution", str(other.pk)),
    }


def test_agreement_left_out_belongs_to_the_history_of_what_the_figure_is_about():
    figure, agreement = FigureFactory(), AgreementFactory()

    left_out = touched(figure.leaves_out.add, agreement)

    assert left_out == {
        ("alliance", str(figure.alliance.pk)),
        ("agreement", str(agreement.pk)),
    }


def test_record_has_a_history_of_its_own_and_a_citation_is_in_those_of_its_subjects():
    nouns = {owner.noun for owner in owners_of(Citation)}

    assert [owner.noun for owner in owners_of(Agreement)] == ["agreement"]
    assert nouns >= {"agreement", "source", "person", "place"}
    assert [owner.lookup for owner in owners_of(Figure.leaves_out.through)][:1] == [
        "figure__agreement"
    ]


def test_row_under_another_key_is_another_row():
    CountryFactory(code="UZ", name="Uzbekistan")

    renamed = written(lambda: Country.objects.filter(code="UZ").update(code="UY"))

    assert renamed == [
        ("D", "agreements_country", "UZ"),
        ("I", "agreements_country", "UY"),
    ]


def test_write_that_is_rolled_back_leaves_no_version():
    def withdraw():
        try:
            with transaction.atomic():
                AgreementFactory()
                raise LookupError
        except LookupError:
            pass

    assert written(withdraw) == []


def test_write_without_versions_leaves_a_mark():
    def write():
        with triggers.without_log():
            AgreementFactory()

    assert written(write) == [("?", "", "")]


def test_missing_trigger_that_is_made_anew_leaves_a_mark():
    def lose():
        triggers.remove(connection)
        triggers.install(connection)

    assert written(lose) == [("?", "", "")]


def test_emptied_table_leaves_a_mark(postgresql):
    def empty():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE agreements_agreement_sectors")

    assert written(empty) == [("?", "", "")]


def test_log_that_is_pruned_leaves_versions_alone():
    AgreementFactory()
    before = newest(), Version.objects.count()

    call_command("prune_changes", days=0, verbosity=0)

    assert (newest(), Version.objects.count()) == before


@pytest.mark.django_db(transaction=True)
def test_table_that_is_rebuilt_leaves_no_version_and_history_goes_on():
    agreement = AgreementFactory(title="Before")
    before = newest()
    Agreement.objects.filter(pk=agreement.pk).update(title="After")
    longer = models.CharField(max_length=301)
    longer.set_attributes_from_name("title")

    triggers.before_migration("default", [ShapeOnly])
    with connection.schema_editor() as editor:
        editor.alter_field(Agreement, Agreement._meta.get_field("title"), longer)
        editor.alter_field(Agreement, longer, Agreement._meta.get_field("title"))
    triggers.after_migration("default", plan=[(ShapeOnly, False)])

    versions = Version.objects.filter(pk__gt=before)
    assert list(versions.values_list("op", flat=True)) == ["U"]
    assert row_at(Agreement, agreement.pk, before)["title"] == "Before"
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_migration_that_may_write_rows_leaves_a_mark():
    before = newest()

    triggers.before_migration("default", [ShapeAndRows])
    triggers.after_migration("default", plan=[(ShapeAndRows, False)])

    versions = Version.objects.filter(pk__gt=before)
    assert list(versions.values_list("op", flat=True)) == ["?"]


@pytest.mark.django_db(transaction=True)
def test_register_that_is_emptied_begins_its_history_anew():
    PartyFactory()

    call_command("flush", interactive=False, verbosity=0)

    assert list(Version.objects.values_list("op", "table")) == [("?", "")]
    assert (Touch.objects.count(), tables_at(newest())["agreements_party"]) == (0, {})


@pytest.mark.django_db(transaction=True)
def test_register_that_is_not_emptied_keeps_its_history(monkeypatch):
    PartyFactory()
    before = newest()
    monkeypatch.setattr(builtins, "input", lambda _question: "no")

    call_command("flush", verbosity=0)

    assert newest() == before


class ShapeOnly:
    """A migration that changes no row."""

    app_label = "agreements"
    operations = ()


class ShapeAndRows:
    """A migration that may change rows."""

    app_label = "agreements"
    operations = (RunSQL(""),)
