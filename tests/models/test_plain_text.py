"""Which texts the register takes, whoever writes them: a form, a fixture or an import."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from agreements.models import Citation, Name
from agreements.models.plain_text import validate_line, validate_text
from agreements.nouns import NOUNS


def test_mark_of_what_cannot_be_read_is_refused():
    with pytest.raises(ValidationError) as refused:
        validate_text("a\N{REPLACEMENT CHARACTER}b")

    assert refused.value.messages == ["This text holds a character that could not be read."]
    assert validate_text("whole") is None


UNREADABLE = "This text holds a character that could not be read."
FORMULA = "A text cannot begin with = + - or @: a spreadsheet would take it for a formula."
TURNING = "This text holds an invisible mark that turns the order of words around."
UNSEEN = "This text holds nothing that can be seen."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\x07b", UNREADABLE),
        ("a\x9fb", UNREADABLE),
        ("=1+1", FORMULA),
        ("+998", FORMULA),
        ("-1", FORMULA),
        ("@all", FORMULA),
        ("\tcollege", FORMULA),
        ("\rcollege", FORMULA),
        ("\u200b", UNSEEN),
        ("\u3164\u2800 \ufeff", UNSEEN),
        ("\ue000", UNREADABLE),
        ("a\uffffb", UNREADABLE),
        ("a\U00100000", UNREADABLE),
        ("Tashkent \u202ekentshaT", TURNING),
        ("\u2067college", TURNING),
    ],
)
def test_text_that_would_do_harm_is_refused_with_its_sentence(text, sentence):
    with pytest.raises(ValidationError) as refused:
        validate_text(text)

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("text", ["重庆", "Oʻsh – a, b", "1 = 1", "two\r\n\tlines", "№ 5", "🏫"])
def test_text_of_any_script_is_taken(text):
    assert validate_text(text) is None


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb", "a\u2028b"])
def test_name_or_title_is_one_line(text):
    with pytest.raises(ValidationError) as refused:
        validate_line(text)

    sentence = "This text is one line: leave out tabulators and ends of lines."
    assert refused.value.messages == [sentence]
    assert validate_text(text) is None


def test_every_text_of_the_register_is_looked_at():
    kept_otherwise = {"code", "slug", "isced_code", "language", "field", "ref"}

    unguarded = [
        f"{model.__name__}.{field.name}"
        for model in (*(noun.model for noun in NOUNS.values()), Name, Citation)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.URLField)
        and not field.choices
        and field.name not in kept_otherwise
        and not any(rule in (validate_line, validate_text) for rule in field.validators)
    ]

    assert unguarded == []
