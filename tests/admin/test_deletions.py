"""Deleted records: listed with who and why, and put back under their old numbers."""

import pytest

from agreements.changes.edits import edit
from agreements.models import Agreement, Edit, Sector
from tests.admin.forms import problems
from tests.changes.moments import copies, without_moments
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/edit/deleted/"


def held():
    return without_moments(copies())


def delete(client, record, why="By mistake"):
    noun = record._meta.model_name
    return client.post(f"/admin/agreements/{noun}/{record.pk}/delete/", {"post": "yes", "why": why})


def listed(client, query=""):
    return client.get(LIST + query).context["deleted"]


def putting_back(client):
    [[removal, _record]] = listed(client)
    return f"{LIST}{removal.pk}/put-back/"


def test_deleted_record_is_listed_with_its_number_who_and_why(admin_client, agreement):
    ref = agreement.ref
    delete(admin_client, agreement)

    [[removal, record]] = listed(admin_client)

    assert (record.ref, str(record)) == (ref, "A college")
    assert (removal.edit.who, removal.edit.why) == ("admin", "By mistake")


def test_list_is_narrowed_by_noun_and_paged(admin_client, agreement, monkeypatch):
    monkeypatch.setattr("agreements.admin.deletions.A_PAGE", 2)
    delete(admin_client, agreement)
    for sector in SectorFactory.create_batch(3):
        delete(admin_client, sector)

    pages = [
        [str(record) for _removal, record in listed(admin_client, query)]
        for query in ("?noun=agreement", "?noun=sector", "?noun=sector&page=2", "?page=x")
    ]

    assert [len(page) for page in pages] == [1, 2, 1, 2]
    assert pages[0] == ["A college"]
    assert admin_client.get(f"{LIST}?noun=nothing").status_code == 404


def test_record_is_put_back_under_its_number_with_all_its_rows(admin_client, register):
    before = held()
    delete(admin_client, Agreement.objects.get(ref="AG-0003"))
    gone = admin_client.get("/agreements/AG-0003/").status_code

    done = admin_client.post(putting_back(admin_client), {"why": "It was right"})

    assert (gone, done.status_code) == (410, 302)
    assert admin_client.get("/agreements/AG-0003/").status_code == 200
    assert held() == before
    assert listed(admin_client) == []


def test_what_nobody_said_who_deleted_is_put_back_too(admin_client, register):
    before = held()
    Agreement.objects.get(ref="AG-0003").delete()
    address = putting_back(admin_client)

    asked = admin_client.get(address)
    done = admin_client.post(address, {"why": "It was right"})

    assert "Nobody said who deleted it, or why." in problems(asked)
    assert done.status_code == 302
    assert held() == before
    assert [(each.who, each.kind) for each in Edit.objects.all()[:1]] == [("admin", "change")]


def test_what_is_there_again_is_not_put_back(admin_client):
    sector = SectorFactory()
    delete(admin_client, sector)
    address = putting_back(admin_client)
    admin_client.post(address, {"why": "It was right"})

    again = admin_client.post(address, {"why": "It was right"})

    assert (again.status_code, Sector.objects.count()) == (404, 1)


def test_what_cannot_be_put_back_is_refused_with_a_sentence(admin_client):
    sector = SectorFactory(slug="forestry")
    delete(admin_client, sector)
    SectorFactory(slug="forestry")

    response = admin_client.post(putting_back(admin_client), {"why": "It was right"})

    assert response.status_code == 200
    assert "already exists" in problems(response)
    assert response.context["reason"]["why"].value() == "It was right"


def test_putting_back_needs_the_permission_to_add(client, django_user_model):
    sector = SectorFactory()
    with edit("Anora"):
        sector.delete()
    client.force_login(django_user_model.objects.create_user("bek", is_staff=True))

    response = client.post(putting_back(client), {"why": "It was right"})

    assert (response.status_code, Sector.objects.count()) == (403, 0)


def test_reader_of_a_deleted_record_is_told_that_it_is_gone(client, admin_client, agreement):
    address = agreement.get_absolute_url()
    delete(admin_client, agreement)

    response = client.get(address)

    assert (response.status_code, agreement.ref in problems(response)) == (410, True)
