"""Whatever is typed is read, in no time, and any title is found by itself."""

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.search.fold import fold
from agreements.search.query import parse

PIECES = [
    "AG-1",
    "www.x.org",
    "2025",
    "13.06.2025",
    "Z.T.E.",
    "co-",
    "重庆与",
    "和",
    "“",
    '"',
    "the",
]


@given(
    pieces=st.lists(st.sampled_from([*PIECES, " ", "-", ".", "/agreements/AG-1/", "О", "b", "年"]))
)
def test_any_title_is_found_by_itself(pieces):
    title = "".join(pieces)

    read = parse(title)

    apart = [
        term
        for term in (*read.terms, *read.small)
        if not any(
            f" {' '.join(tokens)} " in f" {fold(title)} " for tokens in (term.tokens, *term.others)
        )
    ]
    assert apart == []


@given(text=st.text(max_size=120) | st.text(alphabet="aб重与-.'\"“”«:/2019 ag", max_size=80))
def test_any_text_is_a_query(text):
    read = parse(text)

    for term in (*read.terms, *read.small):
        assert all(term.tokens)
        assert term.tokens
        assert all(tokens and tokens != term.tokens for tokens in term.others)
    assert bool(read.terms) == bool(read.phrase)
    assert len({term.tokens for term in read.terms}) == len(read.terms)
    assert hash(read) == hash(parse(text))


def least_time(text):
    """Return the seconds of this thread that a text takes to be read, the least of three."""
    taken = []
    for _time in range(3):
        start = thread_time()
        parse(text)
        taken.append(thread_time() - start)
    return min(taken)


def costs_its_length(text):
    """Return whether a text takes at most some times as long as a quarter of it.

    What takes the square of its length would take sixteen times as long.
    """
    return least_time(text) < 10 * max(least_time(text[: len(text) // 4]), 0.0002)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "“",
            '"',
            "«„",
            "a ",
            "a-",
            "co-",
            "e ",
            "A.",
            "A. ",
            "重",
            "重与",
            "2025 ",
            "AG-1 ",
            "-a ",
        ),
        *("+a", "a*", "title:", "https://", "a.b", "/agreements/", "'", "13.06.2025 ", "\u0301"),
        *("ВYD", "ﷺ", "Ｚ", " ", "\n", "\0", "ё", "слово "),
    ],
)
def test_query_costs_no_more_than_its_length(piece):
    text = (piece * 1000)[:1000]

    assert costs_its_length(text)


def test_query_of_different_words_costs_no_more_than_its_length():
    text = " ".join(f"{one}{two}сло" for one in "абвгдежзиклмно" for two in "прстуфхцчшщэю")[:1000]

    assert costs_its_length(text)
