"""A reason why a record was found: a text that holds words of the query, and whose it is."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from agreements.models.shown_names import ShownName
from agreements.spoken import RUN

from .highlight import highlight
from .matches import TermMatches
from .passages import Excerpt, sought_in

ALSO_NAMED = gettext_noop("also named {name}")
# What a record is found by that is no name of it.
FIELDS = {
    "author": gettext_noop("author: {name}"),
    "source_wording": gettext_noop("in the words of a source: {name}"),
}
LINKED = gettext_noop("{noun}: {name}")
LINKED_ALSO_NAMED = gettext_noop("{noun}: {record}, also named {name}")
IN_A_SOURCE = gettext_noop("in what a source says: {sentence}")
IN_ITS_SUMMARY = gettext_noop("in its summary: {sentence}")


def quoted(excerpt: Excerpt, terms: Iterable[TermMatches]) -> SafeString:
    """Return the sentence that led to a record, and where it stands."""
    told = ShownName(excerpt.sentence, excerpt.language)
    sought = (sought_in(told, found.term) for found in terms)
    sentence = heard(told, highlight(told, sought))
    wording = IN_A_SOURCE if excerpt.citation else IN_ITS_SUMMARY
    return format_html(gettext(wording), sentence=sentence)


class Reason(NamedTuple):
    """A name that holds words of a query, in the sentence that says whose it is: in English."""

    wording: str
    name: str
    # The other record whose name it is.
    linked: Model | None = None

    def marked(self, found: Iterable[TermMatches]) -> SafeString:
        """Return the sentence, with a mark around each of the words in the name."""
        return format_html(
            gettext(self.wording),
            name=heard(self.name, highlight(self.name, found)),
            record=str(self.linked),
            noun=self.linked._meta.verbose_name if self.linked else "",
        )


def heard(name: str, marked: SafeString) -> SafeString:
    """Return a name, some words of which are marked, with the language in which it is read.

    Of other letters than Latin ones the letters tell it, as in all texts.
    """
    lang = getattr(name, "lang", "")
    if not lang or RUN.search(name):
        return marked
    return format_html('<bdi lang="{}">{}</bdi>', lang, marked)


def by_title(linked: Model) -> Reason:
    """Return that a record led to another one by its title, or by its number or its day."""
    return Reason(LINKED, str(linked), linked)


def by_other_name(linked: Model, name: str) -> Reason:
    """Return that a record led to another one by another name of it."""
    return Reason(LINKED_ALSO_NAMED, name, linked)
