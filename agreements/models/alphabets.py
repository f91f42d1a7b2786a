"""The order of names in languages whose alphabets are not in the order of code points."""

import re
from collections.abc import Callable
from functools import lru_cache

from .pinyin import readings

# Letters of one sign or of several, in their order. Yo is sorted as ye, which many write for it.
RUSSIAN = [*"абвгдежзийклмнопрстуфхцчшщъыьэюя"]
# Foreign letters stand where the Latin alphabet has them.
UZBEK = [*"abcdefghijklmnopqrstuvwxyz", "oʻ", "gʻ", "sh", "ch", "ng"]
APOSTROPHES = dict.fromkeys(map(ord, "'`´ʼ‘’"), "ʻ")
# What stands before all letters: the end of a word, then figures; behind them any other letter.
SPACE, FIGURES, LETTERS, OTHERS = 1, 2, 20, 200

Key = Callable[[str], bytes]


def by_alphabet(letters: list[str], mended: Callable[[str], str]) -> Key:
    """Return the key by which names are sorted by an alphabet; other scripts come after it.

    The longest letter counts at each place. Signs between words are as good as a space.
    """
    ranks = {letter: number for number, letter in enumerate(letters, LETTERS)}
    longest = max(map(len, letters))

    def key(text: str) -> bytes:
        text, made, at = mended(text.casefold()), bytearray(), 0
        while at < len(text):
            for size in range(longest, 0, -1):
                if rank := ranks.get(text[at : at + size]):
                    made.append(rank)
                    at += size
                    break
            else:
                made += _rank_of_other(text[at], made)
                at += 1
        return bytes(made).rstrip(bytes([SPACE]))

    return key


def _rank_of_other(sign: str, before: bytearray) -> bytes:
    if sign.isdecimal():
        return bytes([FIGURES + int(sign)])
    if sign.isalpha():
        return bytes([OTHERS]) + sign.encode("utf-32-be")
    # A name in quotation marks stands where it stands without them.
    return bytes([SPACE]) if before and before[-1] != SPACE else b""


def one_apostrophe(text: str) -> str:
    """Return Uzbek with one sign for all apostrophes, and only where it makes another letter."""
    return re.sub("(?<![og])ʻ", "", text.translate(APOSTROPHES))


def by_pinyin(text: str) -> bytes:
    """Return the key by which Chinese names are sorted: by the sound of each character, its tone.

    The sound is that of the word in which the character stands: chóngqìng, not zhòngqìng.
    """
    return "\1".join(readings().of(text.casefold())).encode()


KEYS: dict[str, Key] = {
    "ru": by_alphabet(RUSSIAN, lambda text: text.replace("ё", "е")),
    "uz": by_alphabet(UZBEK, one_apostrophe),
    "zh-hans": by_pinyin,
}


@lru_cache(maxsize=20_000)
def alphabetical(text: str, language: str | None) -> bytes:
    """Return the key by which labels are sorted in a language of the pages."""
    key = KEYS.get(language)
    return key(text) if key else text.encode()
