"""Compounds and letters are known in all the ways to write them."""

import pytest

from agreements.search.compounds import is_prefix, spelt_abroad, spelt_out, taken_apart


@pytest.mark.parametrize("word", ["co", "E", "micro", "агро", "non"])
def test_beginning_of_compounds_is_known(word):
    assert is_prefix(word)


@pytest.mark.parametrize("word", ["China", "Sino", "know", "a", ""])
def test_words_are_no_beginnings(word):
    assert not is_prefix(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("cooperation", [("ko", "operation")]),
        ("Coordination", [("ko", "ordination")]),
        ("elearning", [("e", "learning")]),
        ("microfinance", [("mikro", "finance")]),
        ("агропромышленный", [("agro", "promishleni")]),
        ("BanMo", [("ban", "mo")]),
        ("БаньМо", [("ban", "mo")]),
        ("MoU", []),
        ("UNESCO", []),
        ("college", []),
        ("energy", []),
        ("nonet", []),
        ("", []),
    ],
)
def test_closed_compound_is_taken_apart(word, expected):
    assert list(taken_apart(word)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ZTE", ("z", "t", "e")),
        ("zte", ("z", "t", "e")),
        ("LN", ("l", "n")),
        ("ЛН", ("l", "n")),
        ("HUAWEI", ()),
        ("forest", ()),
        ("2025", ()),
        ("G20", ()),
        ("L", ()),
    ],
)
def test_short_word_may_be_initials(word, expected):
    assert spelt_out(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("center", ("centre",)),
        ("Centers", ("centres",)),
        ("centres", ("centers",)),
        ("program", ("programe",)),
        ("programmes", ("programs",)),
        ("Organization", ("organisation",)),
        ("labor", ("labour",)),
        ("college", ()),
        ("центр", ()),
        ("", ()),
    ],
)
def test_word_is_known_as_it_is_spelt_across_the_atlantic(word, expected):
    assert spelt_abroad(word) == expected
