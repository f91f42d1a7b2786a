"""Initials are found in a text, and told from those of a person, which stand beside a surname."""

import pytest

from agreements.search.fold import fold
from agreements.search.initials import initials_in, persons_initials_in
from agreements.search.query import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Z.T.E.", ["ZTE"]),
        ("L.N.Gumilyov", ["LN"]),
        ("L. N. Gumilyov", ["LN"]),
        ("Z.T.E. L.N.", ["ZTE", "LN"]),
        ("(U.S.)", ["US"]),
        ("L. Gumilyov", []),
        ("example.org", []),
        ("13.06.2025", []),
        ("end. A new one", []),
    ],
)
def test_initials_are_found_in_a_text(text, expected):
    assert ["".join(letters) for _start, _end, letters in initials_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O. Mahkamov", ["O"]),
        ("O.Mahkamov", ["O"]),
        ("Mahkamov O.", ["O"]),
        ("Mahkamov, O.", ["O"]),
        ("Mahkamov O", ["O"]),
        ("O Mahkamov", ["O"]),
        ("o. mahkamov", ["o"]),
        ("mahkamov o.", ["o"]),
        ("МАХКАМОВ О.", ["О"]),
        ("О. Махкамов", ["О"]),
        ("Махкамов О.А.", ["О А"]),
        ("Махкамов О. А.", ["О А"]),
        ("Махкамов О.А", ["О А"]),
        ("О.А. Махкамов", ["О А"]),
        ("О. А. Махкамов", ["О А"]),
        ("L N Gumilyov", ["L N"]),
        ("Л Н Гумилев", ["Л Н"]),
        ("Sh. Mirziyoyev", ["Sh"]),
        ("Mirziyoyev Sh.M.", ["Sh M"]),
        ("Z. Sh. Karimov", ["Z Sh"]),
        ("Oʻ. Karimov", ["Oʻ"]),
        ("им. А. Навои", ["А"]),
        ("и М. Куватов", ["М"]),
        ("М. Куватов и О. Махкамов", ["М", "О"]),
        ("Kuvatov M., Mahkamov O.", ["M", "O"]),
        ("(Kuvatov M.)", ["M"]),
        ("V Wagner", ["V"]),
    ],
)
def test_initials_of_a_person_stand_beside_a_surname(text, expected):
    assert [" ".join(letters) for _start, _end, letters in persons_initials_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        *("Z.T.E.", "Z.T.E. Tashkent", "Tashkent Z.T.E.", "Z. T. E. Tashkent", "Tashkent Z. T. E."),
        *("Z T E Tashkent", "Tashkent Z T E", "U.S. plant", "U.S. Embassy", "US Embassy", "U.S."),
        *("AT&T", "R&D Center", "R & D Center", "C++ A/B", "G-20", "A University", "E Commerce"),
        *(
            "x.com",
            "t.me",
            "e commerce",
            "В Ташкенте",
            "в Ташкенте",
            "O. 5",
            "L. 重庆",
            "o mahkamov",
        ),
        *("LN Gumilyov", "end. A", "Группа 5 В", ""),
        *("Luban Workshop II", "Luban Workshop V", "Tashkent IT", "Tashkent AB"),
    ],
)
def test_other_letters_are_nobodys_initials(text):
    assert list(persons_initials_in(text)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("O. Mahkamov", ["o. mahkamov", "mahkamov o."]),
        ("Махкамов О.", ["mahkamov o.", "o. mahkamov"]),
        (
            "О.А. Махкамов",
            ["o. a. mahkamov", "mahkamov o. a.", "o. mahkamov", "mahkamov o."],
        ),
        (
            "Rector of Mahkamov O. Tashkent",
            [
                "rector mahkamov o. tashkent",
                "o. rector mahkamov tashkent",
                "rector mahkamov tashkent o.",
            ],
        ),
        ("M. Kuvatov, O. Mahkamov", []),
        ("Otabek Mahkamov", []),
    ],
)
def test_initials_are_beginnings_of_words_before_a_surname_or_behind_it(query, expected):
    ways = [" ".join(way) for way in parse(query).initialled]

    assert ways == [way.replace("rector", fold("rector")) for way in expected]
