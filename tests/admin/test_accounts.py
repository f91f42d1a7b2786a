"""Accounts: one form makes a colleague; nobody locks out themselves, or everybody."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from agreements.changes.edits import edit
from tests.admin.forms import filled_in, problems
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"
ADD = f"{LIST}add/"
PASSWORD = "a long way to Tashkent"


def page(account):
    return f"{LIST}{account.pk}/change/"


def role(name):
    return Group.objects.get(name=name)


def made(username, role_name="", **values):
    """Return an account with a role."""
    account = User.objects.create_user(username, is_staff=True, **values)
    if role_name:
        account.groups.add(role(role_name))
    return account


@pytest.fixture
def administrator(client):
    """An administrator who is no superuser, logged in."""
    account = made("anora", "Administrator")
    client.force_login(account)
    return account


def entered(**values):
    data = {"username": "bek", "role": role("Editor").pk, "password1": "", "password2": ""}
    return data | values


def test_new_colleague_is_one_form(client, administrator):
    response = client.post(ADD, entered(password1=PASSWORD, password2=PASSWORD))

    colleague = User.objects.get(username="bek")
    assert (response.status_code, response.headers["Location"]) == (302, LIST)
    assert (colleague.is_staff, colleague.is_superuser) == (True, False)
    assert [group.name for group in colleague.groups.all()] == ["Editor"]
    assert colleague.check_password(PASSWORD)


def test_colleague_without_a_password_sets_one_at_an_address_that_is_shown_once(
    client, administrator
):
    client.post(ADD, entered())

    shown, later = (client.get(LIST).content.decode() for _time in range(2))
    [address] = re.findall(r"http://testserver(/admin/password-reset/[\w/-]+)", shown)
    assert "password-reset" not in later
    assert not User.objects.get(username="bek").has_usable_password()
    stranger = Client()
    form = stranger.get(address)["Location"]
    sent = stranger.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert (sent.status_code, sent["Location"]) == (302, "/admin/password-reset/set/")
    assert User.objects.get(username="bek").check_password(PASSWORD)
    assert "This address works no more" in stranger.get(address).content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"password1": PASSWORD}, "The two passwords are not the same."),
        ({"password1": "bek", "password2": "bek"}, "This password is too short."),
        ({"role": ""}, "This field is required."),
        ({"role": "9" * 30}, "Select a valid choice."),
        ({"username": "ANORA"}, "Somebody else has this name already."),
        ({"username": "Dilnoza"}, "Somebody of this name edited already"),
        ({"username": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_an_account_is_refused_with_its_reason(
    client, administrator, values, sentence
):
    with edit("Dilnoza"):
        SectorFactory()

    response = client.post(ADD, entered(**values))

    assert sentence in response.content.decode()
    assert User.objects.count() == 1


def test_role_is_changed_and_other_groups_stay(client, administrator):
    colleague = made("bek", "Editor")
    colleague.groups.add(Group.objects.create(name="Translators"))
    data = filled_in(client.get(page(colleague))) | {"role": role("Reviewer").pk}

    client.post(page(colleague), data)

    assert {group.name for group in colleague.groups.all()} == {"Reviewer", "Translators"}


def test_list_tells_role_and_last_login(client, administrator):
    made("bek", "Editor", first_name="Bek", last_name="Karimov")
    made("boss", is_superuser=True)

    response = client.get(LIST)

    screen = response.context["cl"].model_admin
    listed = {account.username: screen.role(account) for account in response.context["cl"].queryset}
    assert listed == {"anora": "Administrator", "bek": "Editor", "boss": "Superuser"}
    assert "last_login" in screen.list_display
    found = client.get(f"{LIST}?role=Editor").context["cl"].queryset
    assert [account.username for account in found] == ["bek"]


@pytest.mark.parametrize("change", [{"role": ""}, {"is_active": None}], ids=["role", "active"])
def test_administrator_cannot_lock_out_themselves(client, administrator, change):
    made("second", "Administrator")
    data = filled_in(client.get(page(administrator))) | change
    data = {name: value for name, value in data.items() if value is not None}

    response = client.post(page(administrator), data)

    assert "You would lock yourself out." in problems(response)
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.groups.get().name == "Administrator"
    assert client.post(f"{LIST}{administrator.pk}/delete/", {"post": "yes"}).status_code == 403


def test_last_who_keeps_accounts_stays(client):
    last, helper = made("anora", "Administrator"), made("bek")
    helper.user_permissions.set(Permission.objects.filter(content_type__model="user"))
    client.force_login(helper)
    data = filled_in(client.get(page(last)))

    demoted = client.post(page(last), data | {"role": role("Viewer").pk})
    deleted = client.post(f"{LIST}{last.pk}/delete/", {"post": "yes"})

    assert "Nobody would be left who can make accounts" in problems(demoted)
    assert deleted.status_code == 403
    assert last.groups.get().name == "Administrator"


@pytest.mark.parametrize(
    ("name", "role_name", "is_usable"),
    [("bek", "Editor", False), ("malika", "Administrator", True)],
)
def test_who_keeps_accounts_is_not_left_without_a_password(
    client, administrator, name, role_name, is_usable
):
    colleague = made(name, role_name, password=PASSWORD)
    address = f"{LIST}{colleague.pk}/password/"

    page = problems(client.post(address, {"usable_password": "false", "unset-password": "1"}))

    colleague.refresh_from_db()
    assert colleague.has_usable_password() is is_usable
    assert ("Who keeps accounts needs a password" in page) is is_usable


def test_only_superusers_change_superusers_or_make_them(client, administrator):
    boss = made("boss", is_superuser=True)
    colleague = made("bek", "Editor")
    data = filled_in(client.get(page(colleague)))
    data |= {"is_superuser": "on", "user_permissions": ["1"], "groups": ["1"]}

    raised = client.post(page(colleague), data)
    statuses = [
        client.post(f"{LIST}{boss.pk}/{end}/", {"post": "yes"}).status_code
        for end in ("change", "delete", "password")
    ]

    colleague.refresh_from_db()
    assert (raised.status_code, colleague.is_superuser) == (302, False)
    assert colleague.user_permissions.count() == 0
    assert statuses == [403, 403, 403]
    assert User.objects.filter(pk=boss.pk, is_superuser=True).exists()


def test_reviewer_has_no_way_to_accounts(client):
    client.force_login(made("bek", "Reviewer"))

    assert [client.get(address).status_code for address in (LIST, ADD)] == [403, 403]


def test_roles_are_looked_at_and_not_changed(client, administrator):
    address = f"/admin/auth/group/{role('Viewer').pk}"
    own = Group.objects.create(name="Translators")

    statuses = [client.post(f"{address}/{end}/").status_code for end in ("change", "delete")]

    assert statuses == [403, 403]
    assert client.get(f"{address}/change/").status_code == 200
    assert client.get(f"/admin/auth/group/{own.pk}/change/").status_code == 200


def test_superuser_gives_further_rights(admin_client):
    colleague = made("bek", "Editor")
    data = filled_in(admin_client.get(page(colleague))) | {"is_superuser": "on"}

    response = admin_client.post(page(colleague), data)
    assert response.status_code == 302, response.context["errors"]

    colleague.refresh_from_db()
    assert (colleague.is_superuser, colleague.groups.get().name) == (True, "Editor")
