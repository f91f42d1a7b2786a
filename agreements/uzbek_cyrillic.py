"""Uzbek of the Latin script in the Cyrillic one, by the rules of 1995 and what they leave out.

Words that Cyrillic took over from Russian keep its spelling: ц, ь and э where Latin has s, nothing
and e. Those that the register uses and no rule spells are in a table.
"""

import re

LETTERS = {
    **dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True)),
    **{"c": "с", "w": "в", "oʻ": "ў", "gʻ": "ғ", "sh": "ш", "ch": "ч", "ʼ": "ъ"},
    **{"ye": "е", "yo": "ё", "yu": "ю", "ya": "я", "yoʻ": "йў"},
}
VOWELS = "aeiouʻ"
# Before the letters one by one: what stands otherwise in some places, the longest first.
PLACES = [
    (re.compile(pattern), cyrillic)
    for pattern, cyrillic in (
        (r"tsiy(?=e)", "ци"),
        (r"ts(?=iya|iar)", "ц"),
        (r"(?<=[bdt])ye", "ъе"),
        (rf"(?<![^\W\d_])e|(?<=[{VOWELS}])e", "э"),
        (r"sʼh", "сҳ"),
    )
]
UNIT = re.compile(r"yoʻ|[og]ʻ|sh|ch|y[eoua]|.", re.DOTALL)
# Words that begin so.
STEMS = {
    "alyans": "альянс",
    "filtr": "фильтр",
    "funksiya": "функция",
    "kompyuter": "компьютер",
    "konferensiya": "конференция",
    "litsenziya": "лицензия",
}
# Words without an ending, before which ь is left out.
WORDS = {
    **{"parol": "пароль", "rol": "роль"},
    **{"yanvar": "январь", "fevral": "февраль", "aprel": "апрель", "iyun": "июнь", "iyul": "июль"},
    **{"sentabr": "сентябрь", "oktabr": "октябрь", "noyabr": "ноябрь", "dekabr": "декабрь"},
}
# Uzbek words that English has in the same letters.
LOANS = re.compile(
    "administrator|ban|donor|formula|grant|import|investor|memorandum|mo|seminar|server",
    re.IGNORECASE,
)
APOSTROPHES = re.compile("(?<=[oOgG])[ʻ‘'`]"), re.compile("(?<=[A-Za-z])[’ʼ](?=[A-Za-z])")
WORD = re.compile("[A-Za-z][A-Za-zʻʼ]*")
# What is put into a message, markup with the code in it, line ends, addresses, and what programs
# read: names of files, parameters, tags of languages.
UNTOUCHED = re.compile(
    r"<code[^>]*>.*?</code>|<[^>]*>|%\(\w+\)[sdr]|%[sdr]|\{[^{}]*\}|&\w+;|\\.|https?:\S+"
    r"|[\w.%-]*[=@_/][\w.=@&;/-]*|\b\w+\.[a-z]+\b|(?<!\w)\.[a-z]+\b|\b[a-z]{2}-[A-Z][a-z]{3}\b"
    r"|(?<=[“\"])[a-z]+:|\b[A-Za-z]+[0-9]\w*|\b[A-Z]{2}-[0-9]+"
)


def in_cyrillic(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Return an Uzbek text in Cyrillic letters; the words of `kept` stay as they are."""
    text = APOSTROPHES[1].sub("ʼ", APOSTROPHES[0].sub("ʻ", text))
    made, end = "", 0
    for found in UNTOUCHED.finditer(text):
        made += _words_in_cyrillic(text[end : found.start()], kept) + found[0]
        end = found.end()
    return made + _words_in_cyrillic(text[end:], kept)


def kept_of(original: str) -> frozenset[str]:
    """Return the words that a translation has in common with its English, but no loans."""
    return frozenset(word for word in WORD.findall(original) if not LOANS.fullmatch(word))


def _words_in_cyrillic(text: str, kept: frozenset[str]) -> str:
    return WORD.sub(lambda word: word[0] if word[0] in kept else _word(word[0]), text)


def _word(word: str) -> str:
    small = _small(word.lower())
    if word.isupper() and len(word) > 1:
        return small.upper()
    return small[0].upper() + small[1:] if word[0].isupper() else small


def _small(word: str) -> str:
    if word in WORDS:
        return WORDS[word]
    stem = next((stem for stem in STEMS if word.startswith(stem)), "")
    begun, word = STEMS.get(stem, ""), word.removeprefix(stem)
    for pattern, cyrillic in PLACES if not stem else ():
        word = pattern.sub(cyrillic, word)
    return begun + UNIT.sub(lambda unit: LETTERS.get(unit[0], unit[0]), word)
