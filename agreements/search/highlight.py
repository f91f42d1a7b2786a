"""Highlights in a text, as it is written, what a folded term stands for in it."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .fold import fold_chunk, word_spans
from .matches import TermMatches

Span = tuple[int, int]


def highlight(text: str, terms: Iterable[TermMatches]) -> SafeString:
    """Return the text as HTML, with a mark around all that matches one of the terms."""
    edges = _merged(span for matches in terms for span in spans(text, matches))
    parts, rest = [], 0
    for start, end in edges:
        parts += [(text[rest:start], text[start:end])]
        rest = end
    marks = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", marks, text[rest:])


def spans(text: str, matches: TermMatches) -> list[Span]:
    """Return where the text holds what TermMatches look for.

    What the term itself finds comes before what its synonyms or similar words do.
    """
    ends, written, stream = _stream(text)
    for pattern in matches.patterns:
        found, at = [], stream.find(pattern)
        while at >= 0:
            first = bisect_right(ends, at if pattern[0] != " " else at + 1)
            last = bisect_right(ends, at + len(pattern.rstrip()) - 1)
            found.append((written[first][0], written[last][1]))
            at = stream.find(pattern, at + 1)
        if found:
            return found
    return []


def _stream(text: str) -> tuple[list[int], list[Span], str]:
    """Return the folded text, where each of its tokens ends in it, and where they are written."""
    tokens, written = [], []
    for start, end in word_spans(text):
        for token in fold_chunk(text[start:end]):
            tokens.append(token)
            written.append((start, end))
    # A token and the space before it.
    ends = list(accumulate(len(token) + 1 for token in tokens))
    return ends, written, f" {' '.join(tokens)} "


def _merged(found: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    merged = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
