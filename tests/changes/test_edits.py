"""Edits: who wrote, and why, is kept with each version."""

import json
import threading

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from agreements.changes.edits import edit
from agreements.models import Edit, Project, Sector, Version
from tests.admin.forms import change, filled_in
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db


def of_sectors():
    """Return who wrote each version of a sector, the oldest first."""
    versions = Version.objects.filter(table="agreements_sector").order_by("pk")
    return list(versions.values_list("op", "edit__who", "edit__why"))


def test_what_is_written_within_an_edit_is_its_own():
    SectorFactory()
    with edit("Anora", "A slip") as made:
        Sector.objects.update(name="Within")
    Sector.objects.update(name="Afterwards")

    assert of_sectors() == [("I", None, None), ("U", "Anora", "A slip"), ("U", None, None)]
    assert list(Edit.objects.values_list("pk", "is_open")) == [(made.pk, False)]


def test_edit_within_another_is_a_part_of_it():
    with edit("Anora", "Outer"):
        with edit("Bek", "Inner") as inner:
            SectorFactory()
        SectorFactory()

    assert inner.who == "Anora"
    assert of_sectors() == [("I", "Anora", "Outer"), ("I", "Anora", "Outer")]


def test_edit_that_changed_nothing_leaves_no_row():
    sector = SectorFactory()

    with edit("Anora"):
        sector.save()

    assert list(Edit.objects.all()) == []


def test_edit_that_fails_leaves_nothing_and_the_next_write_is_nobodys():
    def fail():
        with edit("Anora"):
            SectorFactory(name="Lost")
            raise LookupError

    with transaction.atomic():
        with pytest.raises(LookupError), transaction.atomic():
            fail()
        SectorFactory(name="Kept")

    assert list(Edit.objects.all()) == []
    assert of_sectors() == [("I", None, None)]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_are_told_apart():
    def write(who):
        for _turn in range(10):
            if who:
                with edit(who):
                    SectorFactory(source_wording=who)
            else:
                SectorFactory(source_wording="")
        connection.close()

    writers = [threading.Thread(target=write, args=[who]) for who in ("a", "b", "c", None)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)

    words = dict(Sector.objects.values_list("pk", "source_wording"))
    versions = Version.objects.filter(table="agreements_sector").values_list("key", "edit__who")
    assert len(versions) == 40
    assert [key for key, who in versions if words[int(key)] != (who or "")] == []


def test_editing_screen_says_who_wrote_and_deleting_the_account_does_not_forget(
    admin_client, admin_user
):
    sector = SectorFactory(name="Before")
    data = filled_in(admin_client.get(change(sector))) | {"name": "After"}
    admin_client.post(change(sector), data)
    admin_client.post(
        f"/admin/agreements/sector/{sector.pk}/delete/", {"post": "yes", "why": "A slip"}
    )
    get_user_model().objects.filter(pk=admin_user.pk).delete()

    assert of_sectors() == [("I", None, None), ("U", "admin", ""), ("D", "admin", "A slip")]


def test_form_that_is_refused_leaves_no_edit(admin_client):
    sector = SectorFactory(name="Before")
    data = filled_in(admin_client.get(change(sector))) | {"name": ""}

    admin_client.post(change(sector), data)

    assert list(Edit.objects.all()) == []


def test_fixture_is_loaded_as_one_edit_that_names_it(tmp_path):
    SectorFactory.create_batch(2)
    fixture = tmp_path / "sectors.json"
    call_command("dumpdata", "agreements.sector", output=str(fixture), verbosity=0)
    Sector.objects.all().delete()

    call_command("loaddata", str(fixture), verbosity=0)

    assert of_sectors()[-2:] == [("I", "manage.py loaddata", "sectors.json")] * 2
    assert Edit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fixture_that_does_not_fit_is_refused_in_a_sentence(tmp_path):
    row = {"model": "agreements.project", "pk": 1, "fields": {"ref": "PR-0001", "agreement": 7}}
    for name, told in (("lonely", json.dumps([row])), ("torn", json.dumps([row])[:-1])):
        fixture = tmp_path / f"{name}.json"
        fixture.write_text(told)

        with pytest.raises(CommandError, match=r"\. Nothing was loaded\.$"):
            call_command("loaddata", str(fixture), verbosity=0)

    assert not Project.objects.exists()
    assert not Edit.objects.exists()
