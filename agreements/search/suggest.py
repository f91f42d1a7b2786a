"""Names that a reader may have meant, where little or nothing is found."""

from functools import reduce

import numpy as np
from django.db.models import Model

from agreements.nouns import NOUNS
from agreements.nouns.noun import Naming

from . import spelling
from .matches import Level, Matches, TermMatches
from .terms import Term
from .texts import among, by_noun, pattern_among, primary_keys
from .trigrams import find

# Where at least so many records are found, a reader needs no other names.
ENOUGH_FOUND = 5
MAX_SUGGESTIONS = 5


def suggest(matches: Matches, total: int) -> list[Model]:
    """Return records, at most MAX_SUGGESTIONS, named nearly like a query that found `total`.

    Where nothing was found, their names hold most of its terms, or words much like these; where
    little was, words that differ in a letter. None are returned where enough was found.
    """
    if total >= ENOUGH_FOUND:
        return []
    known = spelling.vocabulary.words()
    near = [_near_words(found, total, known) for found in matches.terms]
    words = sorted(set().union(*near))
    patterns = [pattern_among(Term((word,)).as_word, Naming.PROPER_NAME) for word in words]
    ids_by_word = dict(zip(words, find(patterns), strict=True))
    named = []
    for found, meant in zip(matches.terms, near, strict=True):
        own = among(found.ids[Level.SIMILAR][: 0 if total else None], Naming.PROPER_NAME)
        named.append(np.unique(np.concatenate([own, *map(ids_by_word.get, meant)])))
    if total:
        held = reduce(np.intersect1d, (found.ids[Level.SIMILAR] for found in matches.terms))
        named = [np.setdiff1d(ids, held) for ids in named]
    ids, counts = np.unique(np.concatenate(named), return_counts=True)
    return _records(ids[np.argsort(-counts, kind="stable")][:MAX_SUGGESTIONS])


def _near_words(matches: TermMatches, total: int, known: list[str]) -> list[str]:
    """Return words that are spelt much like a term of one word."""
    word, *more = matches.term.tokens
    if more:
        return []
    if len(matches.ids[Level.PART]):
        return spelling.similar(word, known)
    return [] if total else spelling.nearby(word, known)


def _records(ids: np.ndarray) -> list[Model]:
    """Return the records of some ids, in their order; without those that are just gone."""
    named = [
        (noun, pk)
        for key in ids
        for noun, keys in by_noun(np.array([key])).items()
        for pk in primary_keys(noun, keys)
    ]
    found = {
        noun: NOUNS[noun].model.objects.in_bulk([pk for other, pk in named if other == noun])
        for noun in {noun for noun, _pk in named}
    }
    return [found[noun][pk] for noun, pk in named if pk in found[noun]]
