"""Translations of a summary are entered below it, one for each language."""

import pytest

from agreements.changes.undo import undo
from agreements.editing.uncited import values_are_cited
from agreements.models import Edit, Translation
from tests.admin.forms import change, filled_in, problems
from tests.editing.merges import merged
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    NameFactory,
    TranslationFactory,
)

pytestmark = pytest.mark.django_db


def entered(client, record, *rows):
    """Send the form of a record with more translations, each (language, text)."""
    data = filled_in(client.get(change(record)))
    first = int(data["translations-TOTAL_FORMS"])
    data["translations-TOTAL_FORMS"] = first + len(rows)
    for number, (language, text) in enumerate(rows, first):
        row = f"translations-{number}"
        data |= {f"{row}-language": language, f"{row}-text": text}
        data[f"{row}-{record._meta.model_name}"] = record.pk
    return client.post(change(record), data)


def translations(record):
    return list(record.translations.values_list("language", "text"))


def test_translations_are_saved_and_undone(admin_client):
    agreement = AgreementFactory(summary="A college.")

    entered(admin_client, agreement, ("ru", "Колледж."), ("uz-Latn", "Kollej."))
    saved = translations(agreement)
    undo(Edit.objects.latest("pk"), "admin", "Wrong.")

    assert saved == [("ru", "Колледж."), ("uz-Latn", "Kollej.")]
    assert translations(agreement) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("ru", "Колледж."), ("ru", "Ещё.")], "The summary is translated into this language"),
        ([("russisch", "Колледж.")], "A language is written as BCP 47 has it"),
        ([("ru", "=1+1")], "A text cannot begin with = + - or @"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(admin_client, rows, sentence):
    agreement = AgreementFactory(summary="A college.")

    response = entered(admin_client, agreement, *rows)

    assert sentence in problems(response)
    assert Translation.objects.count() == 0


def test_one_translation_a_language_is_left_where_two_records_are_one():
    lost, kept = InstitutionFactory(), InstitutionFactory()
    for body, text in ((lost, "Первый."), (kept, "Второй.")):
        TranslationFactory(institution=body, text=text)
    TranslationFactory(institution=lost, language="uz-Latn", text="Birinchi.")

    merged(lost, kept)

    assert translations(kept) == [("ru", "Второй."), ("uz-Latn", "Birinchi.")]


@pytest.mark.parametrize(("kind", "expected"), [("official", 1), ("translated", 0)])
def test_only_names_of_sources_have_to_be_cited(kind, expected):
    institution = InstitutionFactory(place=None, kind="")
    for field in ("name", "country", "is_named"):
        CitationFactory(agreement=None, institution=institution, field=field)
    NameFactory(institution=institution, language="ru", kind=kind)

    found = [one for one in values_are_cited() if one.record == institution]

    assert len(found) == expected
