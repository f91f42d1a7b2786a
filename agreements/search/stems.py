"""Stems of words as they are written: two words are forms of one another where their stems meet.

English and Russian words have the stems of Snowball's algorithms. Uzbek has none there. Its nouns
take endings one after the other, each at most once and in this order: plural (-lar), possessive
(-i, -si, -imiz, -ingiz), case (-ning, -ni, -ga with -ka and -qa, -da, -dan), and what makes an
adjective of a place (-dagi) or a limit of it (-gacha). See the tables of cases at
https://polyglotclub.com/wiki/Language/Northern-uzbek/Grammar/Noun-Cases and of number and
possession at https://thelanguages.com/uzbek/nouns. Endings that are as likely a part of a name
(-im, -ing) are left on.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import local

from Stemmer import Stemmer

from .fold import CYRILLIC, WITHOUT_APOSTROPHES, fold, in_one_script

MIN_WORD, MAX_WORD = 4, 40
MIN_STEM = 3
MAX_KEPT_WORDS = 100_000
LATIN_WORD = re.compile("[a-zà-öø-ɏ]+")
CYRILLIC_WORD = re.compile("[а-яёўқғҳ]+")
# From the last ending to the first, each with the least that it leaves of a word: Uganda, Nevada,
# Sudan and Liaoning keep theirs. What comes from a place ends in -lik: toshkentlik.
ENDINGS = (
    (("dagi", "gacha", "kacha", "qacha"), 4),
    (("ning", "dan", "ni", "ga", "ka", "qa", "da"), 5),
    (("imiz", "ingiz", "si", "i"), 5),
    (("lar",), 4),
    (("lik",), 5),
)
SOFTENING = ("imiz", "ingiz", "i")
ALL_ENDINGS = tuple(ending for endings, _least in ENDINGS for ending in endings)
# Russian words in -ия and -ие. Snowball takes away the и as well, so that Нигерия would be Нигер.
SOFT = re.compile("(.{2,}и)(я|и|ю|ей|ею|ях|ям|ями)")
MAYBE_SOFT = re.compile("(.{2,}и)(й|е|ем)")
# Snowball takes these for verbs or adjectives: Узбекистан would be cut shorter than Узбекистану,
# Китая shorter than Китай.
LIKE_VERBS = re.compile("(.{2,}[ая][лн])а?|(.{2,}[ая]й)|(.{2,}а)я")
# The vowel of стажировок, рынок and Череповец falls away in their other cases.
FLEETING = re.compile("(.{3,})[оеё]([кц])")
# Телекоммуникационный is of телекоммуникация.
OF_ACTION = re.compile("(.{3,}[цс]и)онн?")
# Ташкентский is of Ташкент: what is left of such an adjective ends so.
ADJECTIVE = "ск"


class _Stemmers(local):
    """Snowball's algorithms; one of them serves one thread at a time."""

    def __init__(self):
        self.english = Stemmer("english")
        self.russian = Stemmer("russian")


_stemmers = _Stemmers()


def stems_of(word: str) -> frozenset[str]:
    """Return the folded stems of one word as it is written, in any script.

    There are none of a short word, of a number and of a script without endings.
    """
    return _stems_of(word) if MIN_WORD <= len(word) <= MAX_WORD else frozenset()


@lru_cache(maxsize=MAX_KEPT_WORDS)
def _stems_of(word: str) -> frozenset[str]:
    plain = in_one_script(unicodedata.normalize("NFKC", _with_plain_apostrophe(word))).casefold()
    bare = plain.translate(WITHOUT_APOSTROPHES)
    if CYRILLIC_WORD.fullmatch(bare):
        stems = {*_russian(bare), *_uzbek(bare.translate(CYRILLIC))}
    elif LATIN_WORD.fullmatch(bare):
        stems = {_stemmers.english.stemWord(plain), *_uzbek(bare)}
    else:
        return frozenset()
    return frozenset(key for stem in stems if len(key := fold(stem)) >= MIN_STEM)


def _with_plain_apostrophe(word: str) -> str:
    """Return a word as the English algorithm knows it: it takes 's for an ending."""
    return re.sub(r"[’‘ʼ´](?=s\Z)", "'", word)


def _russian(word: str) -> Iterator[str]:
    """Yield the stems of a word: Snowball's, and those of nouns that it takes for verbs."""
    soft = SOFT.fullmatch(word)
    if soft:
        yield soft[1]
        return
    stem = _stemmers.russian.stemWord(word)
    yield stem
    if maybe_soft := MAYBE_SOFT.fullmatch(word):
        yield maybe_soft[1]
    if noun := LIKE_VERBS.fullmatch(word):
        yield noun[noun.lastindex]
    if fleeting := FLEETING.fullmatch(word):
        yield "".join(fleeting.groups())
    yield from _of_adjective(stem)
    if stem.endswith(ADJECTIVE):
        place = stem.removesuffix(ADJECTIVE)
        yield place
        yield place.removesuffix("й")


def _of_adjective(stem: str) -> Iterator[str]:
    """Yield the stems of what an adjective is made of: геология, логистика, телекоммуникация."""
    if stem.endswith("ическ"):
        noun = stem.removesuffix("ческ")
        yield noun
        yield f"{noun}к"
    if made_of := OF_ACTION.fullmatch(stem):
        yield made_of[1]


def _uzbek(word: str) -> Iterator[str]:
    """Yield what is left of a word in Latin letters after each of its endings, or all of it."""
    if not word.endswith(ALL_ENDINGS):
        yield word
    for endings, least in ENDINGS:
        fitting = (one for one in endings if word.endswith(one) and len(word) >= least + len(one))
        ending = next(fitting, "")
        if not ending:
            continue
        word = word.removesuffix(ending)
        yield word
        # The last letter of oʻrmonchilik is softened in oʻrmonchiligi.
        if ending in SOFTENING and word.endswith("g"):
            yield f"{word[:-1]}k"
