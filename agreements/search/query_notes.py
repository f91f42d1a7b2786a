"""What is to be said of a query: that something in it is read in another way than one may think."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .periods import Period

QUOTE = '["“„«「『]'
# Signs and words that mean something to other searches.
OPERATORS = {
    "minus": re.compile(rf"(?<!\S)-(?:[^\W\d_]|{QUOTE})\S*"),
    "plus": re.compile(rf"(?<!\S)\+(?:[^\W\d_]|{QUOTE})\S*"),
    "asterisk": re.compile(r"(?<![^\W_])[^\W_]+\*(?![^\W_])"),
    "wildcard": re.compile(r"(?<!\S)(?:[^\W\d_]+[?*])+[^\W\d_]+(?!\S)"),
    "logic": re.compile(r"(?<!\S)(?:AND|OR|NOT)(?!\S)"),
    "sign": re.compile(r"\|{1,2}|(?<!\S)&&(?!\S)"),
    "weight": re.compile(r"(?<=[^\W_])[~^][0-9]+(?:\.[0-9]+)?(?!\S)"),
    "field": re.compile(
        r"(?<!\w)(?:all|any|author|body|country|date|filetype|id|in|intext|intitle|inurl|kind|name"
        r"|number|place|sector|site|source|status|text|title|type|url|year):(?= ?[^\s/]| ?$)",
        re.IGNORECASE,
    ),
}
# Those that stand for no word to be found.
WORDLESS = ("field", "weight")
OF_NO_MEANING = _("“%(written)s” has no meaning of its own here: all words must be found.")
SENTENCES = {
    "minus": _("A minus leaves nothing out here: “%(written)s” is looked for as a word."),
    "plus": _("A plus is not needed before “%(written)s”: all words must be found."),
    "asterisk": _(
        "An asterisk is not needed in “%(written)s”: words are found by their beginning."
    ),
    "wildcard": _(
        "No sign stands for other letters here: “%(written)s” is looked for as several words."
    ),
    **dict.fromkeys(("logic", "sign", "weight"), OF_NO_MEANING),
    "field": _("“%(written)s” has no meaning of its own here: all names are looked through."),
    "day": _("“%(written)s” is looked for among days and in names."),
    "period": _("“%(written)s” is looked for among days, as %(period)s, and in names."),
    "since": _("“%(written)s” is looked for among days from %(period)s on, and in names."),
    "until": _("“%(written)s” is looked for among days up to %(period)s, and in names."),
}


@dataclass(frozen=True)
class Note:
    """A sentence on something in a query, `written` as its reader wrote it."""

    kind: str
    written: str
    period: Period | None = None

    def __str__(self) -> str:
        return SENTENCES[self._sentence] % {
            "written": self.written,
            "period": self.period,
        }

    @property
    def _sentence(self) -> str:
        """Return which of the sentences says it."""
        if self.period and self.period.is_open:
            return "until" if self.period.first == date.min else "since"
        is_plain = self.period and str(self.period) == self.written
        return "day" if is_plain else self.kind


def operators_in(plain: str, written: str) -> Iterator[Note]:
    """Yield a Note on the first operator of each kind in a text in plain signs.

    Where all is written in capital letters, AND is a word.
    """
    for kind, pattern in OPERATORS.items():
        match = pattern.search(plain)
        if match and not (kind == "logic" and plain.isupper()):
            yield Note(kind, written[slice(*match.span())])


def wordless_in(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where operators stand that are no words to be found: "title:", the "^2" of "Luban^2".

    Neither kind lies within the other.
    """
    yield from sorted(
        match.span() for kind in WORDLESS for match in OPERATORS[kind].finditer(plain)
    )


def is_wordless(written: str) -> bool:
    """Return whether something that was read by itself is an operator and no word."""
    return written.startswith(("^", "~")) or (
        written.endswith(":") and OPERATORS["field"].match(written) is not None
    )
