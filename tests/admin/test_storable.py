"""What a form may be sent, and the register cannot hold."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from agreements.admin.storable import is_key_of, is_storable, readable, validate_text
from agreements.models import Institution, Party


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆, Ташкент, Oʻsh", True),
        ("", True),
        ("\ud7ff\ue000", True),
        ("a\0", False),
        ("\ud800", False),
        ("a\udfff", False),
    ],
    ids=["any script", "empty", "beside half characters", "NUL", "first half", "last half"],
)
def test_text_that_databases_hold_is_storable(text, expected):
    assert is_storable(text) is expected


def test_half_a_character_becomes_the_mark_of_what_cannot_be_read():
    sent = QueryDict(mutable=True)
    sent.setlist("title", ["a\udc80b", "whole"])

    copy = readable(sent)

    assert copy.getlist("title") == ["a\N{REPLACEMENT CHARACTER}b", "whole"]
    assert sent.getlist("title") == ["a\udc80b", "whole"]


def test_mark_of_what_cannot_be_read_is_refused():
    with pytest.raises(ValidationError) as refused:
        validate_text("a\N{REPLACEMENT CHARACTER}b")

    assert refused.value.messages == ["This text holds a character that could not be read."]
    assert validate_text("whole") is None


UNREADABLE = "This text holds a character that could not be read."
FORMULA = "A text cannot begin with = + - or @: a spreadsheet would take it for a formula."
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
        ("\u3164\u2800 \u202e", UNSEEN),
    ],
)
def test_text_that_would_do_harm_is_refused_with_its_sentence(text, sentence):
    with pytest.raises(ValidationError) as refused:
        validate_text(text)

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("text", ["重庆", "Oʻsh – a, b", "1 = 1", "two\r\n\tlines", "№ 5", "🏫"])
def test_text_of_any_script_is_taken(text):
    assert validate_text(text) is None


@pytest.mark.parametrize(
    ("relation", "text", "expected"),
    [
        (Party.institution.field, "7", True),
        (Party.institution.field, "1" + 30 * "0", False),
        (Party.institution.field, "7\0", False),
        (Party.institution.field, "seven", False),
        (Institution.country.field, "UZ", True),
        (Institution.country.field, "UZ\0", False),
        (Institution.country.field, "Uzbekistan", False),
    ],
    ids=["number", "beyond", "number with NUL", "word", "code", "code with NUL", "too long"],
)
def test_key_is_what_its_column_can_hold(relation, text, expected):
    assert is_key_of(relation, text) is expected
