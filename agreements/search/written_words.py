"""Reads a text without numbers, addresses and days into words and runs of Chinese characters."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from .choices import labels_as_one
from .compounds import is_prefix, joined, spelt_abroad, spelt_out, taken_apart
from .fold import fold_chunk, is_single, readings, spellings, word_spans
from .small_words import is_small, parted
from .stems import stems_of
from .terms import Term

# What is longer is no word of any language.
MAX_WORD = 40
# "Yi Jun's": what somebody owns, in English.
OWNED = re.compile(r"(?<=\w)['’ʼ]s$", re.IGNORECASE)
# The plural of an abbreviation: MOUs.
ABBREVIATIONS = re.compile("(?<=[A-Z]{2})s$")
Span = tuple[int, int]
# (start, end, what is looked for) of a place in a text.
Read = tuple[int, int, Term]


def words_in(plain: str, written: str) -> Iterator[Read]:
    """Yield the words of a text in plain signs, and its runs of single characters.

    `written` is the same text as it was written.
    """
    read = list(_words_in(plain, written))
    terms = labels_as_one([word for *_span, word in read])
    for (start, end, _word), term in zip(read, terms, strict=True):
        yield start, end, term


def _words_in(plain: str, written: str) -> Iterator[Read]:
    spans = word_spans(written)
    for is_run, group in groupby(spans, lambda span: is_single(written[span[0]])):
        if is_run:
            for start, end in _runs(list(group)):
                yield from _parts_of_run(written, start, end)
        else:
            yield from _compounds(plain, written, list(group))


def _runs(spans: list[Span]) -> Iterator[Span]:
    """Yield (start, end) of single characters that stand together."""
    start = spans[0][0]
    for one, other in pairwise(spans):
        if one[1] != other[0]:
            yield start, one[1]
            start = other[0]
    yield start, spans[-1][1]


def _parts_of_run(written: str, start: int, end: int) -> Iterator[Read]:
    """Yield the words of a run of Chinese characters; each may as well be the whole run."""
    whole = fold_chunk(written[start:end])
    for part in parted(written[start:end]):
        term = Term(fold_chunk(part), part, is_run=True)
        if term.tokens:
            yield start, start + len(part), term if is_small(part) else term.or_written(whole)
        start += len(part)


def _compounds(plain: str, written: str, spans: list[Span]) -> Iterator[Read]:
    """Yield words of a script that sets spaces, those of a compound with its other spellings.

    A beginning that is no word of its own makes one phrase with what a hyphen ties to it.
    """
    words = [written[start:end] for start, end in spans]
    gaps = [plain[one[1] : other[0]] for one, other in pairwise(spans)]
    whole = [
        joined(*pair) if gap == "-" or (gap == " " and is_prefix(pair[0])) else ()
        for pair, gap in zip(pairwise(words), gaps, strict=True)
    ]
    places = iter(range(len(words)))
    for place in places:
        start, end = spans[place]
        if place < len(gaps) and gaps[place] == "-" and is_prefix(words[place]):
            second = next(places)
            end = spans[second][1]
            text, stems = written[start:end], stems_of(words[place] + words[second])
            term = Term(fold_chunk(text), text, stems)
            yield start, end, term.or_written(whole[place])
        else:
            term = word_term(words[place])
            around = whole[max(0, place - 1) : place + 1]
            if term.tokens:
                yield start, end, term if is_small(words[place]) else term.or_written(*around)


def word_term(word: str) -> Term:
    """Return the term that a single word means."""
    return _word_term(word) if len(word) <= MAX_WORD else Term(fold_chunk(word), word)


@lru_cache(maxsize=10_000)
def _word_term(word: str) -> Term:
    stems = frozenset[str]().union(*map(stems_of, spellings(word)))
    term = Term(fold_chunk(word), word, stems)
    others = ((reading,) for reading in readings(word))
    owner = fold_chunk(ABBREVIATIONS.sub("", OWNED.sub("", word)))
    return term.or_written(*others, owner, spelt_out(word), spelt_abroad(word), *taken_apart(word))
