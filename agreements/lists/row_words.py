"""How many there are of something, and what choices are called, as rows of lists tell it."""

from functools import lru_cache

from django.db.models import Model
from django.utils.translation import ngettext

from agreements.models.grades import Grade
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


@lru_cache(maxsize=1_000)
def choice_in(_page: str | None, model: type[Model], field: str, value: str) -> str:
    """Return what a choice of a field is called, on a page of the language of now: one of many."""
    return str(dict(model._meta.get_field(field).flatchoices).get(value, value))


@lru_cache
def grade_in(_page: str | None, grade: str) -> str:
    """Return what a Grade is called, on a page of the language of now: one of many."""
    return str(Grade(grade).label)


def _told(words: str, count: int) -> str:
    return words % {"shown": grouped(count)}
