"""A language is added by a line of the settings, a catalogue and a file of its habits."""

import json
import os
import re

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.coop.starts import run
from tests.coop.visible_words import files

pytestmark = pytest.mark.django_db

CODE, FOLDER = "uz-cyrl", "uz_Cyrl"
PAGES = [f"/{CODE}{path}" for path in ("/", "/agreements/", "/agreements/AG-0001/", "/atlantis/")]
COUNTRIES = f"/{CODE}/countries/"
SEARCH = f"/{CODE}/search/?q=имзоланган"
ADDRESSES = [*PAGES, COUNTRIES, SEARCH, "/", "/uz/", "/agreements.csv?lang=uz-cyrl"]


@pytest.fixture(scope="module")
def told(django_db_setup, tmp_path_factory):
    """What a register that speaks Uzbek in Cyrillic letters, too, answers at each address.

    It is another process: a register speaks the languages with which it was started.
    """
    folder = tmp_path_factory.mktemp("fifth")
    translate(folder / FOLDER / "LC_MESSAGES" / "django.po")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.coop.fifth_language.settings",
        "FIFTH_CATALOGUES": str(folder),
        "FIFTH_DATABASE": connection.settings_dict["NAME"],
    }
    found = run("-m", "tests.coop.fifth_language.asked", *ADDRESSES, **environment)
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def translate(catalogue):
    """Write a catalogue of all Uzbek messages in Cyrillic letters, and compile it."""
    catalogue.parent.mkdir(parents=True)
    with catalogue.open("w") as file:
        call_command("transliterate_catalogue", *files("uz"), stdout=file)
    polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


def test_pages_are_there(told):
    found = {address: (*told[address][:2],) for address in [*PAGES, COUNTRIES]}

    assert found == {
        address: (404 if "atlantis" in address else 200, CODE) for address in [*PAGES, COUNTRIES]
    }


def test_pages_lead_to_one_language_more(told):
    _status, _language, page = told["/"]
    alternates = re.findall(r'<link rel="alternate" hreflang="([\w-]+)"', page)

    assert f'<html lang="{CODE}"' in told[f"/{CODE}/"][2]
    assert {*alternates} == {code for code, _name in settings.LANGUAGES} | {CODE, "x-default"}
    assert f'href="/{CODE}/"' in page


def test_words_and_days_are_of_the_language(told):
    page = told[f"/{CODE}/agreements/AG-0001/"][2]

    assert "Келишув" in page
    assert re.search(r"20\d\d-йил \d+-[а-я]+", page)


def test_choice_is_found_by_its_label(told):
    assert "Имзоланган" in told[SEARCH][2]


def test_other_languages_stay(told):
    assert "Oʻzbekcha" in told["/uz/"][2]
    assert "Kelishuvlar" in told["/uz/"][2]
    assert "Келишувлар" not in told["/uz/"][2]
