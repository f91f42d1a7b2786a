"""A form that meets no login, or another one, is given back as it was typed."""

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from agreements.admin.kept_forms import KeptForm, read
from agreements.models import Agreement, Edit, Sector
from tests.admin.forms import change, filled_in
from tests.admin.given_back import LOGIN, PASSWORD, hidden, log_in, send_again, token_of
from tests.views.wording import words

pytestmark = pytest.mark.django_db

ADD = "/admin/agreements/sector/add/"
TYPED = 'Институт «Чунцин» <b>重庆</b>\r\n & "more"'
ENDED = "Nothing was saved yet: your login had ended."
OLDER = "This form was filled in before the present login, so nothing was done."


@pytest.fixture
def editor(db):
    """A person who may do everything."""
    return User.objects.create_superuser("editor", password=PASSWORD)


@pytest.fixture
def browser(editor):
    """A client that sends tokens as a browser does, in which the editor is logged in."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    return browser


def form(browser, address):
    """Return what a browser would send of the form at an address, with its token."""
    response = browser.get(address)
    return filled_in(response) | {"csrfmiddlewaretoken": token_of(response)}


def sector(browser, name="Forestry"):
    """Return what the form of a new sector sends."""
    return form(browser, ADD) | {"name": name, "slug": name.lower()}


def test_form_sent_after_the_session_ended_is_saved_once_after_a_login(browser, agreement):
    data = form(browser, change(agreement)) | {"summary": TYPED}
    Session.objects.all().delete()

    asked = browser.post(change(agreement), data)
    offered = log_in(browser, asked)
    before = Agreement.objects.get().summary
    answers = [send_again(browser, offered).status_code for _click in range(2)]

    assert (asked.status_code, offered.status_code) == (403, 200)
    assert ENDED in words(asked.content.decode())
    assert "You are logged in as editor" in words(offered.content.decode())
    assert before == agreement.summary
    assert answers == [302, 302]
    assert Agreement.objects.get().summary == TYPED.replace("\r\n", "\n")
    assert Edit.objects.count() == 1


def test_form_older_than_the_login_is_given_back_and_saved_once(browser, editor):
    data = sector(browser)
    browser.force_login(editor)
    log_in(browser, browser.get(f"{LOGIN}?next=/admin/"))
    browser.cookies["csrftoken"] = "x" * 32

    offered = browser.post(ADD, data)
    before = Sector.objects.count()
    answers = [send_again(browser, offered).status_code for _click in range(2)]

    assert (offered.status_code, before) == (403, 0)
    assert OLDER in words(offered.content.decode())
    assert answers == [302, 302]
    assert Sector.objects.get().name == "Forestry"


def test_form_can_be_looked_at_before_it_is_saved(browser):
    data = sector(browser)
    browser.cookies["csrftoken"] = "x" * 32

    shown = send_again(browser, browser.post(ADD, data), _look="1")
    before = Sector.objects.count()
    saved = browser.post(ADD, filled_in(shown) | {"csrfmiddlewaretoken": token_of(shown)})

    assert (shown.status_code, before, saved.status_code) == (200, 0, 302)
    assert "Nothing was saved yet. Look at what you typed" in words(shown.content.decode())
    assert Sector.objects.get().name == "Forestry"


def test_every_value_is_carried_in_its_order(browser):
    data = [("name", TYPED), ("many", "2"), ("many", "1"), ("many", ""), ("_token", "abc")]
    Session.objects.all().delete()
    kept = KeptForm(f"{ADD}?_popup=1", data)

    page = browser.get(LOGIN)
    offered = browser.post(
        LOGIN,
        dict(hidden(page)) | {"_kept": kept.signed(), "username": "editor", "password": PASSWORD},
    )

    assert [pair for pair in hidden(offered) if pair[0] != "csrfmiddlewaretoken"] == data
    assert 'action="/admin/agreements/sector/add/?_popup=1"' in offered.content.decode()


def test_wrong_password_keeps_the_form(browser):
    data = sector(browser)
    Session.objects.all().delete()

    refused = log_in(browser, browser.post(ADD, data), password="wrong")
    offered = log_in(browser, refused)

    assert refused.status_code == 200
    assert dict(hidden(offered))["name"] == "Forestry"


def test_login_in_another_tab_keeps_the_form_of_this_one(browser):
    data = sector(browser)
    Session.objects.all().delete()
    first, second = (browser.post(ADD, data | {"name": name}) for name in ("One", "Two"))

    log_in(browser, first)
    offered = log_in(browser, second)

    assert offered.status_code == 403
    assert dict(hidden(offered))["name"] == "Two"
    assert OLDER in words(offered.content.decode())


def test_reason_of_a_deletion_is_kept(browser, agreement):
    address = change(agreement).replace("change", "delete")
    data = {"post": "yes", "why": "A twin.", "csrfmiddlewaretoken": "stale"}

    offered = browser.post(address, data)
    page = words(offered.content.decode())
    before = Agreement.objects.count()
    answer = send_again(browser, offered)

    assert ("A twin." in page, "Look at the form" in offered.content.decode()) == (True, False)
    assert (before, answer.status_code, Agreement.objects.count()) == (1, 302, 0)


def test_actions_of_a_list_are_kept(browser, editor):
    data = {"action": "delete_selected", "_selected_action": [editor.pk, 7]}

    offered = browser.post("/admin/auth/user/", data)

    chosen = [value for name, value in hidden(offered) if name == "_selected_action"]
    assert (offered.status_code, chosen) == (403, [str(editor.pk), "7"])


def test_another_person_is_told_in_whose_name_it_is_done_and_has_their_own_rights(browser):
    reader = User.objects.create_user("reader", password=PASSWORD, is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_sector"))
    data = sector(browser)
    Session.objects.all().delete()

    offered = log_in(browser, browser.post(ADD, data), name="reader")
    answer = send_again(browser, offered)

    assert "You are logged in as reader: what you send again is done in this name." in words(
        offered.content.decode()
    )
    assert (answer.status_code, Sector.objects.count()) == (403, 0)


def test_somebody_without_rights_to_edit_is_asked_for_another_login(browser):
    User.objects.create_user("visitor", password=PASSWORD)
    data = sector(browser)
    browser.force_login(User.objects.get(username="visitor"))

    asked = browser.post(ADD, data)

    assert (asked.status_code, "_kept" in dict(hidden(asked))) == (403, True)
    assert dict(hidden(log_in(browser, asked)))["name"] == "Forestry"


@pytest.mark.parametrize("is_logged_in", [True, False])
@pytest.mark.parametrize(
    "address",
    ["/admin/auth/user/add/", "/admin/password_change/", "/admin/auth/user/1/password/"],
)
def test_passwords_are_never_kept(browser, address, is_logged_in):
    if not is_logged_in:
        Session.objects.all().delete()
    names = ["password1", "new_password1", "old_password"]

    answer = browser.post(address, dict.fromkeys(names, "tall oak 77") | {"username": "new"})

    page = answer.content.decode()
    assert (answer.status_code, "tall oak 77" in page, "_kept" in page) == (403, False, False)


def test_what_another_site_sends_is_not_even_shown(browser):
    answer = browser.post(ADD, {"name": "Forged", "slug": "f"}, headers={"origin": "https://x.y"})

    assert (answer.status_code, "Forged" in answer.content.decode()) == (403, False)


def test_pages_outside_the_admin_keep_nothing(browser):
    answer = browser.post("/search/", {"name": "Forged"})

    assert (answer.status_code, "Forged" in answer.content.decode()) == (405, False)


@pytest.mark.parametrize("is_logged_in", [True, False])
def test_page_that_gives_back_is_neither_stored_nor_framed_and_escapes(browser, is_logged_in):
    if not is_logged_in:
        Session.objects.all().delete()
    names = {"name": '"><script>alert(1)</script>', '"><b>': "x"}

    answer = browser.post(f'{ADD}?a="><i>', names)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert [raw in page for raw in ("<script>alert", '"><b>', '"><i>')] == [False] * 3


@pytest.mark.parametrize(
    "kept", ["", "x", "é" * 50, signing.dumps(["//evil.example/", [["a", "b"]]], salt="other")]
)
def test_nobody_else_can_make_up_what_was_kept(browser, kept):
    Session.objects.all().delete()
    page = browser.get(f"{LOGIN}?next=/admin/")

    sent = dict(hidden(page)) | {"_kept": kept, "next": "/admin/agreements/sector/"}
    answer = browser.post(LOGIN, sent | {"username": "editor", "password": PASSWORD})

    assert read(kept) is None
    assert (answer.status_code, answer["Location"]) == (302, "/admin/agreements/sector/")


def test_form_as_long_as_any_may_be_is_kept(browser):
    data = sector(browser) | {"name": "重庆" * 100_000}
    Session.objects.all().delete()

    offered = log_in(browser, browser.post(ADD, data))

    assert dict(hidden(offered))["name"] == "重庆" * 100_000


def test_form_that_is_too_long_to_carry_is_said_to_be(browser, monkeypatch):
    data = sector(browser)
    Session.objects.all().delete()
    monkeypatch.setattr("agreements.admin.kept_forms.MOST", 10)

    asked = browser.post(ADD, data)

    assert "what you typed is too long to be kept here" in words(asked.content.decode())
    assert "_kept" not in dict(hidden(asked))


@pytest.mark.parametrize("address", ["/admin/nothing/", "/admin/agreements/sector/999/change/"])
def test_address_of_nothing_is_no_fault(browser, address):
    Session.objects.all().delete()

    offered = log_in(browser, browser.post(address, {"name": "x"}))

    assert send_again(browser, offered).status_code in (404, 410)


def test_unreadable_characters_are_no_fault(browser):
    Session.objects.all().delete()

    asked = browser.post(ADD, b"name=%ED%A0%80%00%FF", "application/x-www-form-urlencoded")

    assert asked.status_code == 403
    assert log_in(browser, asked).status_code == 200
