"""What a reader looks for: the words, phrases, numbers and days of a search, folded."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from .compounds import Tokens
from .fold import fold, fold_chunk, spellings
from .initials import initials_in, persons_initials_in
from .open_periods import opened
from .pasted import AROUND, CHUNK, addresses_in, fours_in, host_tokens, numbers_in
from .periods import periods_in
from .plain import plain_text
from .query_notes import Note, is_wordless, operators_in, wordless_in
from .small_words import is_small
from .terms import Term
from .written_words import Read, words_in

MAX_LENGTH = 1000
# What opens a phrase, with all that may close it.
QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
OPENING = re.compile(f"[{''.join(QUOTES)}]")


@dataclass(frozen=True)
class Query:
    """What a reader looks for: records that all the terms lead to, in any order.

    `text` is what was written, `phrase` all of it folded. `small` has the words that join or point,
    which need not be found; of a query of such words alone, any of them is its one term. Nor need
    initials beside a surname: a name that is one of the `initialled` fits better than others.
    `notes` tell what was read in another way than a reader may think.
    """

    text: str
    terms: tuple[Term, ...]
    phrase: str
    small: tuple[Term, ...] = ()
    initialled: tuple[Tokens, ...] = ()
    notes: tuple[Note, ...] = ()


# Reads a text, given in plain signs and as it is written, into (start, end, term) of some places.
Reader = Callable[[str, str], Iterator[Read]]


def parse(text: str) -> Query:
    """Return the Query that a reader's text means; it may have no terms.

    Quotation marks of any kind keep a phrase, a closing one that is missing is not missed. What
    hyphens and slashes part are several words, neighbouring Chinese characters one phrase.
    """
    plain = plain_text(text)
    read = list(_read(plain, text, READERS))
    small = _distinct(term for term in read if _is_small(term))
    terms = _distinct(_records_as_one(term for term in read if _must_be_found(term)))
    notes = [Note("period", term.period.written, term.period) for term in terms if term.period]
    phrase = " ".join(term.text for term in read)
    if not terms and read:
        terms, small = (_any_of(small or read),), ()
    said = (*operators_in(plain, text), *notes)
    return Query(text, terms, phrase, small, _initialled(read), said)


def spelt(query: Query) -> list[Query]:
    """Return a query, and with it the one of the other spelling of its text where it has one."""
    return [query, *map(parse, spellings(query.text)[1:])]


def _read(plain: str, written: str, readers: Iterable[Reader]) -> Iterator[Term]:
    """Yield the terms of a text: those of the first reader, and of the others what it leaves."""
    first, *others = readers
    rest = 0
    for start, end, term in first(plain, written):
        if others:
            yield from _read(plain[rest:start], written[rest:start], others)
        yield term
        rest = end
    if others and rest < len(plain):
        yield from _read(plain[rest:], written[rest:], others)


def _quoted(_plain: str, written: str) -> Iterator[Read]:
    for start, end in _quotations(written):
        inner = written[start + 1 : end - 1].strip()
        plain = plain_text(inner)
        pasted = [term for read in (_addresses, _numbers, _hosts) for term in read(plain, inner)]
        tokens = tuple(fold(inner).split())
        if pasted and pasted[0][:2] == (0, len(inner)):
            yield start, end, pasted[0][2]
        elif tokens:
            others = (tuple(fold(text).split()) for text in spellings(inner))
            yield start, end, Term(tokens, inner).or_written(*others)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where quotations begin and end, their marks included."""
    rest = 0
    for match in OPENING.finditer(text):
        start = match.start()
        if start >= rest:
            closings = (text.find(mark, start + 1) for mark in QUOTES[match[0]])
            end = min((place for place in closings if place >= 0), default=-1)
            if end >= 0:
                rest = end + 1
                yield start, rest


def _addresses(plain: str, written: str) -> Iterator[Read]:
    yield from _pasted(addresses_in(plain, written), written)


def _fours(plain: str, written: str) -> Iterator[Read]:
    yield from _pasted(fours_in(plain), written)


def _numbers(plain: str, written: str) -> Iterator[Read]:
    yield from _pasted(numbers_in(plain), written)


def _pasted(found: Iterable, written: str) -> Iterator[Read]:
    for start, end, record, tokens in found:
        term = Term(tokens, written[start:end], records=(record,) if record else ())
        # A title may hold a number or an address as it is written.
        yield start, end, term.or_written(tuple(fold(term.written).split()))


def _periods(plain: str, written: str) -> Iterator[Read]:
    for found in periods_in(plain, written):
        start, end, period = opened(found, plain, written)
        term = Term(tuple(fold(period.written).split()), period.written, period=period)
        # "2025 года" stands in a name as "2025 год" or 2025年; "since 2025" is in 2025, too.
        year = found.period.year if period.holds(found.period) else ""
        yield start, end, term.or_written((year,) if year else ())


def _persons_initials(plain: str, written: str) -> Iterator[Read]:
    for start, end, letters in persons_initials_in(plain):
        tokens = tuple(fold(" ".join(letters)).split())
        if tokens:
            yield start, end, Term(tokens, written[start:end], is_initials=True)


def _initials(plain: str, written: str) -> Iterator[Read]:
    for start, end, letters in initials_in(plain):
        term = Term(tuple(fold(" ".join(letters)).split()), written[start:end])
        if term.tokens:
            yield start, end, term.or_written(fold_chunk("".join(letters)))


def _hosts(plain: str, written: str) -> Iterator[Read]:
    """Yield what may be an address without its scheme, or words with full stops between."""
    for chunk in CHUNK.finditer(plain):
        start = chunk.start() + len(chunk[0]) - len(chunk[0].lstrip(AROUND))
        text = written[start : chunk.end()].rstrip(AROUND)
        host = host_tokens(text) if "." in text else ()
        if host:
            term = Term(tuple(fold(text).split()), text)
            yield start, start + len(text), term.or_written(host)


def _wordless(plain: str, written: str) -> Iterator[Read]:
    """Yield names of fields that other searches know, and weights: they forbid nothing."""
    for start, end in wordless_in(plain):
        text = written[start:end]
        yield start, end, Term(tuple(fold(text).split()), text)


READERS = (
    *(_quoted, _addresses, _fours, _numbers, _wordless, _periods),
    *(_persons_initials, _initials, _hosts, words_in),
)


def _is_small(term: Term) -> bool:
    return is_small(term.written) or is_wordless(term.written)


def _must_be_found(term: Term) -> bool:
    return not (term.is_initials or _is_small(term))


def _initialled(read: Iterable[Term]) -> tuple[Tokens, ...]:
    """Return how names may begin that a query with initials means, whichever name comes first.

    A token with a full stop is the beginning of a word. The first of two initials is enough.
    """
    words = [term for term in read if not _is_small(term)]
    places = [place for place, term in enumerate(words) if term.is_initials]
    if len(places) != 1:
        return ()
    before, after = words[: places[0]], words[places[0] + 1 :]
    first, rest = (
        tuple(token for term in terms for token in term.tokens) for terms in (before, after)
    )
    initials = tuple(f"{token}." for token in words[places[0]].tokens)
    ways = [
        way
        for own in (initials, initials[:1])
        for way in (first + own + rest, own + first + rest, first + rest + own)
    ]
    return tuple(dict.fromkeys(ways))


def _any_of(terms: Iterable[Term]) -> Term:
    """Return the first of some terms, which may as well be any of the others."""
    first, *more = terms
    return first.or_written(*(tokens for term in more for tokens in (term.tokens, *term.others)))


def _records_as_one(terms: Iterable[Term]) -> list[Term]:
    """Return the terms, those that name records as one: any of these is meant."""
    terms = list(terms)
    naming = [term for term in terms if term.records]
    if len(naming) < 2:
        return terms
    first = naming[0]
    one = replace(
        _any_of(naming),
        written=", ".join(term.written for term in naming),
        records=tuple(dict.fromkeys(record for term in naming for record in term.records)),
    )
    rest = [term for term in terms if not term.records]
    return [*rest[: terms.index(first)], one, *rest[terms.index(first) :]]


def _distinct(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms, of those with the same tokens the first."""
    known: dict[tuple[str, ...], Term] = {}
    for term in terms:
        known.setdefault(term.tokens, term)
    return tuple(known.values())
