"""The order of names in languages whose alphabets are not in the order of code points."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from agreements.language_habits import habit
from agreements.language_paths import OTHERS

from .pinyin import readings

APOSTROPHE = "ʻ"
APOSTROPHES = dict.fromkeys(map(ord, "'`´ʼ‘’"), APOSTROPHE)
# What stands before all letters: the end of a word, then figures; behind them any other letter.
SPACE, FIGURES, LETTERS, STRANGERS = b"\1", 2, 20, 200

Key = Callable[[str], bytes]


def by_alphabet(letters: Iterable[str], sorted_as: Mapping[str, str]) -> Key:
    """Return the key by which names are sorted by an alphabet; other scripts come after it.

    Letters are of one sign or of several, and the longest one counts at each place. Those of
    `sorted_as` stand as another one. Signs between words are as good as a space, an apostrophe that
    is of no letter as nothing.
    """
    ranks = {letter: bytes([rank]) for rank, letter in enumerate(letters, LETTERS)}
    longest_first = sorted((letter for letter in ranks if len(letter) > 1), key=len, reverse=True)
    letters_of = re.compile("|".join([*map(re.escape, longest_first), "."]), re.DOTALL).findall
    plain = APOSTROPHES | str.maketrans(dict(sorted_as))

    @cache
    def rank(letter: str) -> bytes:
        return ranks.get(letter) or _rank_of_other(letter)

    def key(text: str) -> bytes:
        made = []
        for part in filter(None, map(rank, letters_of(text.casefold().translate(plain)))):
            # A name in quotation marks stands where it stands without them.
            if part != SPACE or (made and made[-1] != SPACE):
                made.append(part)
        return b"".join(made[:-1] if made[-1:] == [SPACE] else made)

    return key


def _rank_of_other(sign: str) -> bytes:
    if sign == APOSTROPHE:
        return b""
    if sign.isdecimal():
        return bytes([FIGURES + int(sign)])
    if sign.isalpha():
        return bytes([STRANGERS]) + sign.encode("utf-32-be")
    return SPACE


def by_pinyin(text: str) -> bytes:
    """Return the key by which Chinese names are sorted: by the sound of each character, its tone.

    The sound is that of the word in which the character stands: chóngqìng, not zhòngqìng.
    """
    return "\1".join(readings().of(text.casefold())).encode()


def by_code_points(text: str) -> bytes:
    """Return the key by which names are sorted in a language of which no alphabet is known."""
    return text.casefold().encode()


def key_of(language: str) -> Key:
    """Return the key by which names in a language of the pages are sorted."""
    alphabet, sorted_as = alphabet_of(language)
    if alphabet == "pinyin":
        return by_pinyin
    return by_alphabet(alphabet, sorted_as) if alphabet else by_code_points


def alphabet_of(language: str) -> tuple[object, dict[str, str]]:
    """Return the letters of a language in their order, and those that stand as another one."""
    return habit("ALPHABET", language, None), habit("SORTED_AS", language, {})


KEYS: dict[str, Key] = {code: key_of(code) for code in OTHERS}


@lru_cache(maxsize=20_000)
def alphabetical(text: str, language: str | None) -> bytes:
    """Return the key by which labels are sorted in a language of the pages."""
    key = KEYS.get(language)
    return key(text) if key else text.encode()
