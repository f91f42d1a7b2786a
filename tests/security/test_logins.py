"""Logins: no account is told apart, sessions begin and end as they should, passwords are free."""

import re

import pytest
from django.conf import global_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import get_default_password_validators
from django.contrib.sessions.models import Session
from django.test import Client

from tests.admin.codes import with_code
from tests.coop.starts import PRODUCTION, run
from tests.security.counting_hasher import CountingHasher, runs
from tests.views.wording import words

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/?next=/admin/"
CHANGE = "/admin/password_change/"
PASSWORD = "reed basket 41"
NAMES = ("nobody", "active", "inactive", "reader", "without", "coded")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def accounts(settings):
    """An account of each sort that could be told apart."""
    settings.PASSWORD_HASHERS = [f"{CountingHasher.__module__}.{CountingHasher.__qualname__}"]
    for name in NAMES[1:]:
        User.objects.create_user(name, password=PASSWORD, is_staff=name != "reader")
    User.objects.filter(username="inactive").update(is_active=False)
    without = User.objects.get(username="without")
    without.set_unusable_password()
    without.save()
    with_code(User.objects.get(username="coded"))


@pytest.fixture
def editor():
    return User.objects.create_superuser("editor", password=PASSWORD)


def log_in(name="editor", password=PASSWORD, browser=None):
    return (browser or Client()).post(LOGIN, {"username": name, "password": password})


def told(response, name):
    """Return a page without what was typed and what differs each time."""
    return TOKEN.sub("", response.content.decode()).replace(f'value="{name}"', "")


def is_in(browser):
    return browser.get("/admin/").status_code == 200


def test_wrong_password_is_answered_alike_whoever_is_meant(accounts):
    answers = {name: log_in(name, "wrong") for name in NAMES}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({told(answer, name) for name, answer in answers.items()}) == 1


def test_right_password_of_who_may_not_come_in_is_answered_as_a_wrong_one(accounts):
    answers = {name: log_in(name) for name in ("nobody", "inactive", "reader", "without")}

    assert len({told(answer, name) for name, answer in answers.items()}) == 1


def test_login_takes_the_same_work_whoever_is_meant(accounts):
    work = {}
    for name in NAMES:
        runs.clear()
        log_in(name, "wrong")
        work[name] = len(runs)

    assert work == dict.fromkeys(NAMES, 1)


def test_who_has_to_wait_is_told_so_whether_there_is_an_account(accounts):
    answers = {}
    for name in NAMES:
        for _time in range(5):
            answers[name] = log_in(name, "wrong")

    assert {answer.status_code for answer in answers.values()} == {429}
    assert len({told(answer, name) for name, answer in answers.items()}) == 1


def test_login_begins_a_session_of_its_own(editor):
    browser = Client()
    browser.cookies["sessionid"] = "chosen-by-somebody-else-0123456789"

    log_in(browser=browser)

    key = browser.cookies["sessionid"].value
    assert (key == "chosen-by-somebody-else-0123456789", len(key)) == (False, 32)
    log_in(browser=browser)
    assert browser.cookies["sessionid"].value != key
    assert not Session.objects.filter(pk=key).exists()


def test_session_is_told_by_the_server_and_ends_with_the_log_out(editor):
    browser, thief = Client(), Client()
    log_in(browser=browser)
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    was_in = is_in(thief)

    answer = browser.post("/admin/logout/")

    assert (was_in, is_in(thief)) == (True, False)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("value", ["", "x" * 32, "a" * 500, "é", "0123456789abcdef" * 2])
def test_session_that_was_made_up_lets_nobody_in(editor, value):
    browser = Client()
    browser.cookies["sessionid"] = value

    assert not is_in(browser)


@pytest.mark.parametrize("end", ["switched off", "deleted", "new password"])
def test_session_ends_with_its_account(editor, end):
    browser = Client()
    log_in(browser=browser)
    was_in = is_in(browser)

    if end == "deleted":
        editor.delete()
    editor.is_active = end != "switched off"
    if end == "new password":
        editor.set_password("another reed basket")
    if end != "deleted":
        editor.save()

    assert (was_in, is_in(browser)) == (True, False)


def test_new_register_has_no_account():
    assert get_user_model().objects.count() == 0


@pytest.mark.parametrize(
    "password",
    [
        "4711081542",
        "lower case only",
        "ВСЕ БУКВЫ ЗАГЛАВНЫЕ",
        "重庆职业教育学院与塔什干",
        " a  b  c  d ",
        "x9" * 64,
    ],
)
def test_password_of_any_signs_is_taken_and_compared_as_it_is(client, editor, password):
    client.force_login(editor)

    changed = client.post(
        CHANGE,
        {"old_password": PASSWORD, "new_password1": password, "new_password2": password},
    )

    assert changed.status_code == 302
    near = (password.strip(), password.swapcase(), password[:72], password + " ")
    for wrong in {*near} - {password}:
        assert log_in(password=wrong).status_code == 200
    assert log_in(password=password).status_code == 302


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"old_password": "wrong"}, "Your old password was entered incorrectly."),
        ({"old_password": ""}, "This field is required."),
        ({"new_password1": "8 signs.", "new_password2": "8 signs."}, "This password is too short."),
        ({"new_password1": "qwertyuiop", "new_password2": "qwertyuiop"}, "is too common."),
    ],
    ids=["wrong", "none", "short", "common"],
)
def test_password_is_changed_by_who_knows_it_to_one_that_is_hard_to_guess(
    client, editor, sent, sentence
):
    client.force_login(editor)
    data = {"old_password": PASSWORD} | dict.fromkeys(
        ("new_password1", "new_password2"), "a long way to Tashkent"
    )

    answer = client.post(CHANGE, data | sent)

    assert answer.status_code == 200
    assert sentence in words(answer.content.decode())
    assert log_in().status_code == 302


def test_thousands_of_common_passwords_are_refused():
    named = {
        name: validator
        for validator in get_default_password_validators()
        for name in [type(validator).__name__]
    }
    shortest = named["MinimumLengthValidator"].min_length
    common = named["CommonPasswordValidator"].passwords

    assert len([password for password in common if len(password) >= shortest]) > 3_000


def test_passwords_are_hidden_as_they_are_typed_and_may_be_pasted(client, editor):
    pages = [client.get(LOGIN)]
    client.force_login(editor)
    pages += [client.get(address) for address in (CHANGE, "/admin/second-factor/")]
    pages += [client.get(f"/admin/auth/user/{name}") for name in ("add/", f"{editor.pk}/password/")]

    for page in pages:
        text = page.content.decode()
        boxes = re.findall(r'<input[^>]*name="[^"]*password[^"]*"[^>]*>', text)
        boxes = [box for box in boxes if "usable" not in box and "submit" not in box]
        assert boxes
        for box in boxes:
            assert 'type="password"' in box
            assert re.search(r'autocomplete="(current|new)-password"', box)
        assert "onpaste" not in text


def test_passwords_are_kept_as_slow_hashes(settings):
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS

    kept = make_password(PASSWORD)

    algorithm, rounds, _salt, _hash = kept.split("$")
    assert (algorithm, int(rounds) >= 600_000) == ("pbkdf2_sha256", True)


def test_cookies_are_those_of_one_host_on_https():
    script = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME,"
        " s.LANGUAGE_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.LANGUAGE_COOKIE_SECURE)"
    )

    https, http = (
        run("-c", script, DJANGO_SETTINGS_MODULE="coop.settings", **PRODUCTION, **environment)
        for environment in ({}, {"HTTPS_ONLY": "False"})
    )

    assert https.stdout == (
        "__Host-sessionid __Host-csrftoken __Secure-django_language True True True\n"
    )
    assert http.stdout == "sessionid csrftoken django_language False False False\n"
