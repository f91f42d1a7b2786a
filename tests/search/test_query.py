"""What a reader writes is read as words, phrases and numbers."""

import pytest

from agreements.search.query import parse


def texts(query):
    return [term.text for term in parse(query).terms]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Tashkent transport", ["tashkent", "transport"]),
        ('"Tashkent transport" university', ["tashkent transport", "universiti"]),
        ("«Ташкент транспорт»", ["tashkent transport"]),
        ("“one two” three", ["one two", "tree"]),
        ('unclosed "quote here', ["unklosed", "kuote", "here"]),
        ("China-Uzbekistan", ["china", "uzbekistan"]),
        ("重庆工程", ["重 庆 工 程"]),
        ("重庆 工程", ["重 庆", "工 程"]),
        ("ZTE学院IT", ["zte", "学 院", "it"]),
        ("twice Twice TWICE", ["twice"]),
        ('""', []),
        ("🏫 %", []),
    ],
)
def test_query_is_read_as_terms(query, expected):
    assert texts(query) == expected


def test_number_of_a_record_is_known_as_one():
    [term] = parse("ag-0001").terms

    assert (term.ref, term.text, term.written) == ("AG-0001", "ag 0001", "ag-0001")


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
    ],
)
def test_short_words_are_no_parts_of_others(word, part):
    [term] = parse(word).terms

    assert term.as_substring == part
    assert len(term.as_substring) >= 3
