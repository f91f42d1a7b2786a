"""Highlights in a text, as it is written, what a folded term stands for in it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

from .fold import fold_chunk, spellings, word_spans

Span = tuple[int, int]
# A folded text, where each of its tokens ends in it, and where they are written.
Stream = tuple[str, list[int], list[Span]]
# One page asks for the same names again for each word that is looked for.
MAX_KEPT_TEXTS = 512
MAX_KEPT_LENGTH = 500


class Sought(Protocol):
    """Anything that is looked for in a text by patterns of what the text is folded to.

    The first of the `patterns` that stands there tells where it is, and without any of them all
    the `pairs`, neighbouring characters of a phrase.
    """

    patterns: Sequence[str]
    pairs: Sequence[str]


def highlight(text: str, terms: Iterable[Sought]) -> SafeString:
    """Return the text as HTML, with a mark around all that matches one of the terms."""
    edges = _merged(span for sought in terms for span in spans(text, sought))
    parts, rest = [], 0
    for start, end in edges:
        parts += [escape(text[rest:start]), "<mark>", escape(text[start:end]), "</mark>"]
        rest = end
    return mark_safe("".join([*parts, escape(text[rest:])]))  # noqa: S308, each part is escaped


def spans(text: str, sought: Sought) -> list[Span]:
    """Return where the text holds what is looked for.

    What the term itself finds comes before what its synonyms or similar words do.
    """
    streams = kept_streams(text) if len(text) <= MAX_KEPT_LENGTH else _streams(text)
    for pattern in sought.patterns:
        for folded, ends, written in streams:
            if pattern in folded:
                return list(_found(pattern, folded, ends, written))
    # Single characters are the same in each spelling.
    return [span for pair in sought.pairs for span in _found(pair, *streams[0])]


def _found(pattern: str, folded: str, ends: list[int], written: list[Span]) -> Iterator[Span]:
    """Yield where the words of a stream are written in which a pattern stands."""
    at = folded.find(pattern)
    while at >= 0:
        first = bisect_right(ends, at if pattern[0] != " " else at + 1)
        last = bisect_right(ends, at + len(pattern.rstrip()) - 1)
        yield written[first][0], written[last][1]
        at = folded.find(pattern, at + 1)


def _streams(text: str) -> list[Stream]:
    """Return the stream of each spelling of a text."""
    streams = []
    for number in range(len(spellings(text))):
        tokens, written = [], []
        for start, end in word_spans(text):
            word = text[start:end]
            for token in fold_chunk(spellings(word)[-1] if number else word):
                tokens.append(token)
                written.append((start, end))
        # A token and the space before it.
        ends = list(accumulate(len(token) + 1 for token in tokens))
        streams.append((f" {' '.join(tokens)} ", ends, written))
    return streams


kept_streams = lru_cache(maxsize=MAX_KEPT_TEXTS)(_streams)


def _merged(found: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    merged = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
