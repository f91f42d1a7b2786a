"""What a reader may have meant, where little or nothing is found."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np
from django.db.models import Model
from pyroaring import BitMap

from agreements.arrays import bitmap_of, docs_of
from agreements.nouns import NOUNS
from agreements.nouns.noun import Naming

from . import spelling
from .fold import is_single
from .matches import Found, Level, Matches, TermMatches, slots_of
from .query import Query, parse
from .query_notes import is_wordless
from .terms import MIN_PREFIX

# Where at least so many records are found, a reader needs no other names.
ENOUGH_FOUND = 5
MAX_SUGGESTIONS = 5
# So many of those that are named nearly like a query are worth comparing with it.
MAX_NEAR = 40
# Of longer queries no shorter ones are tried.
MAX_TERMS = 12
LOOSE = re.compile(r"^(?:[^\w\s]+ )+|(?: [^\w\s]+)+$")
OPENING, CLOSING = '"“„«「『', '"”“»」』'
# A noun, and the number under which its index has a record.
Document = tuple[str, int]
PROPER = [noun.name for noun in NOUNS.values() if noun.naming >= Naming.PROPER_NAME]


class Suggestions(NamedTuple):
    """Records that may have been meant, the likeliest first, MAX_SUGGESTIONS in all.

    The names of those `alike` have a word that is spelt much like one of the query; the names of
    those `holding` have words of it, and nothing else speaks for them.
    """

    alike: list[Model]
    holding: list[Model]


def suggest(matches: Matches, total: int) -> Suggestions:
    """Return the Suggestions of records named nearly like a query that found `total`.

    Where nothing was found, their names hold most of its words, or words much like these; where
    little was, all of its words, of which one or more differ in few letters. None are returned
    where enough was found. Where nothing was, no word is near one that stands in a name.
    """
    if total >= ENOUGH_FOUND:
        return Suggestions([], [])
    near, others = _near_and_others(matches, total)
    likely = _alike if total else _holding
    scored = []
    for noun in PROPER:
        docs = [docs_of(part) for part in likely(noun, others, matches)]
        found, counts = np.unique(np.concatenate([[], *docs]).astype(int), return_counts=True)
        # Of what holds equally many words, that comes first of which one is the whole name.
        scores = 2 * counts + np.isin(found, docs_of(_called(noun, matches)))
        best = np.argsort(-scores, kind="stable")[:MAX_SUGGESTIONS]
        scored += [(-scores[at], noun, int(found[at])) for at in best]
    scored.sort(key=lambda one: one[0])
    named = [(noun, doc) for _score, noun, doc in scored[:MAX_SUGGESTIONS]]
    alike = [(noun, doc) for noun, doc in named if any(doc in found.of(noun) for found in near)]
    known = _records(named, matches)
    return Suggestions(
        [known[key] for key in alike if key in known],
        [record for key, record in known.items() if key not in alike],
    )


def _near_and_others(matches: Matches, total: int) -> tuple[list[Found], list[Found]]:
    """Return what the words of a query may be meant to be, and of each term what may stand for it.

    Where a word stands in no name, or nothing was found of one that does, "colleges" is no slip in
    "college": it is another form of it.
    """
    forms = [_in_forms(found, matches) for found in matches.terms]
    near = [_near(found, matches) for found in matches.terms]
    unknown = [one for one, found in zip(near, matches.terms, strict=True) if not found.is_known]
    if total or not (unknown or any(map(_is_borne, matches.terms, forms))):
        return unknown or near, near
    terms = zip(matches.terms, near, forms, strict=True)
    return unknown, [form if found.is_known else one for found, one, form in terms]


def _is_borne(found: TermMatches, forms: Found) -> bool:
    """Return whether the name of somebody or something has a term, or another form of it."""
    return any(found.found[Level.WORD].of(noun) or forms.of(noun) for noun in PROPER)


def _in_forms(found: TermMatches, of: Matches) -> Found:
    """Return the records a name of which has another form of a term, and not the term."""
    forms, word = _with_words(found.forms, of), found.found[Level.WORD]
    return Found(lambda noun: forms.of(noun) - word.of(noun))


def _called(noun: str, matches: Matches) -> BitMap:
    """Return the records of a noun of which a term of a query is a whole name."""
    index = matches.names.of(noun)
    words = (slots_of(found.term.tokens, matches.names) for found in matches.terms)
    return BitMap.union(BitMap(), *(index.with_names(one, whole=True) for one in words))


def nearly_named(noun: str, matches: Matches) -> BitMap:
    """Return the documents of a noun, at most MAX_NEAR, whose names hold most words of a query.

    Words much like these count too; the rarer a word is, the more. Of a long query none are.
    """
    if len(matches.terms) > MAX_TERMS:
        return BitMap()
    near = [_near(found, matches) for found in matches.terms]
    total = len(matches.names.all(noun))
    docs = [docs_of(part) for part in _holding(noun, near, matches) if part]
    weights = [np.full(len(part), np.log1p(total / len(part))) for part in docs]
    found, places = np.unique(np.concatenate([[], *docs]).astype(np.uint32), return_inverse=True)
    summed = np.bincount(places, np.concatenate([[], *weights]), len(found))
    return bitmap_of(found[np.argsort(-summed, kind="stable")[:MAX_NEAR]])


def _holding(noun: str, near: list[Found], matches: Matches) -> Iterator[BitMap]:
    """Yield of each term the records of a noun that it, or a word much like it, leads to.

    A word of one or two letters is no likeness.
    """
    for alike, found in zip(near, matches.terms, strict=True):
        yield alike.of(noun)
        if len(found.term.text) >= MIN_PREFIX or is_single(found.term.tokens[-1]):
            yield found.found[Level.WORD].of(noun)


def _alike(noun: str, near: list[Found], matches: Matches) -> Iterator[BitMap]:
    """Yield of each term the records with a word much like it that hold the other words, too.

    What the query found is left out.
    """
    held = [found.found[Level.SIMILAR].of(noun) for found in matches.terms]
    alike = [found.of(noun) for found in near]
    all_words = (one | other for one, other in zip(alike, held, strict=True))
    new = BitMap.intersection(*all_words) - BitMap.intersection(*held)
    return (one & new for one in alike)


def shorter(query: Query) -> list[tuple[int, Query]]:
    """Return (number of the term, the query without it) for each of several terms of a query that
    found nothing: neither did what all of them may be together.
    """
    if not 1 < len(query.terms) <= MAX_TERMS:
        return []
    together = set.intersection(*(set(term.others) for term in query.terms))
    terms = [
        replace(term, others=tuple(one for one in term.others if one not in together))
        for term in query.terms
    ]
    found = []
    for number, term in enumerate(terms):
        others = (*terms[:number], *terms[number + 1 :])
        # In Chinese the rest may be other words where it stands without a space.
        texts = _without(term.written, query.text), " ".join(one.written for one in others)
        rests = (rest for rest in map(parse, texts) if rest.terms == others)
        found += [(number, rest) for rest in islice(rests, 1)]
    return found


def _without(word: str, text: str) -> str:
    """Return a text without a word, and without signs that then begin or end it."""
    written = rf"[{OPENING}]?{re.escape(word)}[{CLOSING}]?"
    rest = " ".join(re.sub(written, " ", text, count=1).split())
    return LOOSE.sub("", rest)


def _near(matches: TermMatches, of: Matches) -> Found:
    """Return the records a name of which has a word that is spelt much like a term of one word."""
    word, *more = matches.term.tokens or ("", "")
    # Nobody who writes "status: signed" means the United States.
    if more or is_wordless(f"{matches.text}:"):
        return Found()
    return _with_words(spelling.nearest(word, of.names), of)


def _with_words(words: Iterable[str], of: Matches) -> Found:
    """Return the records a name of which has any of some words."""
    slot = np.concatenate([np.zeros(0, dtype=np.int64), *slots_of(words, of.names)])
    return Found(lambda noun: of.names.of(noun).with_any(slot))


def _records(named: list[Document], matches: Matches) -> dict[Document, Model]:
    """Return the records of some documents, in their order; without those that are just gone."""
    known = {}
    for noun in {noun for noun, _doc in named}:
        docs = BitMap(doc for other, doc in named if other == noun)
        pks = matches.names.pks(noun, docs)
        records = NOUNS[noun].model.objects.in_bulk(pks)
        known |= {(noun, doc): records.get(pk) for doc, pk in zip(docs, pks, strict=True)}
    return {key: record for key in named if (record := known[key])}
