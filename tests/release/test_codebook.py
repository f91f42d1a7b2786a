"""The codebook takes tables of any kind."""

from types import SimpleNamespace

from agreements.models import Link
from agreements.nouns.column import Column, Kind
from agreements.release.codebook import HEADINGS, codebook


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
