"""Summaries in other languages: one a language, read along with the record."""

import pytest
from django.utils.translation import override

from agreements.models import Agreement, Institution, Translation
from agreements.models.translation import SUMMARISED, read_translations_along
from agreements.nouns import NOUNS
from tests.factories import AgreementFactory, InstitutionFactory, TranslationFactory
from tests.models.rules import KEPT, outcome, refused

pytestmark = pytest.mark.django_db

SUMMARY = "It trains welders."


def test_translation_once_per_institution():
    there = TranslationFactory()
    other = TranslationFactory.build(institution=there.institution, text="Другой")

    results = [outcome(other, language="uz-Latn"), outcome(other, language="ru")]

    taken = refused("The summary is translated into this language already.")
    assert results == [KEPT, taken]


def test_translation_not_empty():
    translation = TranslationFactory()

    results = [outcome(translation, text="Колледж."), outcome(translation, text="")]

    assert results == [KEPT, refused("A translation cannot be empty.")]


def test_translation_of_one_record():
    translation = TranslationFactory()
    agreement = AgreementFactory()

    results = [
        outcome(translation, institution=None, agreement=agreement),
        outcome(translation, institution=None, agreement=None),
    ]

    assert results == [KEPT, refused("Say which one record this is about.")]


def test_nouns_with_a_summary_are_those_that_can_be_translated():
    found = {name for name, noun in NOUNS.items() if hasattr(noun.model, "summary")}

    assert found == {*SUMMARISED}


@pytest.mark.parametrize(
    ("language", "texts", "expected", "lang"),
    [
        ("ru", {"ru": "Учит."}, "Учит.", ""),
        ("ru", {"uz-Latn": "Oʻqitadi."}, SUMMARY, "en"),
        ("uz", {"uz-Cyrl": "Ўқитади.", "uz-Latn": "Oʻqitadi."}, "Oʻqitadi.", ""),
        ("uz", {"uz-Cyrl": "Ўқитади."}, "Ўқитади.", "uz-Cyrl"),
        ("zh-hans", {"zh-Hans": "培训。"}, "培训。", ""),
        ("en", {"ru": "Учит."}, SUMMARY, ""),
    ],
)
def test_summary_is_shown_in_the_language_of_the_page(
    django_assert_num_queries, language, texts, expected, lang
):
    institution = InstitutionFactory(summary=SUMMARY)
    for tag, text in texts.items():
        TranslationFactory(institution=institution, language=tag, text=text)

    with override(language), django_assert_num_queries(1):
        shown = read_translations_along(Institution.objects.all()).get().shown_summary

        assert (shown, shown.lang, shown.is_translated) == (expected, lang, expected != SUMMARY)


def test_translation_of_one_record_is_not_shown_on_another():
    TranslationFactory(institution=None, agreement=AgreementFactory(), text="Договор.")
    AgreementFactory(summary=SUMMARY)

    with override("ru"):
        shown = [one.shown_summary for one in read_translations_along(Agreement.objects.all())]

    assert sorted(shown) == [SUMMARY, "Договор."]


def test_translations_go_with_their_record():
    TranslationFactory().institution.delete()

    assert Translation.objects.count() == 0
