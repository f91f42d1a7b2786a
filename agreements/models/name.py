"""The names under which records are known."""

from functools import cache
from itertools import product

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.language_habits import habit

from .filled_links import filled_indexes
from .plain_text import validate_line
from .subjects import AboutOneRecord, one_subject_constraint, subject_field

language_tag = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z",
    _("A language is written as BCP 47 has it: zh-Hans, uz-Latn, uz-Cyrl, ru, en."),
)


# The nouns whose records have names besides their own.
NAMED = (
    "agreement",
    "institution",
    "person",
    "alliance",
    "event",
    "project",
    "sector",
    "country",
    "place",
)


@cache
def name_languages(language):
    """Return the BCP 47 tags of the names that are shown in a language of the pages, best first.

    A language that is written in several scripts has names in each; those in the script of the
    pages come first.
    """
    return habit("NAME_LANGUAGES", language, (tag_of(language),))


def tag_of(language):
    """Return the code of a language of the pages as BCP 47 writes it: uz-Cyrl for uz-cyrl."""
    return "-".join(part.title() if len(part) == 4 else part for part in language.split("-"))


def name_language(language):
    """Return the BCP 47 tag that names in a language of the pages bear: uz-Latn for uz."""
    return name_languages(language)[0]


class Name(AboutOneRecord):
    """Another name of a record: in another language, shorter, or of an earlier time."""

    SUBJECTS = NAMED

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official")
        SHORT = "short", _("Short")
        FORMER = "former", _("Former")
        TRANSLATED = "translated", _("Translated by the register")

    text = models.CharField(
        _("name"),
        max_length=300,
        help_text=_("In the script of its language."),
        validators=[validate_line],
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        validators=[language_tag],
        help_text=_("Such as zh-Hans, uz-Latn, uz-Cyrl, ru or en."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.OFFICIAL,
        help_text=_(
            "Whether it is the full name, a shorter one, one of an earlier time, or what the "
            "register itself calls it in a language for which it has no source."
        ),
    )
    agreement = subject_field("Agreement", "names", _("agreement"))
    institution = subject_field("Institution", "names", _("institution"))
    person = subject_field("Person", "names", _("person"))
    alliance = subject_field("Alliance", "names", _("alliance"))
    event = subject_field("Event", "names", _("event"))
    project = subject_field("Project", "names", _("project"))
    sector = subject_field("Sector", "names", _("sector"))
    country = subject_field("Country", "names", _("country"))
    place = subject_field("Place", "names", _("place"))

    class Meta:
        ordering = ["language", "id"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        indexes = filled_indexes("name", NAMED)
        constraints = [
            one_subject_constraint("name_of_one_record", NAMED),
            models.CheckConstraint(
                name="name_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("A name cannot be empty."),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_translated(self):
        """Return whether the register itself worded it: no source needs to state it."""
        return self.kind == self.Kind.TRANSLATED


# The kinds of names under which records are shown, best first: what a source states comes first.
SHOWN_KINDS = (Name.Kind.OFFICIAL, Name.Kind.TRANSLATED)


def shown_ranks(language):
    """Return {(kind, tag): rank} of the names that are shown in a language, the best at 0."""
    pairs = product(SHOWN_KINDS, name_languages(language))
    return {pair: rank for rank, pair in enumerate(pairs)}
