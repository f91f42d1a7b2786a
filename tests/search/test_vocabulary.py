"""The words of all names: by number, by their parts, by the letters that they have in common."""

import string

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from agreements.search.vocabulary import Vocabulary, is_word

WORDS = st.text(st.sampled_from("abch庆2"), min_size=1, max_size=7)


def vocabulary_of(words):
    vocabulary = Vocabulary()
    for word in words:
        vocabulary.number(word)
    return vocabulary


def words_at(vocabulary, numbers):
    return {vocabulary.word(number) for number in numbers.tolist()}


def test_word_keeps_its_number():
    vocabulary = vocabulary_of(["zte", "bid", "zte"])

    assert vocabulary.numbers(["|", "bid", "zte"]).tolist() == [0, 2, 1]
    assert vocabulary.known("bid").tolist() == [2]
    assert vocabulary.known("huavei").tolist() == []


@given(st.lists(st.lists(WORDS, max_size=8), max_size=5), WORDS)
def test_words_are_found_by_their_parts_however_they_came(parts, text):
    vocabulary, held = Vocabulary(), set()
    for words in parts:
        numbers = vocabulary.numbers(words)
        assert [vocabulary.word(number) for number in numbers.tolist()] == words
        held |= {word for word in words if word.isascii()}
        wanted = text.replace("庆", "a")

        assert words_at(vocabulary, vocabulary.containing(wanted)) >= {
            word for word in held if wanted in word
        }
        assert words_at(vocabulary, vocabulary.beginning(wanted)) >= {
            word for word in held if word.startswith(wanted)
        }
        for word in words_at(vocabulary, vocabulary.containing(wanted)):
            assert wanted in word


def test_single_character_and_address_are_no_parts():
    vocabulary = vocabulary_of(["庆", "@imsilkroad", "imsilkroad"])

    assert words_at(vocabulary, vocabulary.containing("silk")) == {"imsilkroad"}
    assert words_at(vocabulary, vocabulary.containing("庆")) == set()


@given(
    st.lists(st.text(string.ascii_lowercase[:5], min_size=3, max_size=7), max_size=30),
    st.text(string.ascii_lowercase[:5], min_size=4, max_size=7),
    st.integers(1, 2),
)
def test_similar_words_are_those_within_so_many_slips(words, word, slips):
    vocabulary = vocabulary_of(words)

    expected = {
        (other, OSA.distance(word, other))
        for other in words
        if is_word(other) and OSA.distance(word, other) <= slips
    }
    assert set(vocabulary.near(word, slips)) == expected


def test_forms_share_a_stem():
    vocabulary = Vocabulary()
    vocabulary.learn("koleges", ["koleg"])
    vocabulary.learn("kolege", ["koleg"])
    vocabulary.learn("university", ["univers"])

    assert words_at(vocabulary, vocabulary.forms({"koleg"})) == {"koleges", "kolege"}
    assert words_at(vocabulary, vocabulary.forms({"nothing"})) == set()


@given(
    st.lists(st.text("ab", min_size=1, max_size=20), min_size=1, max_size=20),
    st.text("ab", min_size=1, max_size=12),
)
def test_long_text_is_found_wherever_it_stands(words, text):
    vocabulary = vocabulary_of(words)

    containing, beginning = vocabulary.containing(text), vocabulary.beginning(text)

    assert words_at(vocabulary, containing) == {word for word in words if text in word}
    assert words_at(vocabulary, beginning) == {word for word in words if word.startswith(text)}
    assert containing.tolist() == sorted(containing.tolist())
    assert beginning.tolist() == sorted(beginning.tolist())
