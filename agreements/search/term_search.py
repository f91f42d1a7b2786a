"""Looks for a term of a query in the names of all nouns, level by level."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from agreements.arrays import bitmap_of, docs_of
from agreements.models import Alias
from agreements.nouns import COUNTRY, NOUNS
from agreements.nouns.noun import Naming

from . import choices, spelling
from .compounds import Tokens
from .country_terms import CountryTerm, named_so
from .fold import is_address, is_single
from .matches import Found, TermMatches, pairs_of, slots_of
from .names import Names, name_tokens
from .terms import MIN_PREFIX, MIN_SUBSTRING, Term
from .word_index import WordIndex
from .word_places import Longer, Slot

# China has a dozen names in four languages.
MAX_SYNONYMS = 24
# Such a part of the pairs of a phrase that is not found is to be there.
MIN_SHARE_OF_PAIRS = 0.6
# What is highlighted of a word that many words are forms of.
MAX_FORMS = 40
# A shorter word is not taken for two that were written as one.
MIN_COMPOUND = 6
TERMS = [noun.name for noun in NOUNS.values() if noun.naming >= Naming.TERM]
TERRITORIES = [noun.name for noun in NOUNS.values() if noun.naming >= Naming.TERRITORY]


@dataclass(frozen=True)
class Way:
    """A phrase that a name may hold, and the longer names of which it is only a part.

    Where it `is_start` it is found at the beginning of a name only: of an address, its host.
    """

    slots: list[Slot]
    longer: list[Longer] = field(default_factory=list)
    is_start: bool = False

    def found_in(self, index: WordIndex) -> BitMap:
        """Return the records of which a name holds the phrase.

        In Chinese the name of India begins that of Indonesia, which is another country.
        """
        if self.is_start:
            return index.with_names(self.slots, whole=False)
        if self.longer:
            return index.outside(self.slots, self.longer)
        return index.with_phrase(self.slots)


class TermSearch:
    """The search for one term in the names of all nouns."""

    def __init__(self, term: Term, names: Names):
        self._term = term
        self._tokens = term.tokens
        self._names = names
        self._vocabulary = names.vocabulary
        self._forms = names.vocabulary.forms(term.stems)
        self._country = CountryTerm(term, self._forms, names)

    def matches(self) -> TermMatches:
        """Return the TermMatches: each level has what those before it have."""
        word = Found(self._as_word)
        part = Found(lambda noun: word.of(noun) | self._as_part(noun))
        ending = Found(lambda noun: part.of(noun) | self._as_form(noun))
        # Most terms stand somewhere as a word, which is found out soonest.
        is_known = bool(word) or bool(ending)
        meant = [] if is_known else self._meant()
        similar = ending if is_known else Found(lambda noun: self._alike(noun, meant))
        is_whole = self._tokens in self._country.abbreviations
        return TermMatches(
            replace(self._term, is_whole=is_whole, foreign=tuple(self._country.foreign)),
            tuple(Term(one, is_whole=one in self._country.abbreviations) for one in self._synonyms),
            tuple(map(self._vocabulary.word, self._forms[:MAX_FORMS].tolist())),
            tuple(Term((word,)) for word in meant),
            (word, part, ending, similar),
            is_known,
            self._dated,
        )

    def _as_word(self, noun: str) -> BitMap:
        """Return the records of which a name holds the term, or what stands for it."""
        index = self._names.of(noun)
        found = [index.with_phrase(slots) for slots in self._compounds]
        found += [way.found_in(index) for way in self._ways]
        found += self._having(noun, choices.labelled(noun, self._term))
        return BitMap.union(self._borne(noun), self._dated.of(noun), *found)

    def _having(self, noun: str, chosen: dict[str, list[str]]) -> list[BitMap]:
        """Return the records that have one of some choices, for each of their parameters."""
        return [self._names.having(noun, parameter, keys) for parameter, keys in chosen.items()]

    @cached_property
    def _dated(self) -> Found:
        """Return the records whose day may lie in the period that the term is."""
        period = self._term.period
        return Found(lambda noun: self._names.dated(noun, period)) if period else Found()

    def _as_part(self, noun: str) -> BitMap:
        """Return the records of which a name has the term as the beginning or a part of a word."""
        index = self._names.of(noun)
        parts = self._beginnings if noun in TERRITORIES else self._parts
        return BitMap.union(BitMap(), *map(index.with_phrase, parts))

    @cached_property
    def _parts(self) -> list[list[Slot]]:
        """Return what counts as a part: beginnings, and of a longer word any part of another."""
        if len(self._tokens) != 1 or len(self._term.text) < MIN_SUBSTRING or self._is_run:
            return self._beginnings
        own = self._country.without_foreign(self._containing, self._tokens)
        return [[own], *self._beginnings[1:]]

    @cached_property
    def _beginnings(self) -> list[list[Slot]]:
        """Return the phrases, the term's first, whose last word may only be the beginning of one.

        Territories are called by these: "Oman" is no part of "Romania". An abbreviation begins
        nothing: США is no beginning of Шанхай, or Shandong. Nor does a single letter: IT, which may
        be I.T., is not "и техника".
        """
        found = []
        for tokens in (self._tokens, *self._synonyms, *self._term.others):
            is_long = len(" ".join(tokens)) >= MIN_PREFIX and len(tokens[-1]) > 1
            if is_long and tokens not in self._country.abbreviations:
                slot = self._country.without_foreign(self._vocabulary.beginning(tokens[-1]), tokens)
                found.append([*self._slots(tokens[:-1]), slot])
        return found

    @property
    def _is_run(self) -> bool:
        return is_single(self._tokens[-1])

    def _as_form(self, noun: str) -> BitMap:
        """Return the records of which a name has another form of the word, or that are called so
        by the register's own words.
        """
        found = [self._names.of(noun).with_any(self._forms)]
        found += self._having(noun, choices.called(noun, self._term))
        if choices.is_noun_called(noun, self._term):
            found.append(self._names.all(noun))
        return BitMap.union(*found)

    def _alike(self, noun: str, meant: Iterable[str]) -> BitMap:
        """Return the records of which a name has a similar word, or most pairs of a phrase."""
        index = self._names.of(noun)
        pairs = [docs_of(index.with_phrase(self._slots(pair))) for pair in pairs_of(self._tokens)]
        found = index.with_any(np.concatenate([self._vocabulary.known(""), *self._slots(meant)]))
        if not pairs:
            return found
        docs, counts = np.unique(np.concatenate(pairs), return_counts=True)
        return found | bitmap_of(docs[counts >= MIN_SHARE_OF_PAIRS * len(pairs)])

    def _borne(self, noun: str) -> BitMap:
        """Return the records of a noun whose number or address the term is."""
        addresses = [address for named, address in self._term.records if named == noun]
        if not addresses:
            return BitMap()
        model = NOUNS[noun].model
        wanted = {f"{model.ADDRESS_FIELD}__in": addresses}
        pks = {*model._default_manager.filter(**wanted).values_list("pk", flat=True)}
        if len(pks) < len(addresses):
            pks.update(Alias.objects.bearers(noun, addresses).values())
        docs = (self._names.doc(noun, pk) for pk in pks)
        return BitMap(doc for doc in docs if doc is not None)

    @cached_property
    def _ways(self) -> list["Way"]:
        """Return what the term may stand as: itself, a synonym, another spelling, an identifier."""
        own = [
            Way(self._slots(tokens), list(self._country.longer_names(tokens)))
            for tokens in (self._tokens, *self._synonyms)
        ]
        others = (
            Way(self._slots(tokens), is_start=is_address(tokens)) for tokens in self._term.others
        )
        own[0] = replace(own[0], is_start=is_address(self._tokens))
        return [*own, *others, Way(self._slots([self._term.identifier]))]

    @cached_property
    def _containing(self) -> Slot:
        return self._vocabulary.containing(self._tokens[0])

    @cached_property
    def _synonyms(self) -> list[Tokens]:
        """Return the other names of the territories, sectors and other terms that are named so, in
        whatever form: Китая.
        """
        found: set[Tokens] = set()
        for noun in TERMS:
            for doc in self._named(noun):
                found.update(name_tokens(self._names, noun, doc))
        return sorted(found - {self._tokens})[:MAX_SYNONYMS]

    def _named(self, noun: str) -> BitMap:
        """Return the records of a noun that the term is a whole name of, in whatever form."""
        if noun == COUNTRY.name:
            return self._country.countries
        return named_so(self._tokens, self._forms, noun, self._names)

    @cached_property
    def _compounds(self) -> list[list[Slot]]:
        """Return the pairs of known words that the word is made of: "e-commerce" is one, too."""
        word = self._tokens[0] if len(self._tokens) == 1 else ""
        if len(word) < MIN_COMPOUND:
            return []
        halves = ((word[:place], word[place:]) for place in range(1, len(word)))
        pairs = map(self._slots, halves)
        return [pair for pair in pairs if all(map(len, pair))]

    def _meant(self) -> list[str]:
        """Return the words that a misspelt one is most likely meant to be: that stand in a name."""
        if len(self._tokens) != 1:
            return []
        return spelling.similar(self._tokens[0], self._names)

    def _slots(self, tokens: Iterable[str]) -> list[Slot]:
        return slots_of(tokens, self._names)
