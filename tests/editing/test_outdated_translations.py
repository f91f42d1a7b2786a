"""Translations that are older than the summary that they translate."""

import pytest

from agreements.changes.edits import edit
from agreements.editing.integrity import violations
from agreements.editing.outdated_translations import translations_follow_their_summaries
from agreements.models import Institution
from tests.factories import InstitutionFactory, TranslationFactory
from tests.loading import load

pytestmark = pytest.mark.django_db

SENTENCE = (
    "The summary was changed after its translation (Russian). Change the translation; if it still "
    "says the same, remove it and enter it again."
)


def found():
    return [(one.record, str(one.sentence)) for one in translations_follow_their_summaries()]


@pytest.fixture
def translated():
    """An institution whose summary was translated after it was changed once."""
    body = InstitutionFactory(summary="A school.")
    body.summary = "A college."
    body.save()
    TranslationFactory(institution=body, text="Колледж.")
    return body


def summarise(body, summary):
    Institution.objects.filter(pk=body.pk).update(summary=summary)


def test_translation_of_the_summary_as_it_stands_is_left_alone(translated):
    Institution.objects.filter(pk=translated.pk).update(website="https://example.org/")

    assert found() == []


def test_translation_of_a_summary_that_was_changed_after_it_is_found(translated):
    summarise(translated, "A university.")
    Institution.objects.filter(pk=translated.pk).update(website="https://example.org/")

    assert [one[1] for one in found()] == [SENTENCE]
    assert SENTENCE in [str(one.sentence) for one in violations()]


def test_summary_that_is_again_what_it_was_is_translated(translated):
    summarise(translated, "A university.")
    summarise(translated, "A college.")

    assert found() == []


def test_translation_that_was_changed_since_is_left_alone(translated):
    summarise(translated, "A university.")
    translated.translations.update(text="Университет.")

    assert found() == []


def test_translation_that_was_entered_again_is_left_alone(translated):
    summarise(translated, "A university.")
    translated.translations.all().delete()
    TranslationFactory(institution=translated, text="Колледж.")

    assert found() == []


def test_summary_that_was_changed_in_the_same_edit_is_the_one_translated(translated):
    with edit("Anna"):
        translated.translations.update(text="Университет.")
        summarise(translated, "A university.")

    assert found() == []


def test_fixtures_have_no_translation_that_is_older_than_its_summary():
    load("countries", "article", "corroboration", "wider")

    assert found() == []
