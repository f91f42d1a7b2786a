"""Numbers of records and addresses of pages, as people paste them into a text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from agreements.models.refs import Registered
from agreements.models.schemes import SCHEMES
from agreements.nouns import LISTED

from .fold import LATIN_LOOKS, fold, fold_address
from .plain import NO_WORD_AFTER, NO_WORD_BEFORE

# (noun, its address): ("agreement", "AG-0001"), ("sector", "forestry").
RecordAddress = tuple[str, str]

WRITTEN_DIGITS = 4
# "in 2025" is no number of an institution.
YEARS = range(1900, 2200)
NUMBER_SIGN = "(?:(?:no|nr)[.]? ?|№ ?|#)?"
CHUNK = re.compile(r"\S+")
# Whoever writes in Cyrillic types the letters of a number that look alike: АG-0001, РЕ-0003.
LOOKS = str.maketrans(LATIN_LOOKS)
# An ISNI as it is printed: its sixteen signs in fours, of which the last checks the others.
FOURS = re.compile(
    rf"{NO_WORD_BEFORE}[0-9]{{4}}([ -])[0-9]{{4}}\1[0-9]{{4}}\1[0-9]{{3}}[0-9Xx]{NO_WORD_AFTER}"
)
# An address that was copied without its scheme: a host of a kind that few words look like, with a
# path or a question. It begins where a text may begin, not within another address.
WITHOUT_SCHEME = (
    r"(?<![^\s<(\[{\"'“„«「『:、，：；（【\u3040-\u30ff\u3400-\u9fff])"
    r"(?:(?:[^\W\u3040-\u30ff\u3400-\u9fff]|-){1,63}\.){1,8}(?:[a-z]{2,24}|рф|қаз)"
    r"(?::[0-9]{1,5})?[/?#]\S"
)
PAGE_ELSEWHERE = re.compile(
    rf"{NO_WORD_BEFORE}(?:https?://|www\.|{WITHOUT_SCHEME})\S*", re.IGNORECASE
)
# A host alone, or with a path: example.org, example.org/news.
HOST = re.compile(
    r"(?:[\w-]{1,63}\.){1,8}(?:[a-z]{2,4}(?::[0-9]{1,5})?|\w{2,24}/\S*|[a-z]{2,4}/\S*)"
)
AROUND = "<>()[]{}\"'“”„«»「」『』.,;:!?、。，；：！？）（】【"


class Found(NamedTuple):
    """What stands at a place of a text: a record of the register, a page elsewhere, or both.

    `tokens` are what the text is found by in names and addresses.
    """

    start: int
    end: int
    record: RecordAddress | None
    tokens: tuple[str, ...]


def numbers_in(plain: str) -> Iterator[Found]:
    """Yield the numbers of records in a text in plain signs: AG-0001, ag0001, AG 0001, #AG-1."""
    for match in _number_pattern().finditer(plain.translate(LOOKS)):
        prefix, sign, digits = match[1], match[2], match[3]
        if int(digits) and _is_meant_as_number(prefix, sign, digits):
            noun = _nouns_by_prefix()[prefix.upper()]
            ref = Registered.canonical_address(f"{prefix}-{digits.zfill(WRITTEN_DIGITS)}")
            yield Found(*match.span(), (noun, ref), tuple(fold(ref).split()))


def _is_meant_as_number(prefix: str, sign: str, digits: str) -> bool:
    """Return whether two letters before digits are a number, rather than "in 2025" or "SO2"."""
    if sign == "-":
        return True
    is_padded = len(digits) >= WRITTEN_DIGITS
    if not sign:
        return is_padded
    is_year = len(digits) == WRITTEN_DIGITS and int(digits) in YEARS
    return (is_padded and digits.startswith("0")) or (prefix.isupper() and not is_year)


@cache
def _nouns_by_prefix() -> dict[str, str]:
    return {
        noun.model.REF_PREFIX: noun.name for noun in LISTED if issubclass(noun.model, Registered)
    }


@cache
def _number_pattern() -> re.Pattern:
    prefixes = "|".join(_nouns_by_prefix())
    return re.compile(
        f"{NO_WORD_BEFORE}{NUMBER_SIGN}({prefixes})( ?-? ?)([0-9]{{1,9}}){NO_WORD_AFTER}",
        re.IGNORECASE,
    )


def addresses_in(plain: str, written: str) -> Iterator[Found]:
    """Yield the addresses of pages in a text in plain signs, of this register or elsewhere.

    A page of the register is known by its path, whatever the host.
    """
    for chunk in CHUNK.finditer(plain):
        if "/" not in chunk[0] and "." not in chunk[0]:
            continue
        elsewhere = PAGE_ELSEWHERE.search(chunk[0])
        text = (elsewhere or chunk)[0].rstrip(AROUND)
        start = chunk.start() + (elsewhere.start() if elsewhere else 0)
        if not elsewhere:
            start += len(text) - len(text.lstrip(AROUND))
            text = text.lstrip(AROUND)
        record = _record_at(text)
        tokens = _tokens(written[start : start + len(text)], is_elsewhere=bool(elsewhere))
        if tokens and (record or elsewhere):
            yield Found(start, start + len(text), record, tokens)


def _tokens(address: str, *, is_elsewhere: bool) -> tuple[str, ...]:
    if is_elsewhere:
        has_scheme = address.lower().startswith("http")
        return tuple(fold_address(address if has_scheme else f"https://{address}").split())
    return tuple(fold(address).split())


def fours_in(plain: str) -> Iterator[Found]:
    """Yield the identifiers in a text that are written in fours: 0000 0001 2146 438X."""
    for match in FOURS.finditer(plain):
        if SCHEMES["isni"].read(match[0]):
            yield Found(*match.span(), None, tuple(fold(match[0]).split()))


def host_tokens(chunk: str) -> tuple[str, ...]:
    """Return the key of an address without its scheme, "example.org"; () of what is none.

    It may be something else as well: a name with full stops.
    """
    is_host = HOST.fullmatch(chunk.lower())
    return _tokens(chunk, is_elsewhere=True) if is_host else ()


def _record_at(address: str) -> RecordAddress | None:
    """Return the record whose page, history or data a path leads to."""
    match = _page_pattern().search(address)
    if match is None:
        return None
    noun = _nouns_by_plural()[match[1].lower()]
    text = noun.model.canonical_address(match[2])
    return (noun.name, text) if noun.model.ADDRESS_PATTERN.fullmatch(text) else None


@cache
def _nouns_by_plural() -> dict:
    return {noun.plural: noun for noun in LISTED}


@cache
def _page_pattern() -> re.Pattern:
    plurals = "|".join(_nouns_by_plural())
    return re.compile(rf"(?:^|/)({plurals})/([\w-]+)(?:[/.?#].*)?$", re.IGNORECASE | re.ASCII)
