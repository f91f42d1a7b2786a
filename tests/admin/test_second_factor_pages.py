"""A code besides the password: turned on and off by each, or required of everybody."""

import re
from base64 import b32decode
from html import unescape

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from agreements.admin.login_form import as_passed
from agreements.editing.second_factors import device_of, new_device, remove
from agreements.models import Agreement, Edit
from tests.admin.codes import code_of, forgive, with_code
from tests.admin.forms import change, filled_in
from tests.admin.given_back import LOGIN, PASSWORD, hidden, log_in, send_again, token_of
from tests.views.wording import words

pytestmark = pytest.mark.django_db

PAGE = "/admin/second-factor/"
WRONG = "This code is wrong, or was used already."


@pytest.fixture
def editor():
    return User.objects.create_superuser("editor", password=PASSWORD)


@pytest.fixture
def browser(editor):
    """A client that sends tokens as a browser does, in which the editor is logged in."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor, "django.contrib.auth.backends.ModelBackend")
    return browser


def shown_device(response, account):
    """Return the device whose secret a page shows."""
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", response.content.decode())[1]
    return new_device(account, b32decode(secret.replace(" ", "")).hex())


def turned_on(browser, account):
    """Turn codes on by the page; return (device, recovery codes that are shown)."""
    page = browser.get(PAGE)
    device = shown_device(page, account)
    answer = browser.post(
        PAGE, dict(hidden(page)) | {"password": PASSWORD, "code": code_of(device)}
    )
    codes = re.findall(r"<li><code>(\w{5}-\w{5})</code></li>", answer.content.decode())
    return device_of(account), codes


def enter_code(browser, response, code):
    return browser.post(LOGIN, dict(hidden(response)) | {"code": code})


def is_in(browser):
    return browser.get("/admin/").status_code == 200


def test_codes_are_turned_on_and_asked_for_at_the_next_login(browser, editor):
    device, codes = turned_on(browser, editor)
    other = Client(enforce_csrf_checks=True)

    asked = log_in(other, other.get(f"{LOGIN}?next=/admin/breaks/"))
    was_in = is_in(other)
    answer = enter_code(other, asked, code_of(device))

    assert len(codes) == 10
    assert (asked.status_code, was_in) == (200, False)
    assert "Six digits that your app shows" in words(asked.content.decode())
    assert PASSWORD not in asked.content.decode()
    assert (answer.status_code, answer["Location"]) == (302, "/admin/breaks/")
    assert is_in(other)


def test_page_shows_the_secret_as_a_picture_without_script_or_style(browser, editor):
    page = browser.get(PAGE)

    text = page.content.decode()
    [drawing] = re.findall(r"<svg[^>]*role=.*?</svg>", text)
    assert re.findall(r"<(\w+)", drawing) == ["svg", "rect", "path"]
    assert "style=" not in drawing
    assert "no-store" in page["Cache-Control"]
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    assert page.context["uri"].startswith("otpauth://totp/Coop%3Aeditor?secret=")


def test_looking_at_the_page_turns_nothing_on(browser, editor):
    browser.get(PAGE)

    assert device_of(editor) is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"password": "wrong"}, "This is not your password."),
        ({"code": "000000"}, WRONG),
        ({"code": ""}, "This field is required."),
        ({"secret": "forged"}, "it shows another secret now"),
        ({"secret": signing.dumps([0, "00" * 20], salt="other")}, "it shows another secret now"),
    ],
    ids=["password", "code", "nothing", "secret", "secret of another"],
)
def test_nothing_is_turned_on_by_what_is_wrong(browser, editor, values, sentence):
    page = browser.get(PAGE)
    code = code_of(shown_device(page, editor))

    answer = browser.post(PAGE, dict(hidden(page)) | {"password": PASSWORD, "code": code} | values)

    assert answer.status_code == 200
    assert sentence in words(answer.content.decode())
    assert device_of(editor) is None


def test_wrong_code_shows_the_same_secret_again(browser, editor):
    page = browser.get(PAGE)
    device = shown_device(page, editor)

    answer = browser.post(PAGE, dict(hidden(page)) | {"password": PASSWORD, "code": "000000"})

    assert shown_device(answer, editor).key == device.key


def test_turning_codes_on_ends_other_logins_and_keeps_this_one(browser, editor):
    other = Client()
    other.force_login(editor)

    turned_on(browser, editor)

    assert (is_in(browser), is_in(other)) == (True, False)


def test_recovery_code_lets_in_once(browser, editor):
    _device, codes = turned_on(browser, editor)
    answers = []
    for _time in range(2):
        other = Client(enforce_csrf_checks=True)
        asked = log_in(other, other.get(f"{LOGIN}?next=/admin/"))
        answers.append(enter_code(other, asked, codes[3]).status_code)

    assert answers == [302, 200]


def test_codes_are_turned_off_with_password_and_code(browser, editor):
    device, codes = turned_on(browser, editor)
    page = browser.get(PAGE)
    sent = dict(hidden(page))

    refused = [
        browser.post(PAGE, sent | {"password": "wrong", "code": codes[0]}),
        browser.post(PAGE, sent | {"password": PASSWORD, "code": "000000"}),
    ]
    still_on = device_of(editor) == device
    forgive(editor)
    answer = browser.post(PAGE, sent | {"password": PASSWORD, "code": code_of(device)})

    assert "10 recovery codes are left." in words(page.content.decode())
    assert ([each.status_code for each in refused], still_on) == ([200, 200], True)
    assert (answer.status_code, device_of(editor), is_in(browser)) == (302, None, True)
    other = Client(enforce_csrf_checks=True)
    assert log_in(other, other.get(f"{LOGIN}?next=/admin/")).status_code == 302


def test_wrong_codes_hold_off_the_name_as_wrong_passwords_do(browser, editor):
    with_code(editor)
    other = Client(enforce_csrf_checks=True)
    asked = log_in(other, other.get(LOGIN))
    answers = []
    for number in range(5):
        forgive(editor)
        answers.append(enter_code(other, asked, f"{number:06}"))

    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert WRONG in words(answers[0].content.decode())
    assert "Log in" in answers[-1].content.decode()
    noted = AccessAttempt.objects.get()
    assert (noted.username, "000003" in noted.post_data) == ("editor", False)


def test_wrong_codes_from_everywhere_have_the_next_one_wait(browser, editor):
    device, _codes = with_code(editor)
    for number in range(3):
        other = Client(enforce_csrf_checks=True, REMOTE_ADDR=f"203.0.113.{number}")
        forgive(editor)
        enter_code(other, log_in(other, other.get(LOGIN)), "000000")
    last = Client(enforce_csrf_checks=True)

    answer = enter_code(last, log_in(last, last.get(LOGIN)), code_of(device))

    assert "Wrong codes were typed before this one. Try again in 4 seconds." in words(
        answer.content.decode()
    )
    assert not is_in(last)


@pytest.mark.parametrize("passed", ["", "x", "\x00", signing.dumps([1, "x"], salt="other")])
def test_code_without_a_right_password_lets_nobody_in(editor, passed):
    device, _codes = with_code(editor)
    browser = Client()

    browser.post(LOGIN, {"passed": passed, "code": code_of(device), "next": "/admin/"})

    assert not is_in(browser)


def test_right_password_counts_for_ten_minutes_and_until_it_is_changed(editor, monkeypatch):
    device, _codes = with_code(editor)
    passed = as_passed(editor)
    editor.set_password("another reed basket")
    editor.save()
    after = Client().post(LOGIN, {"passed": passed, "code": code_of(device), "next": "/admin/"})
    passed = as_passed(editor)
    monkeypatch.setattr("agreements.admin.login_form.PATIENCE", -1)
    late = Client().post(LOGIN, {"passed": passed, "code": code_of(device), "next": "/admin/"})

    for answer in (after, late):
        assert answer.status_code == 200
        assert "The code came too late: log in once more." in words(answer.content.decode())


def test_form_of_an_ended_login_outlives_password_and_code(browser, editor, agreement):
    device, _codes = turned_on(browser, editor)
    page = browser.get(change(agreement))
    data = filled_in(page) | {"csrfmiddlewaretoken": token_of(page), "summary": "Typed."}
    Session.objects.all().delete()

    asked = browser.post(change(agreement), data)
    wrong = enter_code(browser, log_in(browser, asked), "000000")
    forgive(editor)
    offered = enter_code(browser, wrong, code_of(device))
    answers = [send_again(browser, offered).status_code for _click in range(2)]

    assert (asked.status_code, wrong.status_code, offered.status_code) == (403, 200, 200)
    assert answers == [302, 302]
    assert Agreement.objects.get().summary == "Typed."
    assert Edit.objects.count() == 1


def test_where_codes_are_required_everything_else_waits(browser, editor, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = True

    pages = {
        address: "This register asks everybody" in words(browser.get(address).content.decode())
        for address in ("/admin/", "/admin/agreements/sector/", "/admin/import/", PAGE)
    }
    open_pages = [browser.get(f"/admin/{name}/").status_code for name in ("password_change",)]
    turned_on(browser, editor)

    assert pages == dict.fromkeys(pages, True)
    assert open_pages == [200]
    assert "Enter from a source" in browser.get("/admin/").content.decode()


def test_where_codes_are_required_what_was_typed_outlives_the_setting_up(
    browser, editor, agreement, settings
):
    page = browser.get(change(agreement))
    data = filled_in(page) | {"csrfmiddlewaretoken": token_of(page), "summary": "Typed."}
    Session.objects.all().delete()
    settings.SECOND_FACTOR_IS_REQUIRED = True

    shown = log_in(browser, browser.post(change(agreement), data))
    before = Agreement.objects.get().summary
    code = code_of(shown_device(shown, editor))
    offered = browser.post(PAGE, dict(hidden(shown)) | {"password": PASSWORD, "code": code})
    answer = send_again(browser, offered)

    assert "is shown to you again once you have finished here" in words(shown.content.decode())
    assert (before, answer.status_code) == (agreement.summary, 302)
    assert Agreement.objects.get().summary == "Typed."


def test_where_codes_are_required_a_lost_one_is_set_up_anew(browser, editor, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = True
    with_code(editor)
    remove(editor)

    assert "This register asks everybody" in words(browser.get("/admin/").content.decode())


def test_secret_is_on_no_screen_of_others(browser, editor):
    device, _codes = with_code(editor)

    pages = [
        browser.get(f"/admin/auth/user/{editor.pk}/{name}/").content.decode()
        for name in ("change", "history", "password", "delete")
    ]
    assert [device.key in unescape(page) for page in pages] == [False] * 4
    assert browser.get("/admin/otp_totp/totpdevice/").status_code == 404
