"""What a form may be sent, and the register cannot hold."""

import pytest
from django.http import QueryDict

from agreements.admin.storable import is_key_of, is_storable, readable
from agreements.models import Country, Institution


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


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (Institution, "7", True),
        (Institution, "1" + 30 * "0", False),
        (Institution, "7\0", False),
        (Institution, "seven", False),
        (Country, "UZ", True),
        (Country, "UZ\0", False),
        (Country, "Uzbekistan", False),
    ],
    ids=["number", "beyond", "number with NUL", "word", "code", "code with NUL", "too long"],
)
def test_key_is_what_its_column_can_hold(model, text, expected):
    assert is_key_of(model, text) is expected
