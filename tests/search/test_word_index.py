"""What an index of names finds is what the folded texts hold, however it was kept in step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.search import word_index, word_places
from agreements.search.vocabulary import BORDER, Vocabulary
from agreements.search.word_index import WordIndex

TOKENS = st.lists(st.sampled_from(["a", "b", "ab", "庆"]), min_size=1, max_size=4)
TEXTS = st.one_of(
    st.just(""),
    st.lists(TOKENS, min_size=1, max_size=3).map(
        lambda names: f"{BORDER} {f' {BORDER} '.join(map(' '.join, names))} {BORDER}"
    ),
)


@pytest.fixture(params=["as it is", "all limits small"], autouse=True)
def _limits(request, monkeypatch):
    """Have few texts be treated as many are, too."""
    if request.param == "all limits small":
        monkeypatch.setattr(word_places, "FEW_TEXTS", 1)
        monkeypatch.setattr(word_index, "MAX_APART", 1)
        monkeypatch.setattr(word_places, "FAR", 2)
        monkeypatch.setattr(word_places, "PLACES_PER_NAME", 0)


def holding(texts, phrase):
    """Return the places of the texts that hold a phrase."""
    return {place for place, text in enumerate(texts) if f" {phrase} " in f" {text} "}


def slots(vocabulary, tokens):
    return [vocabulary.known(token) for token in tokens]


def check(index, vocabulary, texts):
    """Compare all phrases of one to three words with the texts."""
    tokens = ["a", "b", "ab", "庆"]
    for one in tokens:
        assert set(index.with_any(vocabulary.known(one))) == holding(texts, one)
        for other in tokens:
            pair = slots(vocabulary, [one, other])
            assert set(index.with_phrase(pair)) == holding(texts, f"{one} {other}")
            for slots_of_name, name in ((pair, f"{one} {other}"), (pair[:1], one)):
                begun = index.with_names(slots_of_name, whole=False)
                assert set(begun) == holding(texts, f"{BORDER} {name}")
                whole = index.with_names(slots_of_name, whole=True)
                assert set(whole) == holding(texts, f"{BORDER} {name} {BORDER}")
            either = np.sort(np.concatenate(pair))
            assert set(index.with_any(either)) == holding(texts, one) | holding(texts, other)
            three = slots(vocabulary, [one, other, "a"])
            assert set(index.with_phrase(three)) == holding(texts, f"{one} {other} a")
        # Longer than all texts together.
        for long in ([one] * 50 + ["a"], ["a"] + [one] * 50):
            found = index.with_phrase(slots(vocabulary, long))
            assert set(found) == holding(texts, " ".join(long))


@given(
    st.lists(TEXTS, max_size=8),
    st.lists(st.dictionaries(st.integers(0, 11), TEXTS, max_size=4), max_size=3),
    st.randoms(use_true_random=False),
)
def test_index_finds_what_the_texts_hold(texts, changes, random):
    vocabulary = Vocabulary()
    index = WordIndex(texts, vocabulary)
    texts = dict(enumerate(texts))
    for changed in changes:
        index.update(changed)
        texts |= changed
    listed = [texts.get(place, "") for place in range(max(texts, default=-1) + 1)]
    check(index, vocabulary, listed)

    order = [*range(len(listed)), -1]
    random.shuffle(order)
    index.renumber(np.array(order))
    check(index, vocabulary, [listed[place] if place >= 0 else "" for place in order])


def test_slot_may_be_any_of_several_words():
    vocabulary = Vocabulary()
    index = WordIndex(["| a b |", "| a ab |", "| b a |"], vocabulary)
    last = np.concatenate(slots(vocabulary, ["b", "ab"]))

    assert set(index.with_phrase([*slots(vocabulary, ["a"]), np.sort(last)])) == {0, 1}


def test_unknown_word_is_nowhere():
    vocabulary = Vocabulary()
    index = WordIndex(["| a |"], vocabulary)

    assert not index.with_phrase(slots(vocabulary, ["c"]))
    assert not index.with_phrase(slots(vocabulary, ["a", "c"]))
    assert not index.with_phrase([])


@pytest.mark.parametrize("is_later", [False, True])
def test_phrase_within_a_longer_one_is_told_apart(is_later):
    vocabulary = Vocabulary()
    texts = ["| a b ab |", "| a b |", "| a b ab | a b |"]
    index = WordIndex(["", "", ""] if is_later else texts, vocabulary)
    if is_later:
        index.update(dict(enumerate(texts)))

    found = index.outside(slots(vocabulary, "ab"), [(slots(vocabulary, ["a", "b", "ab"]), 0)])

    assert set(found) == {1, 2}


def test_words_of_a_document_are_told():
    vocabulary = Vocabulary()
    index = WordIndex(["| a |", "| b |"], vocabulary)
    index.update({1: "| ab |"})

    told = [[vocabulary.word(word) for word in index.words_of(doc)] for doc in (0, 1)]
    assert told == [["|", "a"], ["|", "ab"]]
