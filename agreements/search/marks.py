"""Marks in a text, as it is written, what a folded term stands for in it."""

from bisect import bisect_right
from itertools import accumulate

from django.utils.html import format_html, format_html_join

from .fold import fold_chunk, pieces


def marked(text, readings):
    """Return the text as HTML, with a mark around all that stands for one of the Readings."""
    edges = _merged(span for reading in readings for span in spans(text, reading))
    parts, rest = [], 0
    for start, end in edges:
        parts += [(text[rest:start], text[start:end])]
        rest = end
    marks = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", marks, text[rest:])


def spans(text, reading):
    """Return where the text holds what a Reading looks for: (start, end) of each place.

    What the term itself finds comes before what its translations or similar words do.
    """
    ends, places, stream = _stream(text)
    for pattern in reading.patterns:
        found, at = [], stream.find(pattern)
        while at >= 0:
            first = bisect_right(ends, at if pattern[0] != " " else at + 1)
            last = bisect_right(ends, at + len(pattern.rstrip()) - 1)
            found.append((places[first][0], places[last][1]))
            at = stream.find(pattern, at + 1)
        if found:
            return found
    return []


def _stream(text):
    """Return the folded text, where each of its tokens ends in it, and where they are written."""
    tokens, places = [], []
    for start, end in pieces(text):
        for token in fold_chunk(text[start:end]):
            tokens.append(token)
            places.append((start, end))
    # A token and the space before it.
    ends = list(accumulate(len(token) + 1 for token in tokens))
    return ends, places, f" {' '.join(tokens)} "


def _merged(found):
    """Return the spans in order, those that touch or overlap as one."""
    merged = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
