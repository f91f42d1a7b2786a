"""Which records' names hold the words of a query: the answer of the database, put in levels."""

from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np

from agreements.index.reading import distinct
from agreements.models import SearchText

from .backends import Pattern, find, one_of
from .fold import is_single
from .spelling import similar
from .terms import Query, Term
from .texts import BORDER, MODELS, among, apart, in_step, names_in, text_id

# So many texts are read and looked at here; of more, the database tells which hold a pattern.
FEW = 1_000
# A name of these stands for their others: who looks for 塔什干 means what is called Tashkent, too.
TRANSLATED = ("sector", "place")
# Names of these are found from the beginning of a word on: "Oman" is no part of "Romania".
TERRITORIES = ("country", "place")
MOST_TRANSLATIONS = 8
# So many pairs of neighbouring characters are looked for in place of a phrase that is not found,
# and such a part of them is to be there.
SHORTEST_RUN = 3
MOST_PAIRS = 12
ENOUGH_PAIRS = 0.6
NOTHING = np.zeros(0, dtype=np.int64)


class Level(IntEnum):
    """How a term stands in a name: as whole words, as a part, or only as a similar word."""

    WORD = 0
    PART = 1
    SIMILAR = 2


@dataclass(frozen=True)
class Reading:
    """What is looked for in place of a term: its translations, and what it may be meant to be.

    `ids` has for each Level the ids of SearchText that hold it so or better (numpy, int64).
    """

    term: Term
    translations: tuple[Term, ...] = ()
    similar: tuple[Term, ...] = ()
    ids: tuple = (NOTHING, NOTHING, NOTHING)

    @property
    def literal(self):
        """Return the reading of the term itself, without what stands for it."""
        return Reading(self.term, ids=self.ids)

    @property
    def text(self):
        """Return the term as it was written."""
        return self.term.written

    @property
    def patterns(self):
        """Return all patterns by which it is found, those of the term itself first."""
        own = (self.term.whole, self.term.part)
        translations = [text for term in self.translations for text in (term.whole, term.start)]
        similar_words = [term.whole for term in self.similar]
        return [*own, *translations, *similar_words, *self.pairs]

    @property
    def pairs(self):
        """Return the pairs of neighbours in a phrase of three characters or more, if not found."""
        tokens = self.term.tokens
        is_found = len(self.ids[Level.PART])
        if is_found or len(tokens) < SHORTEST_RUN or not all(map(is_single, tokens)):
            return []
        pairs = dict.fromkeys(f"{one} {other}" for one, other in pairwise(tokens))
        return list(pairs)[:MOST_PAIRS]


@dataclass(frozen=True)
class Hits:
    """The records whose names hold the terms of a query.

    `whole` and `start` are the ids of the texts in which a name is the whole query, or begins so.
    """

    query: Query
    readings: tuple[Reading, ...]
    whole: np.ndarray = field(default_factory=lambda: NOTHING)
    start: np.ndarray = field(default_factory=lambda: NOTHING)

    @property
    def unknown(self):
        """Return the Readings of terms that stand in no name, for which similar ones are taken."""
        return [reading for reading in self.readings if not len(reading.ids[Level.PART])]


def look_up(query, revision):
    """Return the Hits of a Query, as of a revision of the register (see `TextsInStep`).

    They are kept, unless names could not be folded up to that revision.
    """
    return _kept(query, revision) if in_step.catch_up(revision) else _look_up(query)


@lru_cache(maxsize=16)
def _kept(query, _revision):
    return _look_up(query)


def _look_up(query):
    texts = _Texts()
    parts = find([Pattern(term.part) for term in query.terms])
    wanted = []
    for term, ids in zip(query.terms, parts, strict=True):
        wanted += [
            (ids, term.whole),
            (among(ids, *TERRITORIES), term.start),
            (among(ids, *TRANSLATED), f"{BORDER}{term.whole}{BORDER}"),
        ]
    rarest = min(parts, key=len)
    wanted += [(rarest, f"{BORDER} {query.phrase} {BORDER}"), (rarest, f"{BORDER} {query.phrase}")]
    *found, whole, start = texts.holding(wanted)
    readings = [
        _reading(texts, term, ids, found[3 * number : 3 * number + 3])
        for number, (term, ids) in enumerate(zip(query.terms, parts, strict=True))
    ]
    return Hits(query, tuple(_completed(readings)), whole, start)


def _reading(texts, term, ids, found):
    """Return a Reading of a term, without what its translations and similar words are found in.

    `found` has those of its ids that hold it as words, that are of a territory and hold it as the
    beginning of words, and that may translate it.
    """
    words, starts, named = found
    before, _territories, after = apart(ids, *TERRITORIES)
    parts = np.concatenate([before, starts, after])
    if term.ref:
        words = _union(words, _bearer(term.ref))
    names = {name for text in texts.of(named) for name in names_in(text)} - {term.text}
    translations = tuple(Term(tuple(name.split())) for name in sorted(names)[:MOST_TRANSLATIONS])
    parts = _union(parts, words)
    if len(parts) or len(term.tokens) > 1:
        return Reading(term, translations, (), (words, parts, parts))
    meant = tuple(Term((word,)) for word in similar(term.text))
    return Reading(term, translations, meant, (words, parts, parts))


def _completed(readings):
    """Yield the readings with what translations, similar words and pairs are found in."""
    patterns = [Pattern(text) for reading in readings for text in reading.patterns[2:]]
    found = dict(zip(patterns, find(patterns), strict=True))

    def ids(texts):
        return [found[Pattern(text)] for text in texts]

    for reading in readings:
        words, parts, _parts = reading.ids
        words = _union(words, *ids(term.whole for term in reading.translations))
        parts = _union(parts, words, *ids(term.start for term in reading.translations))
        meant = ids(term.whole for term in reading.similar)
        similar_ids = _union(parts, _in_most(ids(reading.pairs)), *meant)
        yield replace(reading, ids=(words, parts, similar_ids))


def _in_most(found):
    """Return the ids that most of the arrays hold."""
    if not found:
        return NOTHING
    ids, counts = np.unique(np.concatenate(found), return_counts=True)
    return ids[counts >= ENOUGH_PAIRS * len(found)]


def _union(*arrays):
    held = [ids for ids in arrays if len(ids)]
    return held[0] if len(held) == 1 else distinct(np.concatenate([NOTHING, *held]))


def _bearer(ref):
    """Return the id of the record that bears a number, as an array; empty where there is none."""
    for noun, model in MODELS.items():
        if ref.startswith(getattr(model, "REF_PREFIX", " ")):
            pks = model.objects.filter(ref=ref).values_list("pk", flat=True)
            return np.array([text_id(noun, pk) for pk in pks], dtype=np.int64)
    return NOTHING


class _Texts:
    """Texts read from the database, each once."""

    def __init__(self):
        self._texts = {}

    def of(self, ids):
        """Return the texts of some ids."""
        self._load([ids])
        return [self._texts[key] for key in ids.tolist() if key in self._texts]

    def holding(self, wanted):
        """Return for each (ids, pattern) those of the ids whose text contains it.

        The ids are all of their nouns that hold a part of the pattern. Few are read and looked at,
        which is quicker than to ask the index of trigrams again.
        """
        self._load([ids for ids, _text in wanted if len(ids) <= FEW])
        asked = [pair for pair in wanted if len(pair[0]) > FEW]
        found = iter(find([Pattern(text, int(ids[0]), int(ids[-1])) for ids, text in asked]))
        return [
            next(found)
            if len(ids) > FEW
            else np.array(
                [key for key in ids.tolist() if text in self._texts.get(key, "")], dtype=np.int64
            )
            for ids, text in wanted
        ]

    def _load(self, parts):
        keys = {key for ids in parts for key in ids.tolist()} - self._texts.keys()
        if keys:
            rows = SearchText.objects.filter(id__in=one_of(keys))
            self._texts |= dict(rows.values_list("id", "text"))
