"""Parts a run of characters that is no name at what the register knows in it.

Whoever writes Chinese sets no spaces: 重庆会议 are the meetings in Chongqing. A run is parted at
whole names of countries, places and institutions, the longest first; what is left of it at those of
sectors and at the register's own words for kinds and nouns. What is between them is a word, too.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from agreements.nouns import INSTITUTION
from agreements.nouns.callings import choice_words, noun_words

from .compounds import Tokens
from .fold import fold_chunk, is_single
from .matches import SMALL_FIRST, slots_of
from .names import Names
from .query import parse
from .small_words import is_small, joins_alone
from .term_search import TERMS, TERRITORIES
from .terms import Term

# A longer run is a sentence, and a longer name is not written among other words.
MAX_RUN = 30
MAX_NAME = 15
# Longer words with a wrong character are still found by most of their pairs.
MAX_SHORT = 6
MIN_WORD = 2
# What a place is, behind its name, says nothing new: 天津市.
AREAS = frozenset("市州省县区")
PLACES_AND_BODIES = [*TERRITORIES, INSTITUTION.name]
OTHER_TERMS = [noun for noun in TERMS if noun not in TERRITORIES]

Span = tuple[int, int]


def parts_of(term: Term, names: Names) -> tuple[Term, ...]:
    """Return the terms that a run would be with spaces, () where nothing in it is known."""
    size = len(term.tokens)
    if not MIN_WORD < size <= MAX_RUN or size != len(term.written):
        return ()
    pieces = [term.written[start:end] for start, end in Run(term.tokens, names).parts()]
    words = [piece for piece in pieces if len(piece) >= MIN_WORD and not _only_joins(piece)]
    # 马里奥 is not Mali.
    is_one = len(words) == 1 and all(
        piece in words or piece in AREAS or is_small(piece) for piece in pieces
    )
    is_parted = len(pieces) > 1 and (len(words) > 1 or is_one)
    return parse(" ".join(words)).terms if is_parted else ()


class Run:
    """A run of single characters, and what of it the register knows."""

    def __init__(self, tokens: Tokens, names: Names):
        self._tokens = tokens
        self._names = names
        self._slots = slots_of(tokens, names)

    def parts(self) -> Iterator[Span]:
        """Yield the places of names in it, and of the words between them, in their order."""
        whole = (0, len(self._tokens))
        known = _longest(self._named(PLACES_AND_BODIES, *whole))
        for span in _with_rests(whole, known):
            yield from [span] if span in known else self._parts_of_rest(*span)

    def _named(self, nouns: Iterable[str], start: int, end: int) -> Iterator[Span]:
        """Yield the places of all whole names of some nouns between two places."""
        for first in range(start, end):
            for noun in nouns:
                for last in self._ends_of_names(noun, first, min(end, first + MAX_NAME)):
                    yield first, last

    def _ends_of_names(self, noun: str, first: int, end: int) -> Iterator[int]:
        """Yield where the names of a noun's records end that begin at a place."""
        index = self._names.of(noun)
        for last in range(first + MIN_WORD, end + 1):
            slots = self._slots[first:last]
            if not index.with_names(slots, whole=False):
                break
            if index.with_names(slots, whole=True):
                yield last

    def _parts_of_rest(self, start: int, end: int) -> list[Span]:
        """Return the places of sectors and of the register's own words, and what is between them.

        Of a long rest all is known then, or it is not parted.
        """
        whole = [(start, end)]
        if end - start == len(self._tokens) and self._stands(start, end):
            return whole
        if self._tokens[start] in AREAS and self._stands(start + 1, end):
            return [(start, start + 1), *self._parts_of_rest(start + 1, end)]
        named = self._named(OTHER_TERMS, start, end)
        known = self._with_neighbours(start, _longest([*named, *self._called(start, end)]))
        parts = list(_with_rests((start, end), known))
        is_sure = end - start <= MAX_SHORT or all(
            span in known or self._stands(*span) for span in parts
        )
        return parts if is_sure else whole

    def _with_neighbours(self, start: int, words: Iterable[Span]) -> list[Span]:
        """Return the places of words, and of what precedes each in a name: 鲁班 before 工坊.

        None are returned where that is, or leaves, one character: one of them is likely wrong.
        """
        known, rest = [], start
        for first, last in words:
            begin = first
            while begin > rest and self._stands(begin - 1, last):
                begin -= 1
            if begin < first and 1 in {begin - rest, first - begin}:
                return []
            known += [(begin, first), (first, last)] if begin < first else [(first, last)]
            rest = last
        return known

    def _called(self, start: int, end: int) -> Iterator[Span]:
        words = _callings()
        for first in range(start, end):
            for last in range(first + MIN_WORD, end + 1):
                if self._tokens[first:last] in words:
                    yield first, last

    def _stands(self, start: int, end: int) -> bool:
        """Return whether a name holds a part of the run."""
        slots = self._slots[start:end]
        return any(self._names.of(noun).with_phrase(slots) for noun in SMALL_FIRST)


@cache
def _callings() -> frozenset[Tokens]:
    """Return the register's own words in single characters."""
    words = chain.from_iterable([*choice_words().values(), *noun_words().values()])
    folded = map(fold_chunk, words)
    return frozenset(tokens for tokens in folded if all(map(is_single, tokens)))


def _longest(spans: Iterable[Span]) -> list[Span]:
    """Return in order those of some spans that overlap with no longer one."""
    taken: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= first or last <= start for first, last in taken):
            taken.append((start, end))
    return sorted(taken)


def _with_rests(whole: Span, known: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, and what they leave of a whole one."""
    rest, end = whole
    for first, last in known:
        if rest < first:
            yield rest, first
        yield first, last
        rest = last
    if rest < end:
        yield rest, end


def _only_joins(word: str) -> bool:
    """Return whether of two characters one joins, and is no part of a word with the other: 谁与."""
    return len(word) == MIN_WORD and any(joins_alone(word, 0, place) for place in range(MIN_WORD))
