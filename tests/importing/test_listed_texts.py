"""Several things in one cell."""

import pytest
from django.core.exceptions import ValidationError

from agreements.importing.listed_texts import WrittenParty, parts, written_parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; b ;; c", ["a", "b", "c"]),
        ('"a; b"; c', ["a; b", "c"]),
        ('"the ""A"" college"; b', ['the "A" college', "b"]),
        ('a 5" pipe; b', ['a 5" pipe', "b"]),
        ("", []),
    ],
)
def test_parts_are_parted_outside_quotation_marks(text, expected):
    assert parts(text) == expected


def test_parties_have_up_to_five_parts():
    found = written_parties('"A; B College" | host | college | Tianjin | CN; C')

    first = WrittenParty("A; B College", "host", "college", "Tianjin", "CN")
    assert found == [first, WrittenParty("C")]


@pytest.mark.parametrize("text", ['"A | host', "A|b|c|d|e|f", "| host", '"A" | "host'])
def test_parties_that_cannot_be_read_are_refused(text):
    with pytest.raises(ValidationError):
        written_parties(text)
