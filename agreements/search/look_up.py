"""Looks for a query among the names of the register."""

from collections.abc import Iterator
from dataclasses import replace

from .fold import fold_chunk
from .matches import Matches, found_as_a_whole
from .names import Names
from .query import Query
from .term_search import TermSearch
from .terms import Term


def look_up(query: Query, names: Names) -> Matches:
    """Return the Matches of a Query among the names of the register."""
    terms = tuple(TermSearch(term, names).matches() for term in _terms(query, names))
    read = (
        replace(term, is_whole=found.term.is_whole, foreign=found.term.foreign)
        for term, found in zip(query.terms, terms, strict=True)
    )
    query = replace(query, terms=tuple(read))
    return Matches(query, terms, names.is_complete, names, *found_as_a_whole(query, names))


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
