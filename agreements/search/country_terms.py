"""A term that is a name of a country, or says that something is a country's.

What other countries are called may hold such a name: Niger stands in Nigeria, 印度 in 印度尼西亚.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

import numpy as np
from pyroaring import BitMap

from agreements.nouns import COUNTRY
from agreements.nouns.peoples import peoples

from .compounds import Tokens
from .fold import fold, is_single
from .matches import slots_of
from .names import Names, name_tokens
from .stems import stems_of
from .terms import MIN_SUBSTRING, Term, as_word
from .word_places import Longer, Slot

# So many letters of a word for what is a country's begin too many other words: tay, turk.
MAX_SHORT = 4


class CountryTerm:
    """The countries that a term leads to, and what is not theirs although it holds the term.

    `forms` are the words that are forms of the term.
    """

    def __init__(self, term: Term, forms: Slot, names: Names):
        self._term = term
        self._forms = forms
        self._names = names
        self._vocabulary = names.vocabulary
        self._countries_names = names.of(COUNTRY.name)
        self._foreign: dict[Tokens, list[str]] = {}

    @cached_property
    def countries(self) -> BitMap:
        """Return the countries of which the term is a name, or says that something is theirs."""
        return named_so(self._term.tokens, self._forms, COUNTRY.name, self._names) | self._owners

    @cached_property
    def _owners(self) -> BitMap:
        """Return the countries of which the term says that something is theirs: Chinese."""
        docs = (self._names.doc(COUNTRY.name, code) for code in countries_of(self._term))
        return BitMap(doc for doc in docs if doc is not None)

    @cached_property
    def abbreviations(self) -> set[Tokens]:
        """Return what is a whole word of what the countries are called that the term leads to.

        That is whatever is shorter than all other names of countries: USA, США, ОАЭ; and a short
        word for what is theirs: Thai, turk.
        """
        names = {name for doc in self.countries for name in self._names_of(doc)}
        short = {name for name in names if len("".join(name)) < MIN_SUBSTRING}
        is_short = bool(self._owners) and len(self._term.text) <= MAX_SHORT
        return short | {self._term.tokens} if is_short else short

    @cached_property
    def foreign(self) -> list[Tokens]:
        """Return the words and names of other countries that hold the term."""
        words = [(word,) for word in self._foreign_words(self._term.tokens)]
        return [*words, *self._around(self._term.tokens)]

    def longer_names(self, tokens: Tokens) -> Iterator[Longer]:
        """Yield the names of other countries in which that of one in single characters stands.

        Each comes with the place at which it stands there.
        """
        for name in self._around(tokens):
            for place in range(len(name) - len(tokens) + 1):
                if name[place : place + len(tokens)] == tokens:
                    yield slots_of(name, self._names), place

    def without_foreign(self, slot: Slot, tokens: Tokens) -> Slot:
        """Return words without those of other countries, where tokens are a name of one.

        "Niger" is no part of "Nigeria", nor of "Nigerian".
        """
        foreign = self._foreign_words(tokens)
        if not foreign:
            return slot
        word = self._vocabulary.word
        kept = [n for n in slot.tolist() if not any(other in word(n) for other in foreign)]
        return np.array(kept, dtype=np.int64)

    def _around(self, tokens: Tokens) -> list[Tokens]:
        """Return the names of other countries in which that of one in single characters stands."""
        if not self.countries or not all(map(is_single, tokens)):
            return []
        slots = slots_of(tokens, self._names)
        others = self._countries_names.with_phrase(slots) - self.countries
        names = (name for doc in others for name in self._names_of(doc))
        return [name for name in names if as_word(tokens) in as_word(name)]

    def _foreign_words(self, tokens: Tokens) -> list[str]:
        """Return the words of other countries that hold that of one.

        Of those that begin so, with the next letter only: "nigeri" is also in "Нигерии".
        """
        if not self.countries or len(tokens) > 1:
            return []
        if tokens not in self._foreign:
            self._foreign[tokens] = sorted(set(self._words_around(*tokens)))
        return self._foreign[tokens]

    def _words_around(self, own: str) -> Iterator[str]:
        for number in self._vocabulary.containing(own).tolist():
            if self._countries_names.with_any(np.array([number])) - self.countries:
                word = self._vocabulary.word(number)
                found = word[: len(own) + 1] if word.startswith(own) else word
                if found != own:
                    yield found

    def _names_of(self, doc: int) -> list[Tokens]:
        return name_tokens(self._names, COUNTRY.name, doc)


def named_so(tokens: Tokens, forms: Slot, noun: str, names: Names) -> BitMap:
    """Return the records of a noun of which tokens, or one of some words, are a whole name."""
    index = names.of(noun)
    named = index.with_names(slots_of(tokens, names), whole=True)
    return named | index.with_names([forms], whole=True)


def countries_of(term: Term) -> frozenset[str]:
    """Return the codes of the countries to which the word that a term is belongs."""
    if len(term.tokens) != 1:
        return frozenset()
    by_form = _by_form()
    return frozenset().union(*(by_form.get(form, ()) for form in (*term.tokens, *term.stems)))


@cache
def _by_form() -> Mapping[str, frozenset[str]]:
    """Return {folded word or stem: codes}; of the stems of a word those that lack no syllable.

    What польский leaves without -ский is a field as well.
    """
    codes = defaultdict(set)
    for code, words in peoples().items():
        for word in words:
            codes[fold(word)].add(code)
            stems = stems_of(word)
            longest = max(map(len, stems), default=0)
            for stem in stems:
                if len(stem) >= longest - 1:
                    codes[stem].add(code)
    return {form: frozenset(found) for form, found in codes.items()}
