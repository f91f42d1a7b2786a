"""Which records' names hold the words of a query: the answer of the database, put in levels."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cache, lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np

from agreements.arrays import NONE, distinct
from agreements.models import Revision, SearchText
from agreements.nouns import NOUNS
from agreements.nouns.noun import Naming

from . import spelling
from .fold import is_single
from .pasted import RecordAddress
from .query import Query
from .terms import Term
from .texts import BORDER, among, names_in, text_id, text_index
from .trigrams import Pattern, find, id_list

# So many texts are read and looked at here; of more, the database tells which hold a pattern.
MAX_READ = 1_000
# China has a dozen names in four languages.
MAX_SYNONYMS = 24
# So many pairs of neighbouring characters are looked for in place of a phrase that is not found,
# and such a part of them is to be there.
MIN_RUN = 3
MAX_PAIRS = 12
MIN_SHARE_OF_PAIRS = 0.6


class Level(IntEnum):
    """How a term stands in a name: as whole words, as a part, or only as a similar word."""

    WORD = 0
    PART = 1
    SIMILAR = 2


@dataclass(frozen=True)
class TermMatches:
    """The names that hold a term, or what stands for it: synonyms, and what it may be meant to be.

    `ids` has for each Level the ids of SearchText that hold it so or better (int64, rising).
    """

    term: Term
    synonyms: tuple[Term, ...] = ()
    similar: tuple[Term, ...] = ()
    ids: tuple[np.ndarray, ...] = (NONE, NONE, NONE)

    @property
    def literal(self) -> "TermMatches":
        """Return the matches of the term itself, without what stands for it."""
        return TermMatches(self.term, ids=self.ids)

    @property
    def text(self) -> str:
        return self.term.written

    @property
    def patterns(self) -> list[str]:
        """Return all patterns by which it is found, those of the term itself first."""
        own = (self.term.as_word, self.term.as_substring)
        synonyms = [text for term in self.synonyms for text in (term.as_word, term.as_prefix)]
        similar_words = [term.as_word for term in self.similar]
        return [*own, *synonyms, *similar_words, *self.pairs]

    @property
    def pairs(self) -> list[str]:
        """Return the pairs of neighbours in a phrase of three characters or more, if not found."""
        tokens = self.term.tokens
        is_found = len(self.ids[Level.PART])
        if is_found or len(tokens) < MIN_RUN or not all(map(is_single, tokens)):
            return []
        pairs = dict.fromkeys(f"{one} {other}" for one, other in pairwise(tokens))
        return list(pairs)[:MAX_PAIRS]


@dataclass(frozen=True)
class Matches:
    """The records whose names hold the terms of a query.

    `whole` and `start` are the ids of the texts in which a name is the whole query, or begins so.
    Without `is_complete` names that were written last may be missing: they are not folded yet.
    """

    query: Query
    terms: tuple[TermMatches, ...]
    whole: np.ndarray = field(default_factory=lambda: NONE)
    start: np.ndarray = field(default_factory=lambda: NONE)
    is_complete: bool = True

    @property
    def unknown(self) -> list[TermMatches]:
        """Return those of terms that stand in no name, for which similar words are taken."""
        return [found for found in self.terms if not len(found.ids[Level.PART])]


def look_up(query: Query, revision: Revision | None) -> Matches:
    """Return the Matches of a Query in the names of a revision of the register.

    They are kept, unless the names of that revision are not all folded yet.
    """
    if text_index.is_in_step(revision):
        return _kept(query, revision)
    return replace(_look_up(query), is_complete=False)


@lru_cache(maxsize=16)
def _kept(query: Query, _revision: Revision | None) -> Matches:
    return _look_up(query)


def forget_kept() -> None:
    _kept.cache_clear()


def _look_up(query: Query) -> Matches:
    texts = _Texts()
    found = find([Pattern(term.as_substring) for term in query.terms])
    wanted = []
    for term, ids in zip(query.terms, found, strict=True):
        wanted += [
            (ids, term.as_word),
            (among(ids, Naming.TERRITORY), term.as_prefix),
            (among(ids, Naming.TERM), f"{BORDER}{term.as_word}{BORDER}"),
        ]
    rarest = min(found, key=len)
    wanted += [(rarest, f"{BORDER} {query.phrase} {BORDER}"), (rarest, f"{BORDER} {query.phrase}")]
    *held, whole, start = texts.holding(wanted)
    known = cache(spelling.vocabulary.words)
    terms = [
        _term_matches(texts, term, ids, held[3 * number : 3 * number + 3], known)
        for number, (term, ids) in enumerate(zip(query.terms, found, strict=True))
    ]
    return Matches(query, tuple(_completed(terms)), whole, start)


def _term_matches(
    texts: "_Texts",
    term: Term,
    ids: np.ndarray,
    held: list[np.ndarray],
    known: Callable[[], list[str]],
) -> TermMatches:
    """Return the TermMatches of a term, without what its synonyms and similar words are found in.

    `held` has those of its ids that hold it as words, that are of a territory and hold it as the
    beginning of words, and of which it is a name; `known` gives all words of all names.
    """
    words, territories, named = held
    elsewhere = ids[: len(ids) - len(among(ids, Naming.TERRITORY))]
    parts = np.concatenate([elsewhere, territories])
    if term.records:
        words = _union(words, _named(term.records))
    names = {name for text in texts.of(named) for name in names_in(text)} - {term.text}
    synonyms = tuple(Term(tuple(name.split())) for name in sorted(names)[:MAX_SYNONYMS])
    if len(parts) or len(term.tokens) > 1:
        return TermMatches(term, synonyms, (), (words, parts, parts))
    meant = tuple(Term((word,)) for word in spelling.similar(term.text, known()))
    return TermMatches(term, synonyms, meant, (words, parts, parts))


def _completed(terms: list[TermMatches]) -> Iterator[TermMatches]:
    """Yield the matches with what synonyms, similar words and pairs are found in."""
    patterns = [Pattern(text) for matches in terms for text in matches.patterns[2:]]
    found = dict(zip(patterns, find(patterns), strict=True))

    def ids(texts: Iterable[str]) -> list[np.ndarray]:
        return [found[Pattern(text)] for text in texts]

    for matches in terms:
        words, parts, _parts = matches.ids
        words = _union(words, *ids(term.as_word for term in matches.synonyms))
        parts = _union(parts, words, *ids(term.as_prefix for term in matches.synonyms))
        meant = ids(term.as_word for term in matches.similar)
        similar_ids = _union(parts, _in_most(ids(matches.pairs)), *meant)
        yield replace(matches, ids=(words, parts, similar_ids))


def _in_most(found: list[np.ndarray]) -> np.ndarray:
    if not found:
        return NONE
    ids, counts = np.unique(np.concatenate(found), return_counts=True)
    return ids[counts >= MIN_SHARE_OF_PAIRS * len(found)]


def _union(*arrays: np.ndarray) -> np.ndarray:
    held = [ids for ids in arrays if len(ids)]
    return held[0] if len(held) == 1 else distinct(np.concatenate([NONE, *held]))


def _named(records: Iterable[RecordAddress]) -> np.ndarray:
    """Return the ids of the records that numbers and addresses name, those that there are."""
    ids = []
    for noun, addresses in groupby(sorted(records), itemgetter(0)):
        model = NOUNS[noun].model
        named = {f"{model.ADDRESS_FIELD}__in": [address for _noun, address in addresses]}
        pks = model.objects.filter(**named).values_list("pk", flat=True)
        ids += [text_id(noun, pk) for pk in pks]
    return np.array(sorted(ids), dtype=np.int64)


class _Texts:
    """Texts read from the database, each once."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}

    def of(self, ids: np.ndarray) -> list[str]:
        self._load([ids])
        return [self._texts[key] for key in ids.tolist() if key in self._texts]

    def holding(self, wanted: list[tuple[np.ndarray, str]]) -> list[np.ndarray]:
        """Return for each (ids, pattern) those of the ids whose text contains it.

        The ids are all of their nouns that hold a part of the pattern. Few are read and looked at,
        which is quicker than to ask the index of trigrams again.
        """
        self._load([ids for ids, _text in wanted if len(ids) <= MAX_READ])
        asked = [pair for pair in wanted if len(pair[0]) > MAX_READ]
        found = iter(find([Pattern(text, int(ids[0]), int(ids[-1])) for ids, text in asked]))
        return [
            next(found)
            if len(ids) > MAX_READ
            else np.array(
                [key for key in ids.tolist() if text in self._texts.get(key, "")], dtype=np.int64
            )
            for ids, text in wanted
        ]

    def _load(self, parts: Iterable[np.ndarray]) -> None:
        keys = {key for ids in parts for key in ids.tolist()} - self._texts.keys()
        if keys:
            rows = SearchText.objects.filter(id__in=id_list(keys))
            self._texts |= dict(rows.values_list("id", "text"))
