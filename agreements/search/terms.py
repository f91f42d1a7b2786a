"""What a reader looks for: the words and phrases of a search, folded."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from agreements.models.refs import REF_PATTERN

from .fold import fold, fold_chunk, is_single, pieces

LENGTH_LIMIT = 300
TERMS_LIMIT = 12
QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|「([^」]*)」|『([^』]*)』')
# Shorter words are not looked for within others: "Osh" is no part of "Toshkent".
SHORTEST_PART = 4
SHORTEST_START = 3


@dataclass(frozen=True)
class Term:
    """A word or a phrase: something that is found as a whole, tokens one after the other.

    `written` is how a reader wrote it; `ref` the number of a record, where it writes one, or "".
    """

    tokens: tuple[str, ...]
    ref: str = ""
    written: str = field(default="", compare=False)

    @property
    def text(self):
        """Return the folded text: tokens with single spaces between."""
        return " ".join(self.tokens)

    @property
    def whole(self):
        """Return the pattern of whole words. A folded name has a space on either side."""
        return f" {self.text} "

    @property
    def start(self):
        """Return the pattern of words that begin so; of whole ones where it is too short."""
        return self.whole if self._is_short(SHORTEST_START) else f" {self.text}"

    @property
    def part(self):
        """Return the pattern of all that counts as found: parts of words where it is long enough.

        Phrases begin with a word.
        """
        if len(self.tokens) > 1 or self._is_short(SHORTEST_PART):
            return self.start
        return self.text

    def _is_short(self, limit):
        return len(self.text) < limit or is_single(self.tokens[-1])


@dataclass(frozen=True)
class Query:
    """What a reader looks for: records that all the terms lead to, in any order.

    `text` is what was written, `phrase` all of it folded.
    """

    text: str
    terms: tuple[Term, ...]
    phrase: str


def read(text):
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


def _words(text):
    """Return the Terms of a text without quotation marks."""
    terms = []
    for chunk in text.split():
        ref = chunk.upper() if REF_PATTERN.fullmatch(chunk.upper()) else ""
        if ref:
            terms.append(Term(tuple(fold(chunk).split()), ref, chunk))
        else:
            terms += _pieces(chunk)
    return terms


def _pieces(chunk):
    """Return the Terms of a text without spaces: its words, and its runs of single characters."""
    terms = []
    for is_run, places in groupby(pieces(chunk), lambda place: is_single(chunk[place[0]])):
        written = [chunk[start:end] for start, end in places]
        runs = ["".join(written)] if is_run else written
        terms += [Term(fold_chunk(run), written=run) for run in runs if fold_chunk(run)]
    return terms
