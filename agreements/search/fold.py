"""Folds a text to the key under which it is found, whatever script and spelling it is written in.

A key is made of tokens between single spaces: words in Latin letters and digits, single characters
of the scripts that set no spaces, words of any other script as they are. Text and query are folded
alike, so a rule need not be right about a language; it has to bring together what people write for
one name, and to keep apart what are different ones.

The rules, in their order, each for a reason:

1.  Apostrophes of any kind do not part words: Oʻzbekiston is written with a dozen different ones.
    They go first, for compatibility forms take some of them apart into a space and an accent.
2.  Compatibility forms are one (Unicode's NFKC): full-width ＺＴＥ is ZTE, ㈱ is (株).
3.  A word of Latin letters with some Cyrillic ones among them that look the same, or the other way
    round, is of one script: ВYD with a Cyrillic В is BYD.
4.  Case is one, in every script (Unicode's case folding).
5.  Marks that cannot be seen (soft hyphens, joiners, directions) do not part words. All else
    that is neither letter, mark nor digit does.
6.  Digits of every script are 0 to 9.
7.  Chinese characters are simplified ones, each by itself: 重慶 is 重庆. Each is a token, as are
    kana and Korean syllables: whoever reads them sets no spaces and looks for parts of words.
8.  Cyrillic is Latin, one letter after the other, by the habits of Russian and Uzbek, with the
    letters that their neighbours add. Ў is o as oʻ is, Ғ g, Қ k, Ҳ h; ё is е; ъ and ь fall away.
9.  Accents and other diacritics of Latin and Greek letters fall away; letters that only look like
    ones with an accent follow (ø, ł, đ, ı, ə). So do the vowel marks of Arabic and Hebrew, which
    are mostly left out.
10. What languages spell differently is spelt in one way, see VARIANTS.

A few letters are read in two ways. Names that hold such letters of the new Uzbek alphabet are kept
in both `spellings`, a query is looked for in both; `readings` has the other keys of one word.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from opencc import OpenCC

from agreements.models.web_address import words_of_address

# The rule that parts texts into words also has to know them: they stand within words.
APOSTROPHES = frozenset("'’‘ʻʼʽ`´ʹ′＇ˈ‛ʿʾˋˊ‵ꞌ՚\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u0384")
WITHOUT_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES))
# Letters that look the same, each in its own case: Н looks like H, н does not.
LATIN_LOOKS = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухѕіј", "ABEKMHOPCTYXSIJaeopcyxsij", strict=True))
CYRILLIC_LOOKS = {latin: cyrillic for cyrillic, latin in LATIN_LOOKS.items()}
OF_TWO_SCRIPTS = re.compile("[A-Za-z0-9À-ÖØ-öø-ɏЀ-ӿ]{2,}")
LATIN_LETTER = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")
CYRILLIC_LETTER = re.compile("[А-Яа-яЁёЎўҚқҒғҲҳЅѕІіЈј]")

CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziyklmnoprstufhcie", strict=True)),
        **{"ё": "e", "ж": "j", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya"},
        **{"ъ": "", "ь": ""},
        # Uzbek, Tajik
        **{"ў": "o", "қ": "k", "ғ": "g", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u"},
        # Kazakh, Kyrgyz, Turkmen and Tatar in Cyrillic
        **{"ә": "a", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "j"},
        # Ukrainian, Belarusian, Serbian, Macedonian
        **{"і": "i", "ї": "i", "є": "e", "ґ": "g", "ј": "y", "љ": "l", "њ": "n", "ћ": "ch"},
        **{"ђ": "dj", "џ": "dj", "ѓ": "g", "ќ": "k", "ѕ": "z"},
    }
)
# Letters that are ch and sh in the new Uzbek alphabet (Çirçiq, Toşkent), as in Turkmen and Turkish;
# but Français and Iași are looked for as Francais and Iasi. Its other new letters, for oʻ and gʻ,
# only have accents. These may stand apart from their letters.
DIGRAPHS = str.maketrans(dict.fromkeys("çÇ", "ch") | dict.fromkeys("şŞșȘ", "sh"))
HAS_DIGRAPHS = re.compile("[çÇşŞșȘ\u0326\u0327]")
LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ə": "a"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
# Each is followed by names and words that it brings together.
VARIANTS = [
    # Shchuchinsk, Schuchinsk; Taschkent, Tashkent
    (r"shch|sch", "sh"),
    # Dzhizak, Djizak, Jizak; Чжэцзян begins as Zhejiang does
    (r"chj|dzh|dj|zh", "j"),
    # technology, texnologiya, технология; chrome, xrom, хром
    (r"ch(?=[lmnrt])", "h"),
    # Khiva, Xiva, Хива; Bukhara, Buxara
    (r"kh|x", "h"),
    # Afghanistan, Афганистан; Farghona, Fargʻona
    (r"gh", "g"),
    # philology, filologiya; Thailand, Таиланд
    (r"ph", "f"),
    (r"th", "t"),
    # Qarshi, Karshi, Карши
    (r"q", "k"),
    # tsentr, centr, центр; before a vowel only, or "agreement" would not begin "agreements"
    (r"ts(?=[aeiou])", "c"),
    # Ekaterinburg, Yekaterinburg, Екатеринбург
    (r"ye", "e"),
    # Navoiy, Navoi, Навои; Kyrgyz, Kirgiz; -skiy, -sky, -ski
    (r"y", "i"),
    # academy, akademiya; technic, texnik; but not in centre, and not in ch
    (r"c(?![ehi])", "k"),
    # Russia, Rossiya; Jizzax, Jizakh; also what the rules above made double. Not other vowels:
    # Shanxi and Shaanxi are two provinces. Nor a word of one letter only, see `_word`.
    (r"([bcdfghijklmnprstvwz])\1+", r"\1"),
]
RULES = [(re.compile(pattern), spelling) for pattern, spelling in VARIANTS]
# Marks that belong to Latin, Greek and Cyrillic letters, and the points of Hebrew and Arabic with
# the stroke that only makes a word longer; the marks of other scripts are vowels.
ACCENT = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# Chinese characters, kana, Korean syllables.
SINGLE = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Most write е for the ё of such surnames, in any case of theirs: Гумилев, Королева.
SURNAME = re.compile("(?<=[бвгджзклмнпрстфхцчшщь])[её]в(?:а|у|ым|е)?$")
MAX_KEPT_WORDS = 200_000
MAX_KEPT_LENGTH = 30


def fold(text: str) -> str:
    """Return the key of a text: tokens with single spaces between, "" where it has none.

    Any text can be folded, and fold(fold(text)) == fold(text).
    """
    return " ".join(token for chunk in text.split() for token in fold_chunk(chunk))


def spellings(text: str) -> tuple[str, ...]:
    """Return a text as it is written and, where letters of it may be sh or ch, with these."""
    if not HAS_DIGRAPHS.search(text):
        return (text,)
    return text, unicodedata.normalize("NFC", text).translate(DIGRAPHS)


def fold_address(address: str) -> str:
    """Return the key of an address of a page elsewhere, "" of what is none.

    Its words have a sign before them that no folded word has: they are no part of ordinary names,
    and one page has one key, with whatever its address was passed on.
    """
    return " ".join(f"@{word}" for word in words_of_address(address))


def is_address(tokens: Sequence[str]) -> bool:
    """Return whether the tokens of a key are those of an address of a page elsewhere."""
    return tokens[0].startswith("@") if tokens else False


def fold_identifier(value: str) -> str:
    """Return the key of an identifier: one word that no name and no address has.

    It is found as a whole only, as it stands: Q42 is neither K42 nor a part of Q421. Of what has
    neither letters nor digits the key is "".
    """
    plain = unicodedata.normalize("NFKC", value).casefold()
    signs = "".join(filter(str.isalnum, plain))
    return signs and f"@={signs}"


def fold_chunk(chunk: str) -> tuple[str, ...]:
    """Return the tokens of a text without spaces in it."""
    return _fold_word(chunk) if len(chunk) <= MAX_KEPT_LENGTH else _fold(chunk)


def _fold(chunk: str) -> tuple[str, ...]:
    whole = unicodedata.normalize("NFKC", chunk.translate(WITHOUT_APOSTROPHES))
    plain = unicodedata.normalize("NFKC", in_one_script(whole).casefold())
    parts = SINGLE.sub(lambda char: f" {simplified(char[0])} ", "".join(map(_part, plain)))
    return tuple(token for word in parts.split() if (token := _word(word)))


def in_one_script(text: str) -> str:
    """Return a text with letters that look like those of the rest of their word put right."""
    if not (LATIN_LETTER.search(text) and CYRILLIC_LETTER.search(text)):
        return text
    return OF_TWO_SCRIPTS.sub(lambda word: _in_one_script(word[0]), text)


def _in_one_script(word: str) -> str:
    latin = LATIN_LETTER.findall(word)
    cyrillic = CYRILLIC_LETTER.findall(word)
    may_be_latin = LATIN_LOOKS.keys() >= set(cyrillic)
    may_be_cyrillic = CYRILLIC_LOOKS.keys() >= set(latin)
    if may_be_latin and (len(latin) >= len(cyrillic) or not may_be_cyrillic):
        return "".join(LATIN_LOOKS.get(char, char) for char in word)
    if may_be_cyrillic:
        return "".join(CYRILLIC_LOOKS.get(char, char) for char in word)
    return word


# Names repeat their words; whoever searches for nonsense is not to fill the memory with it.
_fold_word = lru_cache(maxsize=MAX_KEPT_WORDS)(_fold)


def readings(word: str) -> tuple[str, ...]:
    """Return the other keys of one word, where letters of it can be read in two ways.

    In Uzbek ё is yo (Сирдарё, Sirdaryo), as it is where Russian names are written as they sound:
    Gumilyov is Гумилёв, mostly written Гумилев. What begins a word is to be found by its beginning:
    "tech" is also the beginning of what "technology" is folded to.
    """
    whole = unicodedata.normalize("NFKC", word.translate(WITHOUT_APOSTROPHES))
    others: list[str] = []
    for plain in spellings(in_one_script(whole).casefold()):
        others += [plain, plain.replace("ё", "йо"), plain.replace("yo", "e")]
        others.append(SURNAME.sub("йов", plain))
        if plain.endswith("ch"):
            others.append(f"{plain.removesuffix('ch')}h")
    return tuple(dict.fromkeys(key for other in others if (key := fold(other)) != fold(word)))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the places (start, end) of a text's words and single characters, as it is written."""
    found, start = [], None
    for place, char in enumerate(text):
        part = _part_or_single(char)
        if start is not None and part in {" ", None}:
            found.append((start, place))
            start = None
        if part is None:
            found.append((place, place + 1))
        elif start is None and part not in {" ", ""}:
            start = place
    return found if start is None else [*found, (start, len(text))]


def is_single(token: str) -> bool:
    """Return whether a token is one character of a script that sets no spaces."""
    return SINGLE.fullmatch(token) is not None


@cache
def simplified(char: str) -> str:
    """Return the simplified form of one Chinese character; any other stays as it is."""
    form = _converter().convert(char)
    return char if form == char or not is_single(form) else simplified(form)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def _part(char: str) -> str:
    """Return what a character adds to a word: itself, a digit, nothing, or a space."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
    if char in APOSTROPHES or category == "Cf":
        return ""
    return char if category[0] in "LMN" else " "


@lru_cache(maxsize=4096)
def _part_or_single(char: str) -> str | None:
    """Return what `_part` does, None of a character that is a word by itself."""
    return None if is_single(char) else _part(char)


def _word(word: str) -> str:
    """Return a word of one script, spelt in one way.

    One letter again and again is a number or an abbreviation: neither ИИ nor III is I.
    """
    # Й and Ў are letters of their own; what else Cyrillic has an accent on is not.
    word = unicodedata.normalize("NFC", word).translate(CYRILLIC)
    word = ACCENT.sub("", unicodedata.normalize("NFKD", word))
    word = unicodedata.normalize("NFC", word).casefold().translate(CYRILLIC).translate(LATIN)
    if len(word) > 1 and len(set(word)) == 1:
        return _spelt(word[0]) * len(word)
    return _spelt(word)


def _spelt(word: str) -> str:
    """Return a word of Latin letters without accents as all languages spell it."""
    while True:
        spelt = word
        for pattern, spelling in RULES:
            spelt = pattern.sub(spelling, spelt)
        if spelt == word:
            return word
        word = spelt
