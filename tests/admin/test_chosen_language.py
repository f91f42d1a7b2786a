"""The language of the screens is a setting of the account, and follows it to any browser."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from agreements.models import AccountLanguage, Change
from tests.admin.forms import change, filled_in
from tests.admin.given_back import LOGIN, PASSWORD, log_in, token_of

pytestmark = pytest.mark.django_db

CHOOSE = "/admin/language/"


@pytest.fixture
def editor(db):
    return User.objects.create_superuser("editor", password=PASSWORD)


def come_in(browser, name="editor"):
    """Log in with a browser, and return the answer."""
    return log_in(browser, browser.get(f"{LOGIN}?next=/admin/"), name)


def spoken(browser, address="/admin/"):
    """Return the language in which a browser is answered."""
    return browser.get(address).headers["Content-Language"]


def kept():
    return dict(AccountLanguage.objects.values_list("account__username", "language"))


def test_choice_follows_the_account_to_another_browser(editor):
    first, second = Client(), Client()
    come_in(first)
    first.post(CHOOSE, {"language": "ru"})

    before, led, after = spoken(second, LOGIN), come_in(second), spoken(second)

    cookie = led.cookies["django_language"]
    assert (before, after, spoken(second, "/")) == ("en", "ru", "en")
    assert (led.status_code, led.headers["Location"]) == (302, "/admin/")
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert (cookie["max-age"], cookie["secure"]) == (365 * 24 * 60 * 60, "")


def test_choice_holds_as_a_cookie_that_set_language_writes(editor):
    browser = Client()
    come_in(browser)
    chosen = browser.post(CHOOSE, {"language": "uz"}).cookies["django_language"]

    remembered = come_in(Client()).cookies["django_language"]

    # The moment of expiry follows from max-age, and may be that of the next second.
    attributes = set(chosen) - {"expires"}
    assert remembered.OutputString(attributes) == chosen.OutputString(attributes)


def test_last_choice_of_an_account_holds(editor):
    browser = Client()
    come_in(browser)

    for code in ("ru", "uz", "en"):
        browser.post(CHOOSE, {"language": code})

    other = Client()
    other.cookies["django_language"] = "ru"
    come_in(other)
    assert (kept(), spoken(other)) == ({"editor": "en"}, "en")


def test_each_account_has_its_own_language_on_one_browser(editor):
    User.objects.create_superuser("colleague", password=PASSWORD)
    browser = Client()
    heard = []

    for name, code in (("editor", "ru"), ("colleague", "zh-hans")):
        come_in(browser, name)
        browser.post(CHOOSE, {"language": code})
        browser.post("/admin/logout/")
    for name in ("editor", "colleague"):
        come_in(browser, name)
        heard.append(spoken(browser))
        browser.post("/admin/logout/")

    assert kept() == {"editor": "ru", "colleague": "zh-hans"}
    assert heard == ["ru", "zh-hans"]


def test_account_without_a_choice_goes_on_in_the_language_of_the_login(editor):
    browser = Client()
    browser.post(CHOOSE, {"language": "uz"})

    led = come_in(browser)

    assert ("django_language" in led.cookies, spoken(browser), kept()) == (False, "uz", {})


@pytest.mark.parametrize("code", ["de", "xx", "", "ru\n", "ru\x00", "RU"])
def test_language_that_the_register_does_not_speak_is_not_kept(editor, code):
    browser = Client()
    come_in(browser)

    led = browser.post(CHOOSE, {"language": code})

    assert (led.status_code, kept(), spoken(browser)) == (302, {}, "en")


def test_looking_at_the_address_of_the_choice_writes_nothing(editor):
    browser = Client()
    come_in(browser)

    browser.get(CHOOSE, {"language": "ru"})

    assert (kept(), spoken(browser)) == ({}, "en")


def test_language_that_the_register_no_longer_speaks_is_passed_over(editor):
    AccountLanguage.objects.create(account=editor, language="kk")
    browser = Client()

    led = come_in(browser)

    assert ("django_language" in led.cookies, spoken(browser)) == (False, "en")


def test_form_that_is_given_back_after_a_login_is_in_the_language_of_the_account(editor, agreement):
    AccountLanguage.objects.create(account=editor, language="ru")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    shown = browser.get(change(agreement))
    data = filled_in(shown) | {"csrfmiddlewaretoken": token_of(shown)}
    Session.objects.all().delete()
    asked = browser.post(change(agreement), data)

    offered = log_in(browser, asked)

    page = offered.content.decode()
    assert (asked.headers["Content-Language"], offered.headers["Content-Language"]) == ("en", "ru")
    assert '<html lang="ru"' in page
    assert "Пока ничего не сохранено" in page
    assert offered.cookies["django_language"].value == "ru"


def test_refused_login_tells_no_language(editor):
    AccountLanguage.objects.create(account=editor, language="ru")
    browser = Client()

    refused = log_in(browser, browser.get(LOGIN), password="another one")

    assert (refused.status_code, refused.headers["Content-Language"]) == (200, "en")
    assert "django_language" not in refused.cookies


def test_screens_ask_the_database_for_no_language(editor, django_assert_num_queries):
    browser = Client()
    come_in(browser)
    browser.post(CHOOSE, {"language": "ru"})
    browser.get("/admin/")

    with django_assert_num_queries(2):
        browser.get("/admin/jsi18n/")


def test_choice_stands_in_no_history(editor):
    browser = Client()
    come_in(browser)
    before = Change.objects.revision()

    browser.post(CHOOSE, {"language": "ru"})

    assert Change.objects.revision() == before


def test_deleted_account_takes_its_language_along(editor, admin_client):
    AccountLanguage.objects.create(account=editor, language="ru")
    address = f"/admin/auth/user/{editor.pk}/delete/"

    page = admin_client.get(address)
    admin_client.post(address, {"post": "yes", "csrfmiddlewaretoken": token_of(page)})

    assert "Language of an account: Русский" in page.content.decode()
    assert (User.objects.filter(username="editor").exists(), kept()) == (False, {})
