"""The history of a record on its screen: the register's own, and nothing in Django's log."""

import pytest
from django.contrib.admin.models import LogEntry

from agreements.changes.edits import edit
from agreements.models import Edit, Sector
from tests.admin.forms import change, filled_in
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db


def history(record):
    return change(record).replace("/change/", "/history/")


def test_nothing_is_written_to_the_log_of_django(admin_client):
    address = "/admin/agreements/sector/add/"
    data = filled_in(admin_client.get(address)) | {"name": "New", "slug": "new"}
    admin_client.post(address, data)
    sector = Sector.objects.get()
    data = filled_in(admin_client.get(change(sector))) | {"name": "Newer"}
    admin_client.post(change(sector), data)
    admin_client.post(f"/admin/agreements/sector/{sector.pk}/delete/", {"why": "A slip"})

    assert (Sector.objects.count(), Edit.objects.count()) == (0, 3)
    assert list(LogEntry.objects.all()) == []


def test_history_of_a_record_names_who_changed_it(admin_client, settings):
    settings.EDITORS_ARE_NAMED = False
    sector = SectorFactory(name="Before")
    with edit("Anora", "The source says so") as renamed:
        Sector.objects.update(name="After")

    page = admin_client.get(history(sector))

    [act, *_earlier] = page.context["history"].acts
    assert (act.edit, act.changes[0].lines) == (renamed, [("Name", "Before", "After")])
    assert "<bdi>Anora</bdi>" in page.content.decode()


def test_history_is_paged_and_its_address_may_be_anything(admin_client):
    sector = SectorFactory()
    for number in range(60):
        with edit("Anora"):
            Sector.objects.update(name=f"Name {number}")

    first = admin_client.get(history(sector))
    second = admin_client.get(f"{history(sector)}?before={first.context['history'].older}")

    assert [len(page.context["history"].acts) for page in (first, second)] == [50, 11]
    assert admin_client.get(f"{history(sector)}?before=x").status_code == 404
    assert admin_client.get("/admin/agreements/sector/99/history/").status_code == 302


def test_history_is_for_those_who_may_see_the_record(client, django_user_model):
    sector = SectorFactory()
    client.force_login(django_user_model.objects.create_user("bek", is_staff=True))

    assert client.get(history(sector)).status_code == 403
