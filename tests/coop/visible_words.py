"""What a page says in a language, and which English words of the program stand in it."""

import re
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import to_locale

from agreements.models import Country, Name
from agreements.spoken import CYRILLIC_LANGUAGES

TOLD = ("aria-label", "title", "alt", "placeholder")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What programs read, and names that are the same in every language.
UNSEEN = {"code", "kbd", "pre", "samp", "script", "style"}
# A line of a long name in a drawing; the whole name is told beside it.
LINE_OF_NAME = "flow-name"
SPOKEN = "span of words in other letters"
# They set a word of a text apart, and do not part the text.
WITHIN = {"b", "mark", "wbr"}
WORD = re.compile(r"(?<![\w'’ʻʼ])[A-Za-z][A-Za-z'’ʻʼ]+(?![\w'’ʻʼ])")
RUN = re.compile(r"[A-Za-z][A-Za-z'’-]+(?: [A-Za-z][A-Za-z'’-]+)+")
CYRILLIC = re.compile(r"[А-Яа-яЁё]{2,}")
LETTERS = re.compile(f"{WORD.pattern}|{CYRILLIC.pattern}")
PUT_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>|&\w+;|\bhttps?:\S+")
# The start of a long text after its label, cut off.
CUT = re.compile(r"(?<=: |.：)\S.*(?:…|\.\.\.)$")
# Where a value of it may begin.
PARTED = re.compile("^|, |、")
# What is called so in every language, besides abbreviations.
NAMES = {"Python", "Wikidata"}
# Addresses, names of files, numbers of records, and the code that stands before one.
SIGNED = re.compile(r"\S*(?:[/@_?=]|\.[a-z])\S*|(?:renews )?\b[A-Z]{2}-\d+\b")


class Told(HTMLParser):
    """The texts of a page that are in its own language, `texts`, those of attributes among them."""

    def __init__(self, page, language):
        super().__init__()
        self.language, self.open, self.texts, self.text = language, [], [], ""
        self.feed(page)
        self.flush()

    @property
    def is_foreign(self):
        return any(of_others for _tag, of_others in self.open)

    def flush(self):
        text, self.text = " ".join(self.text.split()), ""
        if text:
            self.texts.append(text)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if [*told] == ["lang"] and tag == "span":
            # Words in other letters, amid a text that is one value.
            self.open.append((SPOKEN, False))
            return
        if tag not in WITHIN:
            self.flush()
        language = told.get("lang", self.language)
        is_seen = tag not in UNSEEN and told.get("class") != LINE_OF_NAME
        of_others = not is_seen or language != self.language
        if not of_others and not self.is_foreign:
            self.texts += [" ".join(told[name].split()) for name in TOLD if told.get(name)]
            if tag == "input" and told.get("type") in ("submit", "button", "reset"):
                self.texts.append(told.get("value", ""))
        if tag not in VOID:
            self.open.append((tag, of_others))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag == "span" and self.open[-1:] == [(SPOKEN, False)]:
            self.open.pop()
            return
        if tag not in WITHIN:
            self.flush()
        while self.open and tag in (name for name, _of_others in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if not self.is_foreign:
            self.text += data


def vocabulary(texts):
    """Return the words in Latin letters of some messages, without what is put into them."""
    return {word.lower() for text in texts for word in WORD.findall(PUT_IN.sub(" ", text))}


class Language:
    """What the catalogues say in a language: `untranslated` messages and `english` words."""

    def __init__(self, code):
        self.code = code
        entries = [entry for path in files(to_locale(code)) for entry in polib.pofile(str(path))]
        self.said = {text for entry in entries for text in forms(entry) if text}
        self.asked = {text for entry in entries for text in (entry.msgid, entry.msgid_plural)}

    @cached_property
    def english(self):
        return vocabulary(self.asked) - vocabulary(self.said)

    @cached_property
    def untranslated(self):
        return {text for text in self.asked - self.said if WORD.search(text)}


@cache
def language(code):
    return Language(code)


def files(folder):
    """Return the paths of all catalogues in a language, Django's own among them."""
    places = [*map(Path, settings.LOCALE_PATHS)]
    places += [Path(config.path) / "locale" for config in apps.get_app_configs()]
    places.append(Path(django.__file__).parent / "conf" / "locale")
    found = (place / folder / "LC_MESSAGES" / "django.po" for place in places)
    return [path for path in found if path.exists()]


def forms(entry):
    """Return what a message is translated by."""
    return [*entry.msgstr_plural.values()] or [entry.msgstr]


class Data:
    """All texts that the database holds, but names of countries: each language has its own."""

    def __init__(self, *typed):
        """Take what somebody has typed as data as well."""
        values = {text for model in apps.get_models() for text in texts_of(model)} | {*typed}
        spaced = {" ".join(value.split()) for value in values}
        self.words = {value for value in spaced if WORD.fullmatch(value)}
        self.values = sorted({value for value in spaced if LETTERS.search(value)} - self.words)
        self.values.sort(key=len, reverse=True)
        self.left = {}
        other_names = Name.objects.filter(country__isnull=False).exclude(language="en")
        self.countries = {*Country.objects.values_list("name", flat=True)}
        self.countries -= {*other_names.values_list("text", flat=True), *typed}

    def without(self, text):
        """Return a text without what the database says in it."""
        if text not in self.left:
            self.left[text] = self.stripped(text) if LETTERS.search(text) else ""
        return self.left[text]

    def stripped(self, text):
        text = self.without_start(text)
        for value in self.values:
            if value in text:
                text = text.replace(value, " ")
        return WORD.sub(lambda word: "" if word[0] in self.words else word[0], text)

    def without_start(self, text):
        """Return a text that is cut off in the middle of a value without what stands of that."""
        cut = CUT.search(text)
        for parted in PARTED.finditer(cut[0]) if cut else ():
            start = cut[0][parted.end() :].rstrip(".…")
            if any(value.startswith(start) for value in self.values):
                return text.replace(start, " ")
        return text


def texts_of(model):
    """Return all values of a model that somebody has written."""
    written = [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    if model is Country or not written:
        return set()
    told = model._default_manager.all()
    if model is Name:
        told = told.filter(country=None)
    return {value for row in told.values_list(*written) for value in row if value}


def faults(page, code, data):
    """Return the texts of a page that say something in English, as (what, text).

    So is what a language that has none says in Cyrillic letters.
    """
    spoken = language(code)
    never = spoken.untranslated | data.countries
    found = []
    for text in dict.fromkeys(Told(page, code).texts):
        without = data.without(text)
        left = SIGNED.sub(" ", without)
        english = [
            word
            for word in WORD.findall(left)
            if word.lower() in spoken.english and not word.isupper() and word not in NAMES
        ]
        if text not in data.words and text in never:
            found.append((text, text))
        elif english:
            found.append((" ".join(english), text))
        elif code != "uz" and RUN.search(left):
            found.append((RUN.search(left)[0], text))
        elif code not in CYRILLIC_LANGUAGES and (word := CYRILLIC.search(without)):
            found.append((word[0], text))
    return found
