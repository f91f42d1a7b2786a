"""What is a country's is called by words that no other country is called by."""

import json
import re
from itertools import combinations
from pathlib import Path

from agreements.nouns.peoples import peoples
from agreements.search.country_terms import countries_of
from agreements.search.fold import fold
from agreements.search.query import parse

ROWS = json.loads(Path("fixtures/countries.json").read_text(encoding="utf-8"))
# Two countries each: the people of both are called so.
SHARED = {"kongolese", "kongolezski"}


def test_every_code_is_that_of_a_country():
    codes = {row["pk"] for row in ROWS if row["model"] == "agreements.country"}

    assert set(peoples()) - codes == set()
    assert list(peoples()) == sorted(peoples())


def test_words_are_single_ones():
    words = [word for own in peoples().values() for word in own]

    assert [word for word in words if not re.fullmatch(r"[A-Za-zʻа-яё]+", word)] == []


def test_no_word_is_of_two_countries():
    folded = {code: {fold(word) for word in own} for code, own in peoples().items()}
    shared = {word for one, other in combinations(folded.values(), 2) for word in one & other}

    assert shared == SHARED


def test_no_word_is_a_name_of_another_country():
    names = {
        fold(row["fields"].get("text") or row["fields"]["name"]): row["fields"].get(
            "country", row["pk"]
        )
        for row in ROWS
        if row["model"] == "agreements.country" or row["fields"].get("country")
    }
    words = {(fold(word), code) for code, own in peoples().items() for word in own}

    assert [(word, code) for word, code in words if names.get(word, code) != code] == []


def countries_named(query):
    """Return the codes of the countries after which each word of a query is called."""
    return [set(countries_of(term)) for term in parse(query).terms]


def test_words_are_known_in_every_form_and_script():
    assert countries_named("Chinese немецкого Germans oʻzbek Ўзбек qozoqlar") == [
        {"CN"},
        {"DE"},
        {"DE"},
        {"UZ"},
        {"KZ"},
    ]


def test_what_is_left_of_a_word_without_its_ending_is_another_word():
    assert countries_named("поле indiana russell") == [set(), set(), set()]
