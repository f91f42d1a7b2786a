"""Names that a reader may have meant, where little or nothing is found."""

import numpy as np

from .backends import find
from .hits import Level
from .spelling import nearby, similar
from .terms import Term
from .texts import MODELS, among, by_noun, pattern_among, primary_keys

# Titles of agreements and sources are sentences, and no names to choose from.
NAMED = ("institution", "place")
# Where at least so many records are found, a reader needs no other names.
ENOUGH = 5
OFFERED = 5


def nearest(hits, total):
    """Return records, at most OFFERED, whose names are near to a query that found `total` records.

    Where nothing was found, their names hold most of its terms, or words much like these; where
    little was, words that differ in a letter. None are returned where enough was found.
    """
    if total >= ENOUGH:
        return []
    near = [_near_words(reading, total) for reading in hits.readings]
    words = sorted(set().union(*near))
    patterns = [pattern_among(Term((word,)).whole, *NAMED) for word in words]
    ids_by_word = dict(zip(words, find(patterns), strict=True))
    named = []
    held = np.concatenate([reading.ids[Level.SIMILAR] for reading in hits.readings])
    for reading, meant in zip(hits.readings, near, strict=True):
        own = reading.ids[Level.SIMILAR][: 0 if total else None]
        named.append(np.unique(np.concatenate([among(own, *NAMED), *map(ids_by_word.get, meant)])))
    if total:
        named = [np.setdiff1d(ids, held) for ids in named]
    ids, counts = np.unique(np.concatenate(named), return_counts=True)
    return _records(ids[np.argsort(-counts, kind="stable")][:OFFERED])


def _near_words(reading, total):
    """Return words that are spelt much like a term of one word."""
    word, *more = reading.term.tokens
    if more:
        return []
    if len(reading.ids[Level.PART]):
        return similar(word)
    return [] if total else nearby(word)


def _records(ids):
    """Return the records of some ids, in their order; without those that are just gone."""
    found = []
    for key in ids:
        [(noun, keys)] = by_noun(np.array([key])).items()
        found += MODELS[noun].objects.filter(pk__in=primary_keys(noun, keys))
    return found
