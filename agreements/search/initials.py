"""Initials: letters with full stops between, and those of a person beside a surname."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .compounds import is_prefix
from .fold import APOSTROPHES
from .small_words import is_small

LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
# Z.T.E., L.N.Gumilyov, U.S; L. N. Gumilyov: two letters or more, a full stop after each.
INITIALS = re.compile(
    rf"(?<!\w)(?:(?:{LETTER}\.){{2,12}}(?:{LETTER}(?!\w))?|(?:{LETTER}\. ){{1,11}}{LETTER}\."
    rf"|{LETTER}\.{LETTER}(?!\w))"
)
# What Cyrillic has one letter for may be two in Latin: Ш. Мирзиёев, Sh. Mirziyoyev.
INITIAL = rf"(?:(?i:sh|ch|kh|zh|ts|yu|ya|yo|ye|[og][{''.join(APOSTROPHES)}])|{LETTER})"
WORD = f"{LETTER}{{2}}"
NO_SIGN_BEFORE, NO_SIGN_AFTER = r"(?<![\w.&+/'’-])(?<![&+/-] )", r"(?![\w.&+/'’-])"
# A surname has one or two of them, before it or behind it, most often with full stops. Of more
# letters one is no initial: those of "Z.T.E. Tashkent" are a body's.
BEFORE = (
    rf"{NO_SIGN_BEFORE}(?<!\b\w\. )(?P<initials>{INITIAL}\.(?: ?{INITIAL}\.)?) ?(?={WORD})"
    rf"(?!{INITIAL}\.)",
    rf"{NO_SIGN_BEFORE}(?<!\b\w )(?P<initials>{LETTER}(?: {LETTER})?) (?={WORD})",
)
BEHIND = (
    rf"(?<={WORD}),? (?P<initials>{INITIAL}\.(?: ?{INITIAL}\.?)?)(?![\w.])(?! ?{LETTER}\.)",
    # "Workshop V" is the fifth one.
    rf"(?<={WORD}),? (?P<initials>(?![IVX]\b){LETTER}(?: {LETTER})?){NO_SIGN_AFTER}"
    rf"(?! {LETTER}(?!\w))",
)
PERSONS = [re.compile(pattern) for pattern in (*BEFORE, *BEHIND)]
ONE_INITIAL = re.compile(INITIAL)
# No surname is longer.
WORD_BEFORE, MAX_WORD = re.compile(r"\w+\Z"), 40
# Letters that are a body's, a country's or a technique's wherever they stand.
NOBODYS = frozenset(["us", "uk", "un", "eu", "ai", "it", "сш", "рф", "кр", "ес", "ии", "ит"])


class Initials(NamedTuple):
    """Where initials stand in a text, and what they are: one letter each, or two of Latin."""

    start: int
    end: int
    letters: list[str]


def initials_in(plain: str) -> Iterator[Initials]:
    """Yield the initials with full stops in a text."""
    for match in INITIALS.finditer(plain):
        yield Initials(*match.span(), [char for char in match[0] if char.isalpha()])


def persons_initials_in(plain: str) -> Iterator[Initials]:
    """Yield the initials in a text that stand beside a surname: O. Mahkamov, Mahkamov O.A."""
    matches = [match for pattern in PERSONS for match in pattern.finditer(plain)]
    rest = 0
    for match in sorted(matches, key=lambda match: (match.start("initials"), -match.end())):
        letters = ONE_INITIAL.findall(match["initials"])
        if match.start("initials") >= rest and _are_a_persons(match, letters):
            start, rest = match.span("initials")
            yield Initials(start, rest, letters)


def _are_a_persons(match: re.Match, letters: list[str]) -> bool:
    """Return whether letters beside a word are initials: these are capitals as it is, or none are.

    Small ones have full stops, and a space before a surname: "x.com" is an address.
    """
    if "".join(letters).casefold() in NOBODYS:
        return False
    start, end = match.span("initials")
    has_stops, is_behind = "." in match["initials"], match.start() < start
    if not has_stops and (all(map(is_small, letters)) or any(map(is_prefix, letters))):
        return False
    if is_behind:
        word = WORD_BEFORE.search(match.string, max(0, start - MAX_WORD), match.start())
        is_capital = word is not None and word[0][0].isupper()
    else:
        is_capital = match.string[match.end()].isupper()
    if any(letter[0].isupper() is not is_capital for letter in letters):
        return False
    return is_capital or (has_stops and (is_behind or end < match.end()))
