"""A forgotten password is set anew by a letter, which tells nobody whether there is an account."""

import re
import threading

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils.http import urlsafe_base64_encode

from agreements.editing.letters import SENDING
from tests.admin.codes import with_code
from tests.admin.given_back import LOGIN, PASSWORD
from tests.views.wording import words

pytestmark = pytest.mark.django_db

ASK = "/admin/password-reset/"
NEW = "a long way to Tashkent"
LINK = re.compile(r"http://testserver(/admin/password-reset/\S+/)")


@pytest.fixture
def mailing(settings):
    """A mail server that is set."""
    settings.EMAIL_HOST = "mail.example"


@pytest.fixture
def editor():
    return User.objects.create_superuser("editor", "editor@college.example", PASSWORD)


def ask(email, browser=None):
    """Ask for a letter, and wait until none is on its way."""
    answer = (browser or Client()).post(ASK, {"email": email})
    for thread in threading.enumerate():
        if thread.name == SENDING:
            thread.join()
    return answer


def set_by(address, password=NEW):
    browser = Client()
    form = browser.get(address)["Location"]
    return browser.post(form, {"new_password1": password, "new_password2": password})


def test_letter_leads_to_a_new_password_once(mailing, editor):
    answer = ask("Editor@college.example")
    [letter] = mail.outbox
    [address] = LINK.findall(letter.body)
    sent = set_by(address)
    again = Client().get(address)

    assert (answer.status_code, answer["Location"]) == (302, f"{ASK}sent/")
    assert (letter.to, "editor" in letter.body) == (["editor@college.example"], True)
    assert (sent.status_code, sent["Location"]) == (302, f"{ASK}set/")
    assert User.objects.get().check_password(NEW)
    assert "This address works no more" in words(again.content.decode())


def test_new_password_ends_all_logins_and_begins_none(mailing, editor):
    browser = Client()
    browser.force_login(editor)
    ask(editor.email)

    set_by(LINK.findall(mail.outbox[0].body)[0])

    assert browser.get("/admin/").status_code == 302


def test_new_password_spares_nobody_the_code(mailing, editor):
    with_code(editor)
    ask(editor.email)

    set_by(LINK.findall(mail.outbox[0].body)[0])
    browser = Client()
    answer = browser.post(LOGIN, {"username": "editor", "password": NEW, "next": "/admin/"})

    assert "Six digits that your app shows" in words(answer.content.decode())
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("state", ["missing", "inactive", "without a password"])
def test_answer_is_the_same_where_no_letter_goes(mailing, editor, state):
    other = User.objects.create_user("other", "other@college.example", PASSWORD)
    other.is_active = state != "inactive"
    if state == "without a password":
        other.set_unusable_password()
    other.save()
    email = "nobody@college.example" if state == "missing" else other.email

    answers = [ask(address) for address in (editor.email, email)]
    pages = [Client().get(answer["Location"]).content for answer in answers]

    assert [dict(answer.headers) for answer in answers] == [dict(answers[0].headers)] * 2
    assert (answers[0].content, pages[0]) == (answers[1].content, pages[1])
    assert [letter.to for letter in mail.outbox] == [["editor@college.example"]]


def test_fifth_letter_from_an_address_has_to_wait(mailing, editor):
    browser = Client(REMOTE_ADDR="198.51.100.7")

    answers = [ask(editor.email, browser) for _time in range(6)]
    elsewhere = ask(editor.email, Client(REMOTE_ADDR="203.0.113.9"))

    assert [answer.status_code for answer in answers] == [302] * 4 + [429] * 2
    assert "Too many letters were asked for from here. Try again in 15 minutes." in words(
        answers[-1].content.decode()
    )
    assert int(answers[-1]["Retry-After"]) > 800
    assert elsewhere.status_code == 302
    assert len(mail.outbox) == 5
    assert browser.post(LOGIN, {"username": "editor", "password": PASSWORD}).status_code == 302


def test_without_a_mail_server_nothing_is_offered(client, editor):
    page = client.get(LOGIN).content.decode()

    assert "Forgotten your password?" not in page
    assert [client.get(ASK).status_code, client.post(ASK).status_code] == [404, 404]


def test_with_a_mail_server_the_login_leads_there(client, mailing):
    assert f'<a href="{ASK}">Forgotten your password?</a>' in client.get(LOGIN).content.decode()
    assert client.get(ASK).status_code == 200


@pytest.mark.parametrize(
    "email", ["", "x", "a\x00b@college.example", "\ud800@x.example", "é" * 300]
)
def test_no_address_is_a_fault(mailing, email):
    answer = Client().post(ASK, {"email": email.encode("utf-8", "surrogatepass")})

    assert answer.status_code == 200
    assert mail.outbox == []


@pytest.mark.parametrize("token", ["x", "set-password", "0-0", "%00", "é"])
@pytest.mark.parametrize("key", ["MQ", "x", "%00", urlsafe_base64_encode(b"9" * 30)])
def test_address_that_was_made_up_is_no_fault(client, editor, key, token):
    answer = client.get(f"{ASK}{key}/{token}/")

    assert (answer.status_code, "works no more" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "This password is too short."),
        ("chocolate", "This password is too common."),
        ("editor@college", "The password is too similar to the"),
    ],
)
def test_weak_password_is_refused(mailing, editor, password, sentence):
    ask(editor.email)

    answer = set_by(LINK.findall(mail.outbox[0].body)[0], password)

    assert sentence in words(answer.content.decode())
    assert User.objects.get().check_password(PASSWORD)
