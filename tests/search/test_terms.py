"""A term is found as a whole word, as a beginning, and where it is long enough as a part."""

import pytest

from agreements.search.query import parse


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("IT", " it "),
        ("a", " a "),
        ("Osh", " osh"),
        ("forest", "forest"),
        ("重庆", " 重 庆 "),
        ("渝", " 渝 "),
        ('"new energy"', " new energi"),
        ('"Plan B"', " plan b "),
        ("Z.T.E.", " z t e "),
    ],
)
def test_short_words_are_no_parts_of_others(word, part):
    [term] = parse(word).terms

    assert term.as_substring == part
    assert len(term.as_substring) >= 3
