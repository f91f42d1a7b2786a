"""Edits are listed until somebody else than their maker has seen them."""

import pytest
from django.contrib.auth.models import Group, User

from agreements.changes.edits import edit
from agreements.models import Edit
from tests.admin.forms import problems
from tests.factories import SectorFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/edit/"
OPEN = f"{LIST}?look=open"


@pytest.fixture
def made():
    """Return a first edit of somebody."""
    with edit("Anora") as first:
        SectorFactory()
    return first


@pytest.fixture
def reviewer(client):
    """Return the client of somebody who may look at edits."""
    return logged_in(client, "bek", "Reviewer")


def logged_in(client, name, role):
    account = User.objects.create_user(name, is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    return client


def see(client, made):
    return client.post(f"{LIST}{made.pk}/seen/")


def listed(client, query):
    return [each.pk for each in client.get(LIST + query).context["cl"].result_list]


def test_edit_is_seen_by_one_click(reviewer, made):
    page = problems(reviewer.get(f"{LIST}{made.pk}/change/"))
    before = listed(reviewer, "?look=open")

    response = see(reviewer, made)

    made.refresh_from_db()
    assert "Somebody else is to look at it: One of the first edits of a newcomer." in page
    assert f'action="{LIST}{made.pk}/seen/"' in page
    assert (response.status_code, response.headers["Location"]) == (302, OPEN)
    assert (made.seen_by, made.seen_at is not None) == ("bek", True)
    assert (before, listed(reviewer, "?look=open")) == ([made.pk], [])
    assert listed(reviewer, "?look=seen") == [made.pk]
    assert "Seen by bek" in problems(reviewer.get(LIST))
    assert "bek saw it" in problems(reviewer.get(f"{LIST}{made.pk}/change/"))


def test_nobody_sees_their_own_edits(client, made):
    anora = logged_in(client, "Anora", "Reviewer")

    response = see(anora, made)

    assert (response.status_code, Edit.objects.to_look_at().count()) == (403, 1)
    assert 'value="Seen"' not in problems(anora.get(f"{LIST}{made.pk}/change/"))


def test_editor_does_not_mark_edits_as_seen(client, made):
    editor = logged_in(client, "bek", "Editor")

    assert (see(editor, made).status_code, Edit.objects.to_look_at().count()) == (403, 1)


def test_edit_that_needs_no_second_look_is_not_marked(reviewer):
    with edit("manage.py loaddata") as loaded:
        SectorFactory()

    assert (see(reviewer, loaded).status_code, loaded.seen_by) == (403, "")


def test_who_comes_second_is_told_who_saw_it(reviewer, made):
    see(reviewer, made)
    logged_in(reviewer, "malika", "Reviewer")

    page = problems(reviewer.post(f"{LIST}{made.pk}/seen/", follow=True))

    assert "Somebody has seen it already: bek." in page
    assert Edit.objects.get().seen_by == "bek"


@pytest.mark.parametrize("number", ["99", "9" * 30])
def test_edit_that_is_not_there_is_not_found(reviewer, number):
    assert reviewer.post(f"{LIST}{number}/seen/").status_code == 404


def test_only_a_click_marks_an_edit(reviewer, made):
    response = reviewer.get(f"{LIST}{made.pk}/seen/")

    assert (response.status_code, Edit.objects.to_look_at().count()) == (302, 1)
