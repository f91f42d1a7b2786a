"""Searches that nobody types in good faith, or that a broken program sends: each must be answered.

A half surrogate stands in them as a Python string can hold one; `address` writes it as the bytes
that a browser of old would send.
"""

from random import Random
from urllib.parse import quote_from_bytes

LETTERS = "abcdefghijklmnopqrstuvwxyz"
FREQUENT = (
    "of and University College Vocational Technical Institute China Tashkent Chongqing in the"
)
# What is misspelt in many ways: words of titles that a register of any size has.
CORRECT = (
    "Chongqing",
    "Tashkent",
    "University",
    "Vocational",
    "cooperation",
    "workshop",
    "forestry",
)
# Words that are known, without the spaces that Chinese does without.
RUN = "重庆职业教育协议乌兹别克斯坦企业新能源汽车学院中国塔什干"


def misspelt(count):
    """Return so many words of which each has one letter wrong, always the same ones."""
    draw = Random(1)
    words = []
    for number in range(count):
        word = CORRECT[number % len(CORRECT)]
        place = draw.randrange(1, len(word))
        words.append(f"{word[:place]}{draw.choice(LETTERS)}{word[place + 1 :]}")
    return " ".join(words)


def nonsense(count, length):
    """Return so many words of random letters, always the same ones."""
    draw = Random(2)
    return " ".join("".join(draw.choices(LETTERS, k=length)) for _number in range(count))


HOSTILE = {
    "one letter": "a",
    "one frequent character": "学",
    "300 times one letter": "a" * 300,
    "300 times one character": "重" * 300,
    "1,000 Chinese characters": "重庆工程职业技术学院" * 100,
    "1,000 different Chinese characters": "".join(map(chr, range(0x4E00, 0x4E00 + 1000))),
    "twelve runs of known words": " ".join(RUN[number:] for number in range(12)),
    "1,000 characters of words of two letters": "of to in an " * 83,
    "1,000 characters of words of one letter": "a b " * 250,
    "300 different words of two letters": " ".join(a + b for a in LETTERS for b in LETTERS[:12])[
        :999
    ],
    "twelve frequent words": FREQUENT,
    "frequent words again and again": f"{FREQUENT} " * 11,
    "twelve misspelt words": misspelt(12),
    "misspelt words in 1,000 characters": misspelt(100),
    "500 misspelt words": misspelt(500),
    "a misspelt word of 200 letters": "Chongqnig" * 22,
    "twelve words of nonsense": nonsense(12, 12),
    "words of nonsense in 1,000 characters": nonsense(90, 10),
    "short words of nonsense": nonsense(300, 3)[:999],
    "a quotation mark that is not closed": '"Tashkent State',
    "quotation marks only": '"' * 300,
    "an empty phrase": '"" Tashkent',
    "phrases of one word each": '"of" ' * 200,
    "a phrase of 1,000 characters": f'"{"joint college " * 70}"',
    "quotation marks of many kinds": "«“„‘Tashkent’”»",
    "half a surrogate": "Tash\ud83dkent",
    "half surrogates only": "\ud800\udfff" * 100,
    "zero-width signs in a word": "Ta\u200bsh\u200dke\u2060nt",
    "zero-width signs only": "\u200b\u200d\ufeff" * 100,
    "directions that overrule": "\u202etnekhsaT\u202c \u2067University\u2069",
    "Arabic and Hebrew": "جامعة طشقند אוניברסיטה",
    "300 accents on one letter": "a" + "\u0301" * 300,
    "control signs": "Tash\x00kent\x07\x1b[31m",
    "lines and tabs": "Tashkent\r\n\tState\v\f\u2028University",
    "emoji": "👩‍🏫🇺🇿" * 50,
    "characters beyond the first plane": "𠀀𠮷𪚥" * 100,
    "Korean syllables and their parts": "한국" + "\u1112\u1161\u11ab" * 100,
    "ligatures that grow": "ﷺ" * 300,
    "signs of SQL": "'; DROP TABLE agreements_agreement; --",
    "signs of LIKE": "%_%_%\\%" * 40,
    "signs of FTS5": 'NEAR("a" "b", 3) AND * OR NOT ^ {title}: -x',
    "signs of tsquery": "a & b | !c <-> d:*",
    "signs of regular expressions": "(a+)+$ [[:alpha:]]* \\1 (?=x)" * 10,
    "only signs": "&|!()[]{}<>*^~:;,.-+=/\\?@#$%" * 20,
    "operators only": "AND OR NOT " * 60,
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "template signs": "{{ 7|add:7 }}{% debug %}",
    "a number of 300 digits": "9" * 300,
    "200 years": " ".join(map(str, range(1900, 2100)))[:999],
    "times without an end": "since 2024 " * 90,
    "days that there are not": "31.02.2025 99.99.9999 2025-13-45 0000-00-00",
    "100 numbers of records": " ".join(f"AG-{number:04d}" for number in range(100)),
    "a number of a record beyond 64 bits": "AG-" + "9" * 40,
    "addresses of sources": "https://example.org/" + "a/" * 400,
    "an address of nothing but signs": "https://%00%ff%zz/../../?&&&=#",
    "half-written addresses": "http:// https:/// www. //",
    "apostrophes only": "'’‘ʻʼ`´" * 40,
    "letters of several alphabets in each word": "Tаshкеnt Сhоngqіng " * 25,
    "hyphens": "co-" * 300,
    "initials": "Z.T.E." * 160,
    "initials beside a surname": "Ab " * 325 + "O. A.",
    "initials of 160 persons": "O. Ab " * 160,
}
# What no form takes: longer than any title.
TOO_LONG = {"60,000 letters": "a" * 60_000, "20,000 words": "of " * 20_000}


def address(path, text):
    """Return the address of a page that looks for the text."""
    return f"{path}?q={quote_from_bytes(text.encode('utf-8', 'surrogatepass'))}"
