"""Looks for a query among the names of the register."""

from collections.abc import Iterator
from dataclasses import replace

from agreements.nouns import NOUNS
from agreements.nouns.noun import Naming

from .fold import fold_chunk
from .matches import SMALL_FIRST, Level, Matches, TermMatches, found_as_a_whole
from .names import Names
from .query import Query
from .runs import parts_of
from .term_search import TermSearch
from .terms import Term

# In longer queries no run is parted.
MAX_TERMS = 12
# A term as passages look for it, and what it finds in names.
Read = tuple[Term, TermMatches]
PROPER = [noun for noun in SMALL_FIRST if NOUNS[noun].naming >= Naming.PROPER_NAME]


def look_up(query: Query, names: Names) -> Matches:
    """Return the Matches of a Query among the names of the register."""
    read: dict[tuple[str, ...], Read] = {}
    for term, joined in zip(query.terms, _terms(query, names), strict=True):
        for part, found in _read(term, joined, names, may_part=len(query.terms) <= MAX_TERMS):
            read.setdefault(part.tokens, (part, found))
    terms = tuple(found for _term, found in read.values())
    query = replace(query, terms=tuple(term for term, _found in read.values()))
    return Matches(query, terms, names.is_complete, names, *found_as_a_whole(query, names))


def _read(term: Term, joined: Term, names: Names, *, may_part: bool) -> Iterator[Read]:
    """Yield a term with what it finds, given with the other words that it may be with others.

    Of a run that is in no name, or in titles only, these are its parts.
    """
    found = TermSearch(joined, names).matches()
    is_parted = may_part and term.is_run and not _is_named(found)
    parts = _parts(term, names, is_known=found.is_known) if is_parted else []
    yield from parts or [_as_found(term, found)]


def _is_named(found: TermMatches) -> bool:
    """Return whether a term stands in a name that is no sentence."""
    return found.is_known and any(map(found.found[Level.WORD].of, PROPER))


def _parts(term: Term, names: Names, *, is_known: bool) -> list[Read]:
    """Return the parts of a run.

    Of one that stands in a title each is known, and may as well be the whole.
    """
    parts = parts_of(term, names)
    if is_known:
        parts = [part.or_written(term.tokens, *term.others) for part in parts]
    read = [_as_found(part, TermSearch(part, names).matches()) for part in parts]
    return read if not is_known or all(found.is_known for _term, found in read) else []


def _as_found(term: Term, found: TermMatches) -> Read:
    return replace(term, is_whole=found.term.is_whole, foreign=found.term.foreign), found


def _terms(query: Query, names: Names) -> Iterator[Term]:
    """Yield the terms of a query; words that are one word of a name together may be that, too.

    "Chong Qing" is Chongqing.
    """
    terms = query.terms
    for place, term in enumerate(terms):
        wholes = (
            _joined(terms[first : first + size], names)
            for size in (2, 3)
            for first in range(max(0, place - size + 1), min(place, len(terms) - size) + 1)
        )
        yield term.or_written(*wholes)


def _joined(terms: tuple[Term, ...], names: Names) -> tuple[str, ...]:
    """Return the word of a name that single words are together, () where there is none."""
    if not all(len(term.tokens) == 1 and term.tokens[0].isalpha() for term in terms):
        return ()
    tokens = fold_chunk("".join(term.written for term in terms))
    return tokens if len(tokens) == 1 and len(names.vocabulary.known(tokens[0])) else ()
