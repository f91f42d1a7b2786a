"""A word or a phrase that a reader looks for, and what it is found by besides."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from agreements.models.schemes import value_at

from .fold import fold_identifier
from .pasted import RecordAddress
from .periods import Period

# Shorter words are not looked for within others: "Osh" is no part of "Toshkent".
MIN_SUBSTRING = 4
MIN_PREFIX = 3


@dataclass(frozen=True)
class Term:
    """A word or a phrase: something that is found as a whole, tokens one after the other.

    `written` is how a reader wrote it. Besides by its tokens it is found by any of what follows:
    `stems` of a single word, `others`, which are other ways to write it, the `records` that it
    names by number or address, and days of a `period`. One that `is_run`, characters without
    spaces, may be several words. One that `is_whole`, an abbreviation, is no beginning of longer
    words; `is_initials` where it stands for a person's first names, beside a surname. Of a
    country's name, `foreign` is what others are called that holds it: Nigeria, 印度尼西亚.
    """

    tokens: tuple[str, ...]
    written: str = field(default="", compare=False)
    stems: frozenset[str] = frozenset()
    others: tuple[tuple[str, ...], ...] = ()
    records: tuple[RecordAddress, ...] = ()
    period: Period | None = None
    is_run: bool = field(default=False, compare=False)
    is_whole: bool = field(default=False, compare=False)
    is_initials: bool = field(default=False, compare=False)
    foreign: tuple[tuple[str, ...], ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """Return the folded text: tokens with single spaces between."""
        return " ".join(self.tokens)

    @property
    def as_word(self) -> str:
        """Return the pattern of whole words."""
        return as_word(self.tokens)

    @property
    def as_prefix(self) -> str:
        """Return the pattern of words that begin so; of whole ones where it is too short."""
        return self.as_word if self._is_short(MIN_PREFIX) else f" {self.text}"

    @property
    def as_substring(self) -> str:
        """Return the pattern of all that counts as found: parts of words where it is long enough.

        Phrases begin with a word.
        """
        if len(self.tokens) > 1 or self._is_short(MIN_SUBSTRING):
            return self.as_prefix
        return self.text

    @property
    def identifier(self) -> str:
        """Return the key of the identifier that it may be, or that stands in an address."""
        return fold_identifier(value_at(self.written) or self.written)

    def _is_short(self, limit: int) -> bool:
        return self.is_whole or len(self.text) < limit or len(self.tokens[-1]) == 1

    def or_written(self, *others: tuple[str, ...]) -> "Term":
        """Return the term with other ways to write it."""
        known = dict.fromkeys(tokens for tokens in (*self.others, *others) if tokens)
        known.pop(self.tokens, None)
        return replace(self, others=tuple(known))


def as_word(tokens: Iterable[str]) -> str:
    """Return the pattern of whole words in a folded text, which has a space on either side."""
    return f" {' '.join(tokens)} "
