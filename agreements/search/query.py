"""What a reader looks for: the words and phrases of a search, folded."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from agreements.models.refs import REF_PATTERN

from .fold import fold, fold_chunk, is_single, word_spans

MAX_LENGTH = 300
MAX_TERMS = 12
QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|「([^」]*)」|『([^』]*)』')
# Shorter words are not looked for within others: "Osh" is no part of "Toshkent".
MIN_SUBSTRING = 4
MIN_PREFIX = 3


@dataclass(frozen=True)
class Term:
    """A word or a phrase: something that is found as a whole, tokens one after the other.

    `written` is how a reader wrote it; `ref` the number of a record, where it writes one, or "".
    """

    tokens: tuple[str, ...]
    ref: str = ""
    written: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """Return the folded text: tokens with single spaces between."""
        return " ".join(self.tokens)

    @property
    def as_word(self) -> str:
        """Return the pattern of whole words. A folded name has a space on either side."""
        return f" {self.text} "

    @property
    def as_prefix(self) -> str:
        """Return the pattern of words that begin so; of whole ones where it is too short."""
        return self.as_word if self._is_short(MIN_PREFIX) else f" {self.text}"

    @property
    def as_substring(self) -> str:
        """Return the pattern of all that counts as found: parts of words where it is long enough.

        Phrases begin with a word.
        """
        if len(self.tokens) > 1 or self._is_short(MIN_SUBSTRING):
            return self.as_prefix
        return self.text

    def _is_short(self, limit: int) -> bool:
        return len(self.text) < limit or is_single(self.tokens[-1])


@dataclass(frozen=True)
class Query:
    """What a reader looks for: records that all the terms lead to, in any order.

    `text` is what was written, `phrase` all of it folded.
    """

    text: str
    terms: tuple[Term, ...]
    phrase: str


def parse(text: str) -> Query:
    """Return the Query that a reader's text means; it may have no terms.

    Quotation marks of any kind keep a phrase, a closing one that is missing is not missed. What
    hyphens and slashes part are several words, neighbouring Chinese characters one phrase.
    """
    terms = []
    rest = 0
    for quoted in QUOTED.finditer(text):
        terms += _words(text[rest : quoted.start()])
        phrase = next(group for group in quoted.groups() if group is not None)
        tokens = tuple(fold(phrase).split())
        terms += [Term(tokens, written=phrase.strip())] if tokens else []
        rest = quoted.end()
    terms += _words(text[rest:])
    return Query(text, tuple(dict.fromkeys(terms)), fold(text))


def _words(text: str) -> list[Term]:
    terms = []
    for chunk in text.split():
        ref = chunk.upper() if REF_PATTERN.fullmatch(chunk.upper()) else ""
        if ref:
            terms.append(Term(tuple(fold(chunk).split()), ref, chunk))
        else:
            terms += _terms_of_chunk(chunk)
    return terms


def _terms_of_chunk(chunk: str) -> list[Term]:
    """Return the Terms of a text without spaces: its words, and its runs of single characters."""
    terms = []
    for is_run, spans in groupby(word_spans(chunk), lambda span: is_single(chunk[span[0]])):
        written = [chunk[start:end] for start, end in spans]
        runs = ["".join(written)] if is_run else written
        terms += [Term(fold_chunk(run), written=run) for run in runs if fold_chunk(run)]
    return terms
