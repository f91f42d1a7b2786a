"""Which records' names hold the words of a query, put in levels by how they stand there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, partial
from itertools import pairwise

from pyroaring import BitMap

from agreements.arrays import NONE
from agreements.nouns import NOUNS

from . import passages
from .fold import is_single
from .names import Names
from .query import Query, spelt
from .small_words import is_small
from .terms import Term, as_word
from .word_index import WordIndex
from .word_places import Slot

# So many pairs of neighbouring characters are looked for in place of a phrase that is not found.
MIN_RUN = 3
MAX_PAIRS = 12
# Abbreviations that sentences cannot tell from what stands in all of them: ИТ is no "it".
LIKE_SMALL = frozenset({"it"})

# Small nouns first: where it only matters whether anything is found, they tell at once.
SMALL_FIRST = sorted(NOUNS, key=lambda name: -NOUNS[name].naming)


class Found:
    """The documents of each noun that something is found in, looked for when they are asked."""

    def __init__(self, search: Callable[[str], BitMap] = lambda _noun: BitMap()):
        self._search = search
        self._docs: dict[str, BitMap] = {}

    def of(self, noun: str) -> BitMap:
        """Return the documents of a noun; they must not be changed."""
        if noun not in self._docs:
            self._docs[noun] = self._search(noun)
        return self._docs[noun]

    def __bool__(self) -> bool:
        return any(map(self.of, SMALL_FIRST))


class Level(IntEnum):
    """How a term stands in a name, the best first."""

    WORD = 0
    # As a part of a word.
    PART = 1
    # As another form of the word.
    ENDING = 2
    # As a word that is spelt much alike.
    SIMILAR = 3


@dataclass(frozen=True)
class TermMatches:
    """The records whose names hold a term, or what stands for it.

    That are synonyms, other forms of the word, and words that it may be meant to be. `found` has
    for each Level what is found of the names that hold it so or better, `dated` what may lie in its
    period. It `is_known` where any does other than by a word that is only similar.
    """

    term: Term
    synonyms: tuple[Term, ...] = ()
    forms: tuple[str, ...] = ()
    similar: tuple[Term, ...] = ()
    found: tuple[Found, ...] = (Found(), Found(), Found(), Found())
    is_known: bool = False
    dated: Found = field(default_factory=Found)

    @cached_property
    def literal(self) -> "TermMatches":
        """Return the matches of the term itself, without what stands for it."""
        return TermMatches(self.term, found=self.found, is_known=self.is_known)

    @property
    def text(self) -> str:
        return self.term.written

    @property
    def has_similar(self) -> bool:
        """Return whether something similar stands for the term."""
        return bool(self.similar or self.pairs)

    @cached_property
    def patterns(self) -> list[str]:
        """Return the patterns by which it is found as a whole, those of the term itself first."""
        own = [self.term.as_word, *map(as_word, self.term.others), self.term.as_substring]
        synonyms = [text for term in self.synonyms for text in (term.as_word, term.as_prefix)]
        forms = [f" {form} " for form in self.forms]
        return [*own, *synonyms, *forms, *(term.as_word for term in self.similar)]

    @cached_property
    def pairs(self) -> list[str]:
        """Return the pairs of neighbours in a phrase of three characters or more, if not found."""
        return [] if self.is_known else [" ".join(pair) for pair in pairs_of(self.term.tokens)]

    def holds(self, noun: str, doc: int | None) -> bool:
        """Return whether a record was found by the term, in whatever way."""
        return doc is not None and doc in self.found[Level.SIMILAR].of(noun)


@dataclass(frozen=True)
class Matches:
    """The records whose names hold the terms of a query.

    `whole`, `start` and `phrase` are those with a name that is the whole query, begins so or has
    it within. Without `is_complete` names that were written last may be missing.
    """

    query: Query
    terms: tuple[TermMatches, ...]
    is_complete: bool
    names: Names = field(compare=False)
    whole: Found = field(default_factory=Found, compare=False)
    start: Found = field(default_factory=Found, compare=False)
    phrase: Found = field(default_factory=Found, compare=False)

    def told(self, noun: str) -> tuple[BitMap, BitMap]:
        """Return the records of a noun of which sentences hold all terms as they are written, and
        those where they stand in any form: the database tells.

        Words that only join stand in all of them.
        """
        are_small = all(
            is_small(term.written) or term.text in LIKE_SMALL for term in self.query.terms
        )
        if are_small or not NOUNS[noun].has_passages:
            return BitMap(), BitMap()
        written, every = (self.names.docs(noun, found.get(noun, NONE)) for found in self._told)
        return written, every

    @cached_property
    def _told(self) -> passages.Told:
        return passages.find(self.query)

    @cached_property
    def unknown(self) -> list[TermMatches]:
        """Return those of terms that stand in no name, for which similar words are taken."""
        return [matches for matches in self.terms if not matches.is_known]


def found_as_a_whole(query: Query, names: Names) -> tuple[Found, Found, Found]:
    """Return what has a name that is a query, begins with it or has it within.

    Words that only join are no part of it where they stand first: "the Ministry". What a name with
    initials means begins or is within, for nobody knows whether it is meant.
    """
    phrases = _phrases(query)
    words = [slots_of(phrase, names) for phrase in phrases]
    begun = [
        [*slots[:-1], names.vocabulary.beginning(phrase[-1])]
        for phrase, slots in zip(phrases, words, strict=True)
    ]
    initialled = [
        [_slot_of(token, names) for token in phrase]
        for one in spelt(query)
        for phrase in one.initialled
    ]

    def found(ways: list[list[Slot]], find: Callable[[WordIndex, list[Slot]], BitMap]) -> Found:
        return Found(
            lambda noun: BitMap.union(BitMap(), *(find(names.of(noun), slots) for slots in ways))
        )

    return (
        found(words, partial(WordIndex.with_names, whole=True)),
        found([*begun, *initialled], partial(WordIndex.with_names, whole=False)),
        found([slots for slots in [*words, *initialled] if slots[1:]], WordIndex.with_phrase),
    )


def _phrases(query: Query) -> list[tuple[str, ...]]:
    small = {term.tokens for term in query.small}
    phrases = []
    for tokens in (tuple(one.phrase.split()) for one in spelt(query)):
        rest = tokens
        while rest and rest[:1] in small:
            rest = rest[1:]
        phrases += [tokens, rest]
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]


def _slot_of(token: str, names: Names) -> Slot:
    """Return the words that a token stands for: of an initial, all that begin so."""
    initial, words = token.removesuffix("."), names.vocabulary
    return words.known(token) if initial == token else words.beginning(initial)


def slots_of(tokens: Iterable[str], names: Names) -> list[Slot]:
    return [names.vocabulary.known(token) for token in tokens]


def pairs_of(tokens: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the pairs of neighbours in a run of three characters or more, of others none."""
    if len(tokens) < MIN_RUN or not all(map(is_single, tokens)):
        return []
    return list(dict.fromkeys(pairwise(tokens)))[:MAX_PAIRS]
