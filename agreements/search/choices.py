"""What the register itself calls its records: by kind, status and role, and by their noun."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from agreements.nouns.callings import choice_words, noun_words

from .fold import fold_chunk, is_single, word_spans
from .small_words import is_small
from .stems import stems_of
from .terms import Term


class Forms(NamedTuple):
    """The folded words by which something is called, and the stems of these."""

    words: frozenset[tuple[str, ...]]
    stems: frozenset[str]

    def hold(self, term: Term) -> bool:
        """Return whether a term is one of the words, or another form of one."""
        return term.tokens in self.words or bool(term.stems & self.stems)


def called(noun: str, term: Term) -> dict[str, list[str]]:
    """Return {parameter: keys} of the choices of a noun that a term calls by a word of theirs."""
    found: dict[str, list[str]] = defaultdict(list)
    for parameter, key, forms in _choices().get(noun, ()):
        if forms.hold(term):
            found[parameter].append(key)
    return found


def is_noun_called(noun: str, term: Term) -> bool:
    """Return whether a term is a word for all records of a noun."""
    return _nouns()[noun].hold(term)


@cache
def _choices() -> dict[str, list[tuple[str, str, Forms]]]:
    found: dict[str, list[tuple[str, str, Forms]]] = defaultdict(list)
    for (noun, parameter, key), names in choice_words().items():
        found[noun].append((parameter, key, _forms(names)))
    return found


@cache
def _nouns() -> dict[str, Forms]:
    return {noun: _forms(names) for noun, names in noun_words().items()}


def _forms(names: Iterable[str]) -> Forms:
    words = [word for name in names for word in _words(name)]
    stems = (stem for word in words for stem in stems_of(word))
    return Forms(frozenset(map(fold_chunk, words)), frozenset(stems))


def _words(name: str) -> Iterator[str]:
    """Yield the words of a name, a run of Chinese characters as one; none that only joins."""
    for chunk in name.split():
        if is_single(chunk[0]):
            yield chunk
        else:
            written = (chunk[start:end] for start, end in word_spans(chunk))
            yield from (word for word in written if not is_small(word))
