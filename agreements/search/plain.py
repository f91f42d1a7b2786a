"""A reader's text in plain signs, as long as it was: a place in it is a place in the text."""

import unicodedata
from functools import lru_cache

# What stands for a hyphen, besides all dashes: the minus, the bullet like a hyphen.
LIKE_HYPHENS = frozenset("\u2212\u2043")
# A letter or digit of a script that sets spaces stands before, or after: for what is to be found
# beside Chinese too, where nothing else parts words.
NO_WORD_BEFORE = r"(?<![^\W\u3040-\u30ff\u3400-\u9fff])"
NO_WORD_AFTER = r"(?![^\W\u3040-\u30ff\u3400-\u9fff])"


def plain_text(text: str) -> str:
    """Return the text with ASCII digits, one kind of hyphen and of space, no full-width signs."""
    return "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    form = unicodedata.normalize("NFKC", char)
    char = form if len(form) == 1 else char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char in LIKE_HYPHENS or unicodedata.category(char) == "Pd":
        return "-"
    return " " if char.isspace() else char
