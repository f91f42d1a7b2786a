import pytest
from django.core.exceptions import ValidationError

from tests.factories import AgreementFactory, InstitutionFactory, NameFactory
from tests.models.rules import KEPT, outcome, refused


@pytest.mark.django_db
def test_name_not_empty():
    name = NameFactory()

    results = [outcome(name, text="重庆"), outcome(name, text="")]

    assert results == [KEPT, refused("A name cannot be empty.")]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "zh-Hans", "uz-Latn", "uz-Cyrl", "zh-CN", "kaa"])
def test_language_is_a_tag_of_bcp_47(language):
    name = NameFactory(language=language)

    name.full_clean()

    assert str(name) == name.text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["EN", "zh_Hans", "zh-hans", "english", "en\n", "ру"])
def test_language_of_any_other_form_is_refused(language):
    name = NameFactory.build(language=language, institution=InstitutionFactory())

    with pytest.raises(ValidationError) as raised:
        name.full_clean()

    assert raised.value.message_dict == {
        "language": ["A language is written as BCP 47 has it: zh-Hans, uz-Latn, uz-Cyrl, ru, en."]
    }


@pytest.mark.django_db
def test_names_are_listed_by_language():
    agreement = AgreementFactory()
    russian, english, second_english = (
        NameFactory(institution=None, agreement=agreement, language=language)
        for language in ("ru", "en", "en")
    )

    names = list(agreement.names.all())

    assert names == [english, second_english, russian]
