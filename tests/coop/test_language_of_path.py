"""The path says in which language a request is answered, and nothing else does."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver, get_script_prefix
from django.utils.translation import get_language

from agreements.language_paths import OTHERS, OWN_NAMES
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db

PATHS = ["/", *(f"/{code}/" for code in OTHERS)]
NEEDED = {"admin/", "admin/language/", "reconcile/"}


@pytest.mark.parametrize("language", OWN_NAMES)
def test_page_is_in_the_language_of_its_path_whatever_the_browser_sends(client, language):
    start = "/" if language == "en" else f"/{language}/"
    client.cookies["django_language"] = "ru"
    asked = {"accept-language": "zh-CN,zh;q=0.9"}

    response, plain = client.get(start, headers=asked), Client().get(start)

    assert response.content == plain.content
    assert f'<html lang="{language}">'.encode() in response.content
    assert response.headers["Content-Language"] == language
    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert response.cookies == {}


def test_each_language_has_a_tag_of_its_own(client):
    tags = {client.get(path).headers["ETag"] for path in PATHS}

    assert len(tags) == len(PATHS)


def test_request_leaves_no_language_behind(client):
    client.get("/ru/agreements/")

    assert (get_language(), get_script_prefix()) == ("en", "/")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/en", "/"),
        ("/en/", "/"),
        ("/en/agreements/?q=a%20b&x=1", "/agreements/?q=a%20b&x=1"),
        ("/en-GB/about/", "/about/"),
        ("/ru", "/ru/"),
        ("/ru?x=1", "/ru/?x=1"),
        ("/RU/agreements/", "/ru/agreements/"),
        ("/ru-RU/agreements/", "/ru/agreements/"),
        ("/zh/about/", "/zh-hans/about/"),
        ("/zh-CN/about/", "/zh-hans/about/"),
        ("/zh_Hans/about/", "/zh-hans/about/"),
        ("/zh-hans", "/zh-hans/"),
        ("/uz-Latn/countries/UZ/", "/uz/countries/UZ/"),
        ("/ru/agreements", "/ru/agreements/"),
        ("/ru/agreements?sector=forestry", "/ru/agreements/?sector=forestry"),
        ("/ru/agreements/ag-0001/", "/ru/agreements/AG-0001/"),
        ("/ru/agreements/AG-00001/?sort=title", "/ru/agreements/AG-0001/"),
        ("/ru/agreements/?amp;sector=forestry", "/ru/agreements/?sector=forestry"),
        ("/ru/agreements/?country=uz", "/ru/agreements/?country=UZ"),
    ],
)
def test_another_way_to_write_an_address_leads_to_the_one_of_its_language(
    client, register, address, expected
):
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (301, expected)


def test_code_before_two_slashes_leads_to_no_other_site(client):
    response = client.get("/en//coop.example/")

    assert response.headers["Location"] == "/%2Fcoop.example/"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/ru/agreements.csv?sector=energy", "/agreements.csv?sector=energy&lang=ru"),
        ("/ru/agreements.csv?lang=uz", "/agreements.csv?lang=uz"),
        ("/ru/agreements/AG-0001.json", "/agreements/AG-0001.json?lang=ru"),
        ("/ru/agreements.atom", "/agreements.atom?lang=ru"),
        ("/ru/openapi.json", "/openapi.json"),
        ("/ru/.well-known/api-catalog", "/.well-known/api-catalog"),
        ("/ru/changes.json?since=1", "/changes.json?since=1"),
        ("/ru/data/codebook.csv", "/data/codebook.csv"),
        ("/ru/reconcile?queries=%7B%7D", "/reconcile?queries=%7B%7D"),
        ("/ru/robots.txt", "/robots.txt"),
        ("/ru/sitemap.xml", "/sitemap.xml"),
        ("/ru/sitemap-agreements-1.xml", "/sitemap-agreements-1.xml"),
        ("/ru/admin/", "/admin/"),
        ("/ru/admin/login/?next=/admin/", "/admin/login/?next=/admin/"),
    ],
)
def test_what_is_for_programs_and_editors_has_one_address(client, address, expected):
    response = client.get(address)

    assert response.status_code == 301
    assert response.headers["Location"].replace("%2F", "/") == expected


def test_what_is_sent_to_a_service_is_sent_on(client):
    response = client.post("/ru/reconcile", {"queries": "{}"})

    assert (response.status_code, response.headers["Location"]) == (308, "/reconcile")


def test_static_files_are_below_no_language(client):
    response = client.get("/ru/static/agreements/mark.svg")

    assert (response.status_code, response.headers["Content-Language"]) == (404, "ru")


def routes():
    """Return {route: whether its view has an address in each language}."""
    found = {}
    for pattern in get_resolver().url_patterns:
        inner = getattr(pattern, "url_patterns", [pattern])
        if str(pattern.pattern) == "":
            for one in inner:
                view_class = getattr(one.callback, "view_class", None)
                found[str(one.pattern)] = getattr(view_class, "has_languages", False)
        else:
            found[str(pattern.pattern)] = False
    return found


def test_all_that_ends_in_a_slash_is_a_page_in_each_language():
    ends_in_a_slash = {route for route in routes() if route in ("", *NEEDED) or route.endswith("/")}

    assert {route for route, is_page in routes().items() if is_page} == ends_in_a_slash - NEEDED


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nothing/", 404), ("/agreements/AG-0001/", 410), ("/agreements/?page=99", 404)],
)
@pytest.mark.parametrize("language", OTHERS)
def test_error_speaks_the_language_of_its_path(client, language, address, status):
    AgreementFactory().delete()

    response = client.get(f"/{language}{address}")

    assert (response.status_code, response.headers["Content-Language"]) == (status, language)
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert f'href="/{language}/agreements/"' in page
    [current] = re.findall(r'<a href="([^"]+)" lang="[^"]+" hreflang="([^"]+)" aria-current', page)
    assert current == (f"/{language}{address}", language)


def test_error_without_a_database_speaks_the_language_of_its_path(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("agreements.views.about.About.get_context_data", broken)

    response = client.get("/ru/about/")

    assert (response.status_code, response.headers["Content-Language"]) == (500, "ru")
    assert b'<html lang="ru">' in response.content
    assert b'href="/zh-hans/about/"' in response.content


def broken(*args, **context):
    raise ZeroDivisionError


@pytest.fixture
def editor(db):
    return User.objects.create_superuser("editor")


def test_screens_are_in_the_language_that_an_editor_chose(client, editor):
    client.force_login(editor)
    before = client.get("/admin/")

    led = client.post("/admin/language/", {"language": "ru", "next": "/admin/auth/user/"})

    after = client.get("/admin/")
    cookie = led.cookies["django_language"]
    assert (before.headers["Content-Language"], after.headers["Content-Language"]) == ("en", "ru")
    assert ("Log out" in before.content.decode(), "Выйти" in after.content.decode()) == (True, True)
    assert (led.status_code, led.headers["Location"]) == (302, "/admin/auth/user/")
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert client.get("/").headers["Content-Language"] == "en"


@pytest.mark.parametrize("code", ["de", "xx", "", "ru\n"])
def test_choice_of_a_language_that_there_is_not_leaves_english(client, editor, code):
    client.force_login(editor)
    client.cookies["django_language"] = code

    assert client.get("/admin/").headers["Content-Language"] == "en"


def test_choice_of_a_language_leads_to_no_other_site(client):
    led = client.post("/admin/language/", {"language": "ru", "next": "https://coop.example/"})

    assert led.headers["Location"] == "/"


def test_language_can_be_chosen_before_the_login_and_in_each_language(client):
    page = client.get("/admin/login/").content.decode()

    chosen = re.findall(r'<button name="language" value="([^"]+)" lang="\1"[^>]*>([^<]+)<', page)
    assert dict(chosen) == OWN_NAMES
    assert Client(enforce_csrf_checks=True).post("/admin/language/", {}).status_code == 403
