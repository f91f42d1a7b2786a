"""The words of names are kept once each, with the stems of all forms that were met."""

import pytest

from agreements.models import SearchWord
from agreements.search import name_words
from tests.factories import InstitutionFactory
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db

STEMS = {"Forests": {"forest"}, "Форестс": {"a", "forest"}, "Oak": {"oa"}}


@pytest.fixture(autouse=True)
def stems(monkeypatch):
    """Have words of these tests bear the stems above, and no others."""
    monkeypatch.setattr(name_words, "stems_of", lambda word: frozenset(STEMS.get(word, ())))
    name_words._kept_words.cache_clear()
    yield
    name_words._kept_words.cache_clear()


def kept():
    fold_everything()
    return dict(SearchWord.objects.values_list("text", "stems"))


def test_words_are_kept_once_and_only_words():
    InstitutionFactory(name="College of Forestry 2025 重庆 IT", country=None)
    InstitutionFactory(name="Forestry college", country=None)

    assert kept() == {"kolege": "", "forestri": ""}


def test_stems_of_all_written_forms_are_kept_sorted():
    InstitutionFactory(name="Forests", country=None)
    before = kept()
    InstitutionFactory(name="Форестс", country=None)

    assert (before, kept()) == ({"forests": "forest"}, {"forests": "a forest"})


def test_short_word_is_kept_for_its_stem():
    InstitutionFactory(name="Oak Ash", country=None)

    assert kept() == {"oak": "oa"}


def test_words_are_forgotten_in_parts(monkeypatch):
    monkeypatch.setattr(name_words, "FORGOTTEN_AT_ONCE", 2)
    name_words.keep({word: set() for word in ("first", "second", "third")})

    assert [name_words.forget_some() for _ in range(3)] == [True, True, False]
    assert SearchWord.objects.count() == 0
