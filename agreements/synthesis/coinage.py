"""Coins names of people and bodies that nobody bears, as many and as unevenly used as real ones.

Names that are on record (134 bodies, 68 agreements, 39 sources) have 1,402 words, 492 of them
different; two thirds stand there once, and ten times the text has five times the words, which is
Heaps' law with 0.7 as its power. Such texts use a word as often as the -1.3th power of its rank
(Zipf's law). A rank is drawn by that law and spelt as a name, so that no vocabulary is kept.
"""

from functools import lru_cache

# A rank above r is drawn with the chance (1 + r / SPREAD) ** (-1 / STEEPNESS). Words then grow as
# the power STEEPNESS / (1 + STEEPNESS) of the text; SPREAD sets how often the first one is drawn.
STEEPNESS = 3
SPREAD = 20
# Sounds in Latin letters, Cyrillic ones and Uzbek ones.
ONSETS = (
    *(("b", "б", "b"), ("d", "д", "d"), ("f", "ф", "f"), ("g", "г", "g"), ("j", "дж", "j")),
    *(("k", "к", "k"), ("l", "л", "l"), ("m", "м", "m"), ("n", "н", "n"), ("p", "п", "p")),
    *(("r", "р", "r"), ("s", "с", "s"), ("t", "т", "t"), ("v", "в", "v"), ("z", "з", "z")),
    *(("sh", "ш", "sh"), ("ch", "ч", "ch"), ("kh", "х", "x"), ("q", "к", "q"), ("h", "х", "h")),
)
VOWELS = (("a", "а", "a"), ("e", "е", "e"), ("i", "и", "i"), ("o", "о", "o"), ("u", "у", "u"))
SYLLABLES = tuple(
    tuple(first + second for first, second in zip(onset, vowel, strict=True))
    for vowel in VOWELS
    for onset in ONSETS
)
CLOSES = (
    *(("n", "н", "n"), ("r", "р", "r"), ("l", "л", "l"), ("m", "м", "m"), ("t", "т", "t")),
    *(("rov", "ров", "rov"), ("yev", "ев", "yev"), ("bek", "бек", "bek"), ("din", "дин", "din")),
    *(("nov", "нов", "nov"), ("dor", "дор", "dor"), ("lan", "лан", "lan"), ("ng", "нг", "ng")),
    *(("shod", "шод", "shod"), ("bad", "бад", "bod"), ("zhan", "жан", "jon"), ("k", "к", "k")),
)
# The commonest Chinese characters, which GB 2312 lists first, in rows from 0xB0 to 0xD7.
CHARACTERS = bytes(
    byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell)
).decode("gb2312", errors="ignore")
# What tells more names apart than these sounds do is left out.
LONGEST = len(SYLLABLES) ** 4 * len(CLOSES)
MAX_KEPT = 4096


def rank(dice):
    """Return a rank from 0 on, the lower ones much more often, without an upper bound."""
    return int(SPREAD * ((1 - dice.chance()) ** -STEEPNESS - 1))


@lru_cache(maxsize=MAX_KEPT)
def coined(number):
    """Return the name of a rank in words.SCRIPTS; next to all other ranks have others."""
    rest, close = divmod(number % LONGEST, len(CLOSES))
    rest, first = divmod(rest, len(SYLLABLES))
    rest, second = divmod(rest, len(SYLLABLES))
    # Ranks that are near one another differ from their first syllable on.
    places = [(first + 7 * close) % len(SYLLABLES), (second + 37 * first) % len(SYLLABLES)]
    while rest:
        rest, place = divmod(rest - 1, len(SYLLABLES))
        places.append(place)
    sounds = [*(SYLLABLES[place] for place in places), CLOSES[close]]
    latin, cyrillic, uzbek = map("".join, zip(*sounds, strict=True))
    return latin.capitalize(), _characters(number), cyrillic.capitalize(), uzbek.capitalize()


def _characters(number):
    """Return two or three Chinese characters: the first ranks differ in the first of them."""
    rest, first = divmod(number, len(CHARACTERS))
    third, second = divmod(rest + 31 * first, len(CHARACTERS))
    chosen = (first, second, third % len(CHARACTERS)) if third else (first, second)
    return "".join(CHARACTERS[place] for place in chosen)
