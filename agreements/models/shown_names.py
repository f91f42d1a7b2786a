"""What records are called in the language of a page, read for all of a page at once.

A record is shown by its official name in the language of the page, without one by what the register
itself calls it there, without that by its own name, which is English unless its script says
otherwise.
"""

import re
from collections import defaultdict
from contextlib import contextmanager
from functools import reduce
from operator import or_

from asgiref.local import Local
from django.db.models import Case, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import get_language

from .name import NAMED, SHOWN_KINDS, Name, name_languages, shown_ranks

# Those of the pages that need no other name than a record's own.
OWN_LANGUAGES = (None, "en")
# In which language a name is that has letters of a script.
LATIN = re.compile("[A-Za-z]")
BY_SCRIPT = {"zh": re.compile("[\u3400-\u9fff]"), "ru": re.compile("[\u0400-\u04ff]")}
# Countries, of which a page names hundreds, are named apart from the other records of it.
TOGETHER = {*NAMED} - {"country"}
# The attribute of a record that was read along with its name.
ALONG = "read_name"

# What the records of the page that is being made are called, {language: Expected}.
page = Local()


class ShownName(str):
    """A name that knows the BCP 47 tag of its `language`: "" where nobody knows it.

    It `is_translated` where the register itself put it into that language.
    """

    __slots__ = ("is_translated", "language")

    def __new__(cls, text, language, is_translated=False):
        name = super().__new__(cls, text)
        name.language, name.is_translated = language, is_translated
        return name

    @property
    def lang(self):
        """Return the tag that the name bears on a page of now's language: "" where it is in it."""
        return self.lang_on(get_language())

    def lang_on(self, page):
        """Return the tag that the name bears on a page of a language, None for English."""
        page = page or "en"
        return "" if self.language in (page, name_languages(page)[0]) else self.language


class Expected:
    """The records of a page in one language: those to be named yet, and the names of the others."""

    def __init__(self):
        self.keys, self.names = defaultdict(set), {}

    def read(self, language):
        """Read the names of all that are to be named, in one query."""
        nouns, self.keys = self.keys, defaultdict(set)
        wanted = reduce(or_, (Q(**{f"{noun}__in": keys}) for noun, keys in nouns.items()))
        for noun, keys in nouns.items():
            self.names |= dict.fromkeys(((noun, key) for key in keys), None)
        rows = shown_among_names(language).filter(wanted)
        # Of two the first one counts, as among all names of a record.
        for name in reversed(rows):
            self.names[name.subject_name, name.subject_key] = ShownName(name.text, name.language)


@contextmanager
def named_together():
    """Read the names of the records that are read within the block together, not one by one."""
    page.expected = defaultdict(Expected)
    try:
        yield
    finally:
        page.expected = None


def shown_among_names(language):
    """Return the names that are shown in a language of the pages, the best of a record first."""
    ranks = shown_ranks(language).items()
    rank = Case(*(When(kind=kind, language=tag, then=place) for (kind, tag), place in ranks))
    names = Name.objects.filter(language__in=name_languages(language), kind__in=SHOWN_KINDS)
    return names.order_by(rank, "pk")


def expect(record):
    """Note that a record was read, whose name a page may need."""
    language = get_language()
    if language in OWN_LANGUAGES or getattr(page, "expected", None) is None:
        return
    noun = record._meta.model_name
    if noun in TOGETHER and (noun, record.pk) not in page.expected[language].names:
        page.expected[language].keys[noun].add(record.pk)


def read_along(queryset):
    """Return a queryset of records that are read with their names in the language of now."""
    language, noun = get_language(), queryset.model._meta.model_name
    if language in OWN_LANGUAGES or noun not in NAMED:
        return queryset
    first = shown_among_names(language).filter(**{noun: OuterRef("pk")})
    told = first.annotate(told=Concat(F("language"), Value(" "), F("text"))).values("told")[:1]
    return queryset.annotate(**{ALONG: Subquery(told)})


def name_at(link, noun, own):
    """Return the expression of what a record is called in the language of now.

    A link leads to the record, of a noun; its own name stands at the path `own`.
    """
    language = get_language()
    if language in OWN_LANGUAGES or noun not in NAMED:
        return F(own)
    first = shown_among_names(language).filter(**{noun: OuterRef(link)}).values("text")[:1]
    return Coalesce(Subquery(first), F(own), output_field=TextField())


def name_in(record, language):
    """Return what a record is called in a language as a ShownName, None where that is its own name.

    A record that was read apart from a page, and without its names, has none.
    """
    if language in OWN_LANGUAGES:
        return None
    if ALONG in record.__dict__:
        tag, _space, text = (record.__dict__[ALONG] or "").partition(" ")
        return ShownName(text, tag) if text else None
    if "names" in getattr(record, "_prefetched_objects_cache", ()):
        return best_of(record.names.all(), language)
    return among_expected(record, language)


def best_of(names, language):
    """Return the best of the names of a record that are shown in a language, None without one."""
    ranks = shown_ranks(language)
    fit = [name for name in names if (name.kind, name.language) in ranks]
    best = min(fit, key=lambda name: (ranks[name.kind, name.language], name.pk), default=None)
    return best and ShownName(best.text, best.language, best.is_translated)


def among_expected(record, language):
    """Return the ShownName of a record of the page, None where it has none or is of no page."""
    if getattr(page, "expected", None) is None:
        return None
    expected, noun = page.expected[language], record._meta.model_name
    if record.pk in expected.keys.get(noun, ()):
        expected.read(language)
    return expected.names.get((noun, record.pk))


def shown_words(text, own="en"):
    """Return words of the data as a ShownName: with Latin letters among them they are in `own`.

    Claims and posts are worded by the register, in English.
    """
    return ShownName(text, own if LATIN.search(text) else language_of_text(text, own))


def language_of_text(text, own="en"):
    """Return the language that the script of a name tells: of one in Latin letters `own`."""
    if text.isascii():
        return own
    return next((tag for tag, letters in BY_SCRIPT.items() if letters.search(text)), own)
