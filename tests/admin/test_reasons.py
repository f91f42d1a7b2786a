"""Why somebody changes a record: offered with every change, required to delete one."""

import pytest
from django.contrib.auth.models import Permission

from agreements.models import Agreement, Edit, Sector
from tests.admin.forms import change, filled_in, problems
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db


def deletion(record):
    return change(record).replace("/change/", "/delete/")


def test_reason_of_a_change_is_kept_with_it(admin_client):
    sector = SectorFactory(name="Before")
    data = filled_in(admin_client.get(change(sector))) | {"name": "After", "why": " A slip "}

    response = admin_client.post(change(sector), data)

    assert response.status_code == 302
    assert list(Edit.objects.values_list("who", "why")) == [("admin", "A slip")]


def test_change_needs_no_reason(admin_client):
    sector = SectorFactory(name="Before")
    data = filled_in(admin_client.get(change(sector))) | {"name": "After"}

    admin_client.post(change(sector), data)

    assert list(Edit.objects.values_list("who", "why")) == [("admin", "")]


@pytest.mark.parametrize("why", ["\x00", "\x07", "x" * 1_001])
def test_reason_that_cannot_be_kept_comes_back_with_the_form(admin_client, why):
    sector = SectorFactory(name="Before")
    data = filled_in(admin_client.get(change(sector))) | {"name": "After", "why": why}

    response = admin_client.post(change(sector), data)

    assert list(response.context["adminform"].form.errors) == ["why"]
    assert (Sector.objects.get().name, Edit.objects.count()) == ("Before", 0)


@pytest.mark.parametrize("why", ["", " ", "\x00"])
def test_record_is_not_deleted_without_a_reason(admin_client, agreement, why):
    response = admin_client.post(deletion(agreement), {"post": "yes", "why": why})

    assert response.status_code == 200
    assert list(response.context["reason"].errors) == ["why"]
    assert "Are you sure you want to delete" in problems(response)
    assert (Agreement.objects.count(), Edit.objects.count()) == (1, 0)


def test_empty_reason_is_refused_with_a_sentence(admin_client, agreement):
    page = problems(admin_client.post(deletion(agreement), {"post": "yes", "why": ""}))

    assert "Say why: it stands in the history." in page


def test_reason_of_a_deletion_is_kept_with_it(admin_client, agreement):
    response = admin_client.post(deletion(agreement), {"post": "yes", "why": "Entered twice"})

    assert (response.status_code, Agreement.objects.count()) == (302, 0)
    assert list(Edit.objects.values_list("who", "why")) == [("admin", "Entered twice")]


def test_whoever_may_only_read_is_not_asked_why(client, django_user_model):
    sector = SectorFactory()
    reader = django_user_model.objects.create_user("bek", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_sector"))
    client.force_login(reader)

    page = client.get(change(sector))

    assert (page.status_code, 'name="why"' in page.content.decode()) == (200, False)
