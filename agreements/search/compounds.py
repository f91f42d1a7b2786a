"""Words that are written as one, with a hyphen or as two, letters that may be initials, and what is
spelt in one way in Britain and in another in America.
"""

import re
from collections.abc import Iterator

from .fold import fold

# What is read in one way only: a word, its letters.
Tokens = tuple[str, ...]

# Beginnings of words that are no words themselves, in three languages. Words are taken apart after
# those that are as often written with a hyphen: "micro", but not "inter" in "international".
PARTED = frozenset(
    word
    for words in (
        "agro agri bio cyber electro geo hydro macro micro multi nano neo non petro semi socio",
        "techno thermo ultra агро авто био гео гидро евро макро микро мульти нано нефте термо эко",
        "электро",
    )
    for word in words.split()
)
LONG = PARTED | frozenset(
    word
    for words in (
        "anti auto counter eco infra inter intra mid mini over photo post pre pro pseudo sub",
        "super tele trans under инфо мини теле тех транс",
    )
    for word in words.split()
)
# After these only what is known to follow is parted from them: "co" stands before "operation", not
# before "llege".
SHORT = {
    "co": ("operat", "ordin", "educat", "author", "found", "financ", "organ", "develop", "creat"),
    "e": ("commerc", "learn", "govern", "business", "mail", "servic", "book", "health", "tech"),
    "re": ("train", "skill", "build", "open", "establish", "construct", "integrat", "new"),
    "up": ("skill", "grad"),
    "hi": ("tech",),
    "ko": ("operat",),
    "ко": ("операц",),
}
MAX_PREFIX, MIN_REST = 8, 4
MAX_CAPITALS, MAX_SMALL = 5, 3
# Written as one with a capital letter within: BanMo.
HUMP = re.compile(r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})")
# Parts of words as they are spelt in Britain and in America.
SPELT = (
    *(("centre", "center"), ("metre", "meter"), ("theatre", "theater"), ("fibre", "fiber")),
    *(("labour", "labor"), ("harbour", "harbor"), ("programme", "program"), ("defence", "defense")),
    *(("isation", "ization"), ("organise", "organize"), ("catalogue", "catalog")),
)


def is_prefix(word: str) -> bool:
    """Return whether a word is only ever the beginning of another one."""
    return word.casefold() in SHORT or word.casefold() in LONG


def joined(first: str, second: str) -> Tokens:
    """Return two words as one: ("ecommerce",)."""
    return tuple(fold(first + second).split())


def taken_apart(word: str) -> Iterator[Tokens]:
    """Yield the ways to write a word as two: ("co", "operation")."""
    plain = word.casefold()
    for length in range(1, min(len(plain) - MIN_REST, MAX_PREFIX) + 1):
        prefix, rest = plain[:length], plain[length:]
        if rest.startswith(SHORT.get(prefix, ())) or prefix in PARTED:
            yield tuple(fold(f"{prefix} {rest}").split())
    for place in (match.start() for match in HUMP.finditer(word)):
        if word[place - 1].islower() and word[place].isupper():
            yield tuple(fold(f"{word[:place]} {word[place:]}").split())


def spelt_abroad(word: str) -> Tokens:
    """Return a word as it is spelt across the Atlantic: ("centres",); none of any other."""
    plain = word.casefold()
    for british, american in SPELT:
        for one, other in ((british, american), (american, british)):
            if one in plain:
                return tuple(fold(plain.replace(one, other)).split())
    return ()


def spelt_out(word: str) -> Tokens:
    """Return the letters of a word that may be initials: ("z", "t", "e"); none of any other."""
    is_likely = len(word) <= MAX_SMALL or (word.isupper() and len(word) <= MAX_CAPITALS)
    if not (word.isalpha() and is_likely and len(word) > 1):
        return ()
    return tuple(fold(" ".join(word)).split())
