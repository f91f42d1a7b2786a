"""Cuts a text into its sentences, as it is written, to quote one of them."""

import re
import unicodedata
from collections.abc import Iterator

from .fold import WITHOUT_APOSTROPHES

# Where a sentence may end: at a space after a Latin sign, at once after a Chinese one.
END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])\s*|\n+")
NO_PART_OF_A_WORD = re.compile(r"[\W_]")
# Short forms that stand before the name, the number or the word that they belong to: a full stop
# after them hardly ever ends a sentence. Those that often stand last (etc., Ltd., др.) are not
# here: two sentences are a better quotation than a part of one, but one is better than two.
SHORT_FORMS = frozenset(
    word
    for words in (
        # English
        "dr mr mrs ms prof assoc acad st mt no nos vol pp sec vs cf approx incl co",
        "jan feb aug sept oct nov dec",
        # Russian; гг. is what г. is of several years
        "им проф доц акад св ул просп пер пл пос корп стр см ср ст рис табл тыс напр тел гг",
        "янв февр авг сент окт нояб дек",
        # Uzbek, in both scripts
        "akad dots vil tum koʻch mas",
        "вил тум кўч мас",
        # Letters of a name that are written with two or more: Sh. Mirziyoyev, Yu. Gagarin, Дж. Ли
        "sh ch ya ye yo yu zh kh ts dj dzh shch дж дз",
    )
    for word in words.translate(WITHOUT_APOSTROPHES).split()
)
# So many characters before a place tell whether a short form or a single letter ends there: of a
# longer text none is read twice. Besides the longest form there is its full stop, an apostrophe,
# and what parts it from the word before.
NEAR = max(map(len, SHORT_FORMS)) + 3


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of a text, without the spaces between them; a line ends one, too."""
    start = 0
    for end in END.finditer(text):
        if "\n" in end[0] or not _is_short(text[max(0, end.start() - NEAR) : end.start()]):
            yield text[start : end.start()]
            start = end.end()
    yield text[start:]


def _is_short(near: str) -> bool:
    """Return whether a text ends with a short form or an initial and the full stop of it.

    A single letter is one of a name (Л.Н. Гумилев), of "т. е.", "и т. д." or "U.S.", or a unit,
    as in "2025 г.": in any script that has initials, which are capital letters.
    """
    if not near.endswith("."):
        return False
    plain = unicodedata.normalize("NFC", near.removesuffix(".").translate(WITHOUT_APOSTROPHES))
    word = NO_PART_OF_A_WORD.split(plain)[-1]
    return word.casefold() in SHORT_FORMS or (len(word) == 1 and word.lower() != word.upper())
