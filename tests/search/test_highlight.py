"""What matches is marked in a text as it is written, and nothing else is markup."""

import pytest

from agreements.search.highlight import highlight, spans
from agreements.search.matches import TermMatches
from agreements.search.query import parse
from agreements.search.terms import Term


def terms(query):
    return [TermMatches(term) for term in parse(query).terms]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Óvidi college", "ovidi", "<mark>Óvidi</mark> college"),
        ("Agroforestry", "forestry", "<mark>Agroforestry</mark>"),
        ("Forestry and forestry", "forestry", "<mark>Forestry</mark> and <mark>forestry</mark>"),
        ("重庆工程学院", "工程", "重庆<mark>工程</mark>学院"),
        ("重庆工程", "重庆 庆工", "<mark>重庆工</mark>程"),
        ("Osh, Toshkent", "osh", "<mark>Osh</mark>, Toshkent"),
        ("<b>A & B</b> college", "college", "&lt;b&gt;A &amp; B&lt;/b&gt; <mark>college</mark>"),
        ("Yangi Çirçiq", "chirchiq", "Yangi <mark>Çirçiq</mark>"),
        ("Çirçiq, Chirchiq", "çirçiq", "<mark>Çirçiq</mark>, Chirchiq"),
        ("Chirchiq", "çirçiq", "<mark>Chirchiq</mark>"),
        ("Lycée français", "francais", "Lycée <mark>français</mark>"),
        ("Nothing", "college", "Nothing"),
    ],
)
def test_matches_are_marked_as_they_are_written(text, query, expected):
    assert highlight(text, terms(query)) == expected


def test_term_itself_is_marked_before_its_synonyms():
    synonym = TermMatches(Term(("tashkent",)), synonyms=(Term(("塔", "什", "干")),))

    assert spans("塔什干", synonym) == [(0, 3)]
    assert spans("Tashkent 塔什干", synonym) == [(0, 8)]
    assert spans("塔什干", synonym.literal) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("塔什干国立交通大学", "<mark>塔什干</mark>国立<mark>交通大学</mark>"),
        ("大学 Ovidi, 塔什干", "<mark>大学</mark> Ovidi, <mark>塔什干</mark>"),
        ("大学与大学", "<mark>大学</mark>与<mark>大学</mark>"),
        ("塔什干交通大学，大学", "<mark>塔什干交通大学</mark>，大学"),
        ("Çirçiq 大学", "Çirçiq <mark>大学</mark>"),
        ("学大", "学大"),
    ],
)
def test_phrase_that_is_not_found_is_marked_by_all_its_pairs(text, expected):
    assert highlight(text, terms("塔什干交通大学")) == expected


def test_other_word_for_a_phrase_is_marked_before_pairs_of_it():
    [phrase] = parse("塔什干大学").terms
    synonym = TermMatches(phrase, synonyms=(Term(("tashkent",)),))
    known = TermMatches(phrase, is_known=True)

    assert highlight("Tashkent 大学", [synonym]) == "<mark>Tashkent</mark> 大学"
    assert highlight("大学", [known]) == "大学"
