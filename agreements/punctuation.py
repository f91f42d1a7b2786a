"""Words put beside words, with the marks that the language of the page puts between them.

The marks are messages of their own: Chinese parts the texts of a list by “、”, and sentences by
nothing. Formats that programs read have marks of their own, which are the same in all languages.
"""

from collections.abc import Iterable

from django.utils.functional import lazy
from django.utils.translation import pgettext


def listed(texts: Iterable[object]) -> str:
    """Return texts as one list: "energy, forestry"."""
    return _put_between(pgettext("texts of a list", "%(one)s, %(other)s"), texts)


def listed_apart(texts: Iterable[object]) -> str:
    """Return texts of several words as one list: "ZTE, China; Huawei, China"."""
    pair = pgettext("texts of a list that may hold commas", "%(one)s; %(other)s")
    return _put_between(pair, texts)


def in_sequence(sentences: Iterable[object]) -> str:
    """Return whole sentences one after another."""
    return _put_between(pgettext("two whole sentences", "%(one)s %(other)s"), sentences)


def labelled(label: object, text: object) -> str:
    """Return a text with what it is before it: "Status: signed"."""
    return pgettext("what a text is, and the text", "%(label)s: %(text)s") % {
        "label": label,
        "text": text,
    }


def in_brackets(text: object, note: object) -> str:
    """Return a text with a note on it behind it: "ZTE (signatory)"."""
    return pgettext("a text, and a note on it", "%(text)s (%(note)s)") % {
        "text": text,
        "note": note,
    }


def explained(label: object, sentence: object) -> str:
    """Return a label, which ends in no full stop, with a sentence on it behind it."""
    return pgettext("a label, and a whole sentence on it", "%(label)s. %(sentence)s") % {
        "label": label,
        "sentence": sentence,
    }


def _put_between(pair: str, texts: Iterable[object]) -> str:
    return (pair % {"one": "", "other": ""}).join(map(str, texts))


# The same, of labels that are made before the language of the page is known.
explained_lazily = lazy(explained, str)
in_sequence_lazily = lazy(lambda *sentences: in_sequence(sentences), str)
