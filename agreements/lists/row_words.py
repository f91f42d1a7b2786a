"""How many there are of something, in words, as rows of lists tell it."""

from django.utils.translation import ngettext

from agreements.models.numbers import grouped
from agreements.nouns import NOUNS


def in_words(count: int, noun: str) -> str:
    """Return how many records there are of the noun of that name: "3 agreements"."""
    return NOUNS[noun].words_for(count)


def records_in_words(count: int) -> str:
    """Return how many records there are, whatever of: "3 records"."""
    return _told(ngettext("%(shown)s record", "%(shown)s records", count), count)


def members_in_words(count: int) -> str:
    """Return how many members of an alliance are recorded."""
    return _told(ngettext("%(shown)s member listed", "%(shown)s members listed", count), count)


def statements_in_words(count: int) -> str:
    """Return how many citations quote what a person said."""
    return _told(ngettext("%(shown)s statement", "%(shown)s statements", count), count)


def written_in_words(count: int) -> str:
    """Return how many sources a person wrote."""
    words = ngettext("author of %(shown)s source", "author of %(shown)s sources", count)
    return _told(words, count)


def _told(words: str, count: int) -> str:
    return words % {"shown": grouped(count)}
