"""What a query reads in another way than its reader may think is said."""

import pytest

from agreements.search.query import parse


@pytest.mark.parametrize(
    ("query", "words", "notes"),
    [
        (
            "Tashkent -transport",
            ["tashkent", "transport"],
            ["A minus leaves nothing out here: “-transport” is looked for as a word."],
        ),
        (
            "+forest",
            ["forest"],
            ["A plus is not needed before “+forest”: all words must be found."],
        ),
        (
            "forest OR energy",
            ["forest", "energi"],
            ["“OR” has no meaning of its own here: all words must be found."],
        ),
        (
            "colleg*",
            ["koleg"],
            ["An asterisk is not needed in “colleg*”: words are found by their beginning."],
        ),
        (
            "title:energy",
            ["energi"],
            ["“title:” has no meaning of its own here: all names are looked through."],
        ),
        (
            "status: signed",
            ["signed"],
            ["“status:” has no meaning of its own here: all names are looked through."],
        ),
        (
            "site:https://example.org/2025",
            ["@example @org @2025"],
            ["“site:” has no meaning of its own here: all names are looked through."],
        ),
        (
            "Luban | ZTE",
            ["luban", "zte"],
            ["“|” has no meaning of its own here: all words must be found."],
        ),
        (
            "Luban||ZTE",
            ["luban", "zte"],
            ["“||” has no meaning of its own here: all words must be found."],
        ),
        (
            "LUBAN && ZTE",
            ["luban", "zte"],
            ["“&&” has no meaning of its own here: all words must be found."],
        ),
        (
            "Luban^2 workshop",
            ["luban", "workshop"],
            ["“^2” has no meaning of its own here: all words must be found."],
        ),
        (
            "Luban~1",
            ["luban"],
            ["“~1” has no meaning of its own here: all words must be found."],
        ),
        *(
            (
                text,
                ["tash", "ent"],
                [
                    "No sign stands for other letters here: "
                    f"“{text}” is looked for as several words."
                ],
            )
            for text in ("Tash?ent", "Tash*ent")
        ),
        (
            "forestry 2025",
            ["forestri", "2025"],
            ["“2025” is looked for among days and in names."],
        ),
        (
            "13.06.2025",
            ["13 06 2025"],
            ["“13.06.2025” is looked for among days, as 13 June 2025, and in names."],
        ),
        (
            "since 2024",
            ["since 2024"],
            ["“since 2024” is looked for among days from 1 January 2024 on, and in names."],
        ),
        (
            "до 2015 года",
            ["do 2015 goda"],
            ["“до 2015 года” is looked for among days up to 31 December 2015, and in names."],
        ),
        ("COOPERATION AND TRAINING", ["kooperation", "training"], []),
        ("China - Uzbekistan", ["china", "uzbekistan"], []),
        ("China-Uzbekistan", ["china", "uzbekistan"], []),
        ("Round table: energy", ["round", "table", "energi"], []),
        ("C++", ["k"], []),
        ("R&D", ["r", "d"], []),
        ("China & Uzbekistan", ["china", "uzbekistan"], []),
        ("Where?", ["where"], []),
        ("https://example.org/a?b", ["@example @org @a @b"], []),
        ("-5", ["5"], []),
        ("https://example.org/-a", ["@example @org @a"], []),
    ],
)
def test_what_is_read_in_another_way_is_told(query, words, notes):
    read = parse(query)

    assert [term.text for term in read.terms] == words
    assert [str(note) for note in read.notes] == notes
