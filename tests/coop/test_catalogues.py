"""Every message is said in every language, whole, and with the values that belong into it."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import to_locale

from agreements.language_paths import OTHERS

OWN, BORROWED = (Path(path) for path in settings.LOCALE_PATHS)
LANGUAGES = [to_locale(code) for code in OTHERS]
FILES = sorted([*OWN.glob("*/LC_MESSAGES/*.po"), *BORROWED.glob("*/LC_MESSAGES/*.po")])
IDS = ["/".join((path.parts[-4], path.parts[-3], path.stem)) for path in FILES]
# What is put into a message, and its tags.
PARTS = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}|</?[a-z][^>]*>")
# What tells nobody anything about the messages, and changes with each refreshing.
PERSONAL = {"Last-Translator", "Language-Team", "POT-Creation-Date", "PO-Revision-Date"}
# A day, which ends in a full stop of its own in Russian, at the end of a sentence.
DAY_AT_END = re.compile(r"%\((day|last_day|first_day|date)\)s\.")

each_file = pytest.mark.parametrize("path", FILES, ids=IDS)


def translations(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def parts(text):
    return sorted(PARTS.findall(text))


def known(catalogue):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


def test_there_is_a_catalogue_for_each_language():
    assert {path.parts[-3] for path in OWN.glob("*/LC_MESSAGES/django.po")} == {*LANGUAGES}


def test_catalogues_have_the_messages_of_code_and_templates(tmp_path, monkeypatch):
    monkeypatch.chdir(settings.BASE_DIR)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(tmp_path)])
    options = {"no_wrap": True, "no_location": True, "verbosity": 0}
    ignored = [".venv", "coop/locale", "coop/borrowed", "tests", "releases", "staticfiles"]

    call_command("makemessages", locale=["ru"], ignore_patterns=ignored, **options)

    said = known(polib.pofile(str(tmp_path / "ru" / "LC_MESSAGES" / "django.po")))
    for language in LANGUAGES:
        assert known(polib.pofile(str(OWN / language / "LC_MESSAGES" / "django.po"))) == said


@each_file
def test_every_message_is_translated(path):
    catalogue = polib.pofile(str(path))

    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@each_file
def test_every_translation_keeps_what_is_put_into_it(path):
    wrong = [
        (entry.msgid, text)
        for entry in polib.pofile(str(path))
        for text in translations(entry)
        # The number may be left out of the form for one.
        if parts(text) not in (parts(entry.msgid), parts(entry.msgid_plural or entry.msgid))
    ]

    assert wrong == []


@each_file
def test_compiled_catalogue_says_what_the_catalogue_says(path):
    written, compiled = polib.pofile(str(path)), polib.mofile(str(path.with_suffix(".mo")))

    def said(catalogue):
        return {
            (entry.msgctxt, entry.msgid): [text for text in translations(entry) if text]
            for entry in catalogue
        }

    assert said(compiled) == said(written)


@each_file
def test_no_catalogue_names_people_or_moments(path):
    assert PERSONAL & {*polib.pofile(str(path)).metadata} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_glued_to_another(language):
    catalogue = polib.pofile(str(OWN / language / "LC_MESSAGES" / "django.po"))
    texts = [text for entry in catalogue for text in (entry.msgid, *translations(entry))]

    assert [text for text in texts if text.strip(" ,;，；、\n") != text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ends_in_a_day(language):
    catalogue = polib.pofile(str(OWN / language / "LC_MESSAGES" / "django.po"))
    texts = [text for entry in catalogue for text in (entry.msgid, *translations(entry))]

    assert [text for text in texts if DAY_AT_END.search(text)] == []
