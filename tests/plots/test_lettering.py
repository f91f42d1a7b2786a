"""How wide labels are set, and where they are broken."""

import pytest

from agreements.plots.lettering import breadth, parts_of_word, shortened, wrapped


@pytest.mark.parametrize(
    ("text", "letters"),
    [("", 0), ("Osh", 3), ("Ташкент", 8.05), ("重庆", 4), ("ＢＹＤ", 6), ("重庆 BYD", 8)],
)
def test_chinese_is_set_twice_as_wide_and_cyrillic_somewhat_wider(text, letters):
    assert breadth(text) == pytest.approx(letters)


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("Tashkent", 8, "Tashkent"),
        ("Tashkent", 7, "Tashke…"),
        ("Osh city", 5, "Osh…"),
        ("重庆工程", 7, "重庆工…"),
        ("重庆工程", 6, "重庆…"),
    ],
    ids=["fits", "one too long", "ends before a space", "Chinese", "half a character left"],
)
def test_text_is_cut_where_it_is_too_wide(text, letters, expected):
    assert shortened(text, letters) == expected


def test_line_is_broken_between_words():
    assert wrapped("Tashkent State Transport University") == [
        "Tashkent State Transport",
        "University",
    ]


def test_word_that_is_wider_than_a_line_is_parted():
    assert parts_of_word("重" * 13) == ["重" * 12, "重"]
    assert wrapped("a " + "b" * 30) == ["a", "b" * 24, "b" * 6]


def test_wide_word_is_parted_after_a_late_hyphen():
    assert parts_of_word("профессионально-технический") == ["профессионально-", "технический"]
    assert parts_of_word("中-" + "重" * 12) == ["中-" + "重" * 10, "重重"]


def test_no_part_begins_with_a_closing_mark():
    assert parts_of_word("重" * 12 + "）：重") == ["重" * 11, "重）：重"]


def test_last_line_says_that_more_would_follow():
    words = [letter * 20 for letter in "abcde"]

    assert wrapped(" ".join(words)) == [*words[:3], "d" * 20 + " ee…"]
    assert wrapped(" ".join(words[:4])) == words[:4]


def test_empty_label_is_one_empty_line():
    assert wrapped("") == [""]
