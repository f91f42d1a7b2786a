"""What the register itself calls its records: by kind, status and role, and by their noun."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from agreements.nouns.callings import choice_words, noun_words
from agreements.nouns.choice_labels import choice_labels

from .compounds import Tokens
from .fold import fold, fold_chunk, is_single, word_spans
from .small_words import is_small
from .stems import stems_of
from .terms import Term

# Of institutions in English, which is that of institutes: all forms of the word are listed.
OTHER_STEMS = frozenset({"institut"})


class Forms(NamedTuple):
    """The folded words by which something is called, the stems of these, and whole labels."""

    words: frozenset[Tokens]
    stems: frozenset[str]
    labels: frozenset[Tokens] = frozenset()

    def hold(self, term: Term) -> bool:
        """Return whether a term is one of the words, is written as one, or is a form of one."""
        is_word = not self.words.isdisjoint((term.tokens, *term.others))
        return is_word or not term.stems.isdisjoint(self.stems)

    def are_labelled(self, term: Term) -> bool:
        """Return whether a term is a whole label, or stands in one."""
        return not self.labels.isdisjoint((term.tokens, *term.others))


def called(noun: str, term: Term) -> dict[str, list[str]]:
    """Return {parameter: keys} of the choices of a noun that a term calls by a word of theirs."""
    return _choices_where(noun, lambda forms: forms.hold(term))


def labelled(noun: str, term: Term) -> dict[str, list[str]]:
    """Return {parameter: keys} of the choices of a noun of which a term is the label, or in it."""
    return _choices_where(noun, lambda forms: forms.are_labelled(term))


def _choices_where(noun: str, fits: Callable[[Forms], bool]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for parameter, key, forms in _choices().get(noun, ()):
        if fits(forms):
            found[parameter].append(key)
    return found


def is_noun_called(noun: str, term: Term) -> bool:
    """Return whether a term is a word for all records of a noun."""
    return _nouns()[noun].hold(term)


def labels_as_one(terms: Sequence[Term]) -> list[Term]:
    """Return terms that follow each other; any in a label may as well be the whole of that.

    “Announcement by the institution itself” is a kind of source, not every word on institutions.
    """
    wholes: dict[int, Tokens] = {}
    for places, label in _labels_in(terms):
        wholes |= {place: max(wholes.get(place, ()), label, key=len) for place in places}
    return [
        term if is_small(term.written) else term.or_written(wholes.get(place, ()))
        for place, term in enumerate(terms)
    ]


def _labels_in(terms: Sequence[Term]) -> Iterator[tuple[range, Tokens]]:
    """Yield (places, label) of the terms that are a label together."""
    known, beginnings, longest = _labels()
    for first, term in enumerate(terms):
        tokens: Tokens = ()
        for last in range(first, len(terms) if term.tokens[:1] in beginnings else first):
            tokens += terms[last].tokens
            if len(tokens) > longest:
                break
            if tokens in known:
                yield range(first, last + 1), tokens


@cache
def _labels() -> tuple[frozenset[Tokens], frozenset[Tokens], int]:
    """Return all labels, what they begin with, and how many tokens the longest has."""
    known = frozenset().union(*map(_folded, choice_labels().values()))
    return known, frozenset(label[:1] for label in known), max(map(len, known))


def _folded(labels: Iterable[str]) -> frozenset[Tokens]:
    return frozenset(tuple(fold(label).split()) for label in labels)


@cache
def _choices() -> dict[str, list[tuple[str, str, Forms]]]:
    found: dict[str, list[tuple[str, str, Forms]]] = defaultdict(list)
    labels = choice_labels()
    for (noun, parameter, key), names in choice_words().items():
        forms = _forms(names)._replace(labels=_folded(labels[noun, parameter, key]))
        found[noun].append((parameter, key, forms))
    return found


@cache
def _nouns() -> dict[str, Forms]:
    """Return the Forms of each noun, without stems that another word has: institute, институт."""
    found = {noun: _forms(names) for noun, names in noun_words().items()}
    return {noun: forms._replace(stems=forms.stems - OTHER_STEMS) for noun, forms in found.items()}


def _forms(names: Iterable[str]) -> Forms:
    words = [word for name in names for word in _words(name)]
    stems = (stem for word in words for stem in stems_of(word))
    return Forms(frozenset(map(fold_chunk, words)), frozenset(stems))


def _words(name: str) -> Iterator[str]:
    """Yield the words of a name, a run of Chinese characters as one; none that only joins.

    What a hyphen ties is a phrase as well, and one word: «Бань-Мо», Banmo.
    """
    for chunk in name.split():
        if is_single(chunk[0]) or "-" in chunk:
            yield from dict.fromkeys((chunk, chunk.replace("-", "")))
        if not is_single(chunk[0]):
            written = (chunk[start:end] for start, end in word_spans(chunk))
            yield from (word for word in written if not is_small(word))
