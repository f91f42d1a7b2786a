"""No page and no screen says a word of the program in English, where it is in another language."""

from itertools import product

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User

from agreements.language_paths import OTHERS, in_language
from agreements.models import Country, Name
from tests.admin.codes import with_code
from tests.admin.forms import change
from tests.admin.kinds_of_screens import each_screen
from tests.browser import page_kinds
from tests.coop.visible_words import Data, faults
from tests.factories import CountryFactory, SectorFactory
from tests.folded import fold_everything
from tests.loading import load
from tests.sweeps import some

pytestmark = pytest.mark.django_db

TYPED = ("chongqing", "chonqging", "atlantis", "taste", "enrgy", "China Daily", "editor")
FURTHER_SCREENS = {
    name: f"/admin/{name}"
    for name in ("import/", "password_change/", "auth/user/", "auth/group/add/", "atlantis/")
}
# There is no form by which they are made.
NEVER_ADDED = ("edit", "proposal")


@pytest.fixture
def told(db):
    """Load all registers that are known."""
    load("countries", "article", "corroboration", "wider")
    fold_everything()


def test_pages_say_nothing_in_english(client, told):
    def read(address):
        return client.get(address).content.decode()

    data = Data(*TYPED)
    found = {}
    for name in page_kinds.NAMES:
        address = page_kinds.address(name, read)
        for code in OTHERS if address == in_language(address, "en") else ():
            found[name, code] = faults(read(in_language(address, code)), code, data)

    assert {page: told for page, told in found.items() if told} == {}


def test_screens_say_nothing_in_english(admin_client, told):
    named = {**each_screen(), **screens_of_nouns(), **FURTHER_SCREENS}
    # Some kinds of screens are those of a noun, too.
    screens = {address: name for name, address in named.items()}
    # All names of a country are kept there, English first.
    names = Name.objects.filter(country__isnull=False).values_list("text", flat=True)
    data = Data(*TYPED, *Country.objects.values_list("name", flat=True), *names)

    found = {}
    for (address, name), code in product(screens.items(), some(OTHERS, "uz")):
        admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
        page = admin_client.get(address).content.decode()
        assert f'<html lang="{code}"' in page
        found[name, code] = faults(page, code, data)

    assert {screen: told for screen, told in found.items() if told} == {}


def test_login_says_nothing_in_english(client, db, settings):
    settings.EMAIL_HOST = "mail.example"
    pages = ("login/", "password-reset/", "password-reset/sent/", "password-reset/MQ/x/")
    found = []
    for code, page in product(OTHERS, (*pages, "password-reset/set/")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
        found += faults(client.get(f"/admin/{page}").content.decode(), code, Data())

    assert found == []


def test_logins_with_codes_say_nothing_in_english(client, db):
    editor = User.objects.create_superuser("editor", password="reed basket 41")
    _device, codes = with_code(editor)
    found = []
    for number, code in enumerate(OTHERS):
        client.logout()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
        asked = client.post("/admin/login/", {"username": "editor", "password": "reed basket 41"})
        step = {"passed": asked.context["form"].next_step, "next": "/admin/second-factor/"}
        wrong = client.post("/admin/login/", step | {"code": "000000"})
        client.post("/admin/login/", step | {"code": codes[number]})
        shown = client.get("/admin/second-factor/")
        for page in (asked, wrong, shown):
            found += faults(page.content.decode(), code, Data("editor"))

    assert found == []


def screens_of_nouns():
    """Return {name: address} of the list and the forms of each noun that editors keep."""
    found = {}
    for model in (model for model in admin.site._registry if model._meta.app_label == "agreements"):
        noun = model._meta.model_name
        found[f"{noun} list"] = f"/admin/agreements/{noun}/"
        if noun not in NEVER_ADDED:
            found[f"{noun} add"] = f"/admin/agreements/{noun}/add/"
        if one := model.objects.order_by("pk").first():
            found[f"{noun} one"] = change(one)
    return found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Соглашения: 3</p>", []),
        ("<p>Agreements</p>", [("Agreements", "Agreements")]),
        ("<p>Соглашения of others</p>", [("of others", "Соглашения of others")]),
        ('<img alt="Search">', [("Search", "Search")]),
        ('<p lang="en">Agreements</p><p><code>agreements</code></p>', []),
        ("<p>Отрасль: Energy supply</p>", []),
        ("<p>Отрасль: Energy sup…</p>", []),
        ("<p>Соглашения: Чунцин</p>", []),
        ("<p>CSV, Excel Calc</p>", [("Excel Calc", "CSV, Excel Calc")]),
    ],
)
def test_what_is_no_data_and_in_english_is_found(page, expected):
    SectorFactory(name="Energy supply")

    assert faults(page, "ru", Data()) == expected


def test_name_of_a_country_is_found_where_it_is_english():
    CountryFactory(code="CN", name="China")

    assert faults("<p>China</p>", "ru", Data()) == [("China", "China")]


def test_words_in_cyrillic_letters_are_found_in_uzbek(db):
    assert faults("<p>Holati: подписано</p>", "uz", Data()) == [("подписано", "Holati: подписано")]
