"""Every noun and every choice has its words in four languages."""

import re

import pytest
from django.db.models.enums import ChoicesType
from django.utils.translation import override

from agreements.language_paths import OTHERS
from agreements.models import Agreement, Event, Institution, Party, Project
from agreements.models.grades import Grade
from agreements.nouns import NOUNS
from agreements.nouns.callings import CHOICE_WORDS, LANGUAGES, NOUN_WORDS, choice_words, noun_words
from agreements.nouns.dated import DatedFacet
from agreements.nouns.facets import ChoiceFacet, YesNoFacet
from agreements.search.fold import fold

CHOICES = {
    ("agreement", "kind"): Agreement.Kind,
    ("agreement", "status"): Agreement.Status,
    ("agreement", "evidence"): Grade,
    ("agreement", "role"): Party.Role,
    ("institution", "kind"): Institution.Kind,
    ("event", "kind"): Event.Kind,
    ("project", "kind"): Project.Kind,
    ("project", "status"): Project.Status,
}
# Of kinds, pages say more than anybody looks for: “Agreement on a workshop”.
EXACT = (
    ("agreement", "status"),
    ("agreement", "evidence"),
    ("agreement", "role"),
    ("event", "kind"),
    ("project", "status"),
)
SCRIPTS = {
    "en": "[A-Za-z ,-]+",
    "zh-Hans": "[\u4e00-\u9fff, ]+",
    "ru": "[А-Яа-яё ,-]+",
    "uz-Latn": "[a-zʻʼ ,-]+",
}


def test_every_noun_has_words():
    assert noun_words().keys() == NOUNS.keys()


@pytest.mark.parametrize(("place", "choices"), CHOICES.items(), ids=map("-".join, CHOICES))
def test_every_choice_has_words_and_its_label_is_one(place: tuple, choices: ChoicesType):
    assert set(CHOICE_WORDS[place]) == set(choices.values)
    for key, label in choices.choices:
        assert str(label).lower() in [word.lower() for word in choice_words()[*place, key]]


def test_every_filter_by_choices_has_words_unless_it_says_yes_or_no():
    filters = {
        (noun.name, facet.parameter)
        for noun in NOUNS.values()
        for facet in noun.facets
        if isinstance(facet, ChoiceFacet) and not isinstance(facet, DatedFacet | YesNoFacet)
    }

    assert filters <= CHOICE_WORDS.keys()


def rows():
    yield from NOUN_WORDS.values()
    for choices in CHOICE_WORDS.values():
        yield from choices.values()


def test_words_stand_in_the_script_of_their_language():
    wrong = [
        words
        for row in rows()
        for language, words in zip(LANGUAGES, row, strict=True)
        if not re.fullmatch(SCRIPTS[language], words)
    ]

    assert wrong == []


def test_every_word_can_be_looked_for_and_stands_once():
    for words in (*choice_words().values(), *noun_words().values()):
        assert all(fold(word) for word in words)
        assert len(set(words)) == len(words)


def test_memorandum_is_known_in_each_language():
    words = choice_words()["agreement", "kind", "memorandum"]

    assert {"memorandum", "备忘录", "меморандум"} <= set(words)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("noun", "parameter"), EXACT, ids=map("-".join, EXACT))
def test_pages_call_choices_by_words_that_searches_know(noun, parameter, language):
    known = {
        key: [fold(word) for word in words]
        for (*of, key), words in choice_words().items()
        if of == [noun, parameter]
    }

    with override(language):
        called = {key: fold(str(CHOICES[noun, parameter](key).label)) for key in known}

    assert {key: label for key, label in called.items() if label not in known[key]} == {}
