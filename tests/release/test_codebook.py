"""The codebook takes tables of any kind."""

import re
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from agreements.language_paths import OWN_NAMES
from agreements.models import Link
from agreements.nouns.column import Column, Kind
from agreements.release.codebook import HEADINGS, codebook
from agreements.views.data_page import described_tables

# A label with its sentence, which begins with the label once more.
TWICE = re.compile(r"([^.。]+)[.。] ?\1(?![^\W㐀-鿿])", re.IGNORECASE)
# What only a form has: a place below, and a box to tick or to fill in.
OF_FORMS = re.compile(
    r"\b(below|(?:un)?tick|entered|say what|change it|empty for the last|is read as well)\b"
    r"|\b(ниже|напишите|снимите|вводится|отметки нет|quyida|yozing|kiritiladi|belgi)\b"
    r"|下方|留空|勾选|填写|写明",
    re.IGNORECASE,
)


def test_tables_columns_and_codes_have_a_row_each():
    columns = [
        Column(name="id", means="Its number.", is_required=True),
        Column(name="count", means="How many.", kind=Kind.WHOLE_NUMBER, term="https://x.example/n"),
        Column(name="kind", means="What it does.", choices=tuple(Link.Kind.choices)),
    ]

    rows = list(codebook([SimpleNamespace(name="links", means="Links.", columns=columns)]))

    assert len(HEADINGS) == len(rows[0])
    assert rows == [
        ("links", "", "", "table", "Links.", ""),
        ("links", "id", "", "string", "Its number.", ""),
        ("links", "count", "", "integer", "How many.", "https://x.example/n"),
        ("links", "kind", "", "string", "What it does.", ""),
        ("links", "kind", "implements", "code", "Implements", ""),
        ("links", "kind", "renews", "code", "Renews", ""),
        ("links", "kind", "amends", "code", "Amends", ""),
        ("links", "kind", "replaces", "code", "Replaces", ""),
    ]


@pytest.mark.parametrize("language", OWN_NAMES)
def test_columns_are_explained_without_repeating_their_label(language):
    with override(language):
        told = {row[4] for row in codebook(described_tables()) if row[3] != "code"}

    assert [words for words in told if TWICE.match(words)] == []
    assert [words for words in told if OF_FORMS.search(words)] == []
