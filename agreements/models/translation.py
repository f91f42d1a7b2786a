"""Summaries in other languages than that of the record, in the register's own words."""

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .filled_links import filled_indexes
from .name import language_tag, name_languages
from .plain_text import validate_text
from .shown_names import OWN_LANGUAGES, ShownName
from .subjects import AboutOneRecord, one_subject_constraint, subject_field

# The nouns whose records have a summary.
SUMMARISED = ("agreement", "institution", "alliance", "event", "project")
# The attribute of a record that was read along with the translation of its summary.
ALONG = "read_translation"


def once_a_language(noun):
    """Return the rule that a record of a noun has one translation in a language."""
    return models.UniqueConstraint(
        name=f"translation_once_per_{noun}",
        fields=[noun, "language"],
        violation_error_message=_("The summary is translated into this language already."),
    )


class Translation(AboutOneRecord):
    """A record's summary in another language, as the register itself translated it."""

    SUBJECTS = SUMMARISED

    language = models.CharField(
        _("language"),
        max_length=12,
        validators=[language_tag],
        help_text=_("Such as zh-Hans, uz-Latn, uz-Cyrl, ru or en."),
    )
    text = models.TextField(
        _("text"),
        help_text=_("The summary in that language; it is changed along with the summary itself."),
        validators=[validate_text],
    )
    agreement = subject_field("Agreement", "translations", _("agreement"))
    institution = subject_field("Institution", "translations", _("institution"))
    alliance = subject_field("Alliance", "translations", _("alliance"))
    event = subject_field("Event", "translations", _("event"))
    project = subject_field("Project", "translations", _("project"))

    class Meta:
        ordering = ["language", "id"]
        verbose_name = _("translation of the summary")
        verbose_name_plural = _("translations of the summary")
        indexes = filled_indexes("translation", SUMMARISED)
        constraints = [
            one_subject_constraint("translation_of_one_record", SUMMARISED),
            models.CheckConstraint(
                name="translation_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("A translation cannot be empty."),
            ),
            *map(once_a_language, SUMMARISED),
        ]

    def __str__(self):
        return self.text


def read_translations_along(queryset):
    """Return a queryset of records that are read with their summaries in the language of now."""
    language, noun = get_language(), queryset.model._meta.model_name
    if language in OWN_LANGUAGES or noun not in SUMMARISED:
        return queryset
    tags = name_languages(language)
    rank = Case(*(When(language=tag, then=place) for place, tag in enumerate(tags)))
    texts = Translation.objects.filter(language__in=tags, **{noun: OuterRef("pk")}).order_by(rank)
    told = Concat(F("language"), Value(" "), F("text"), output_field=models.TextField())
    return queryset.annotate(**{ALONG: Subquery(texts.values_list(told)[:1])})


def take_translation(record, translations):
    """Have a record bear the best of some Translations for the language of now."""
    tags = name_languages(get_language())
    fit = [one for one in translations if one.language in tags]
    if best := min(fit, key=lambda one: tags.index(one.language), default=None):
        setattr(record, ALONG, f"{best.language} {best.text}")


def shown_summary(record):
    """Return a record's summary in the language of now as a ShownName, else its own, in English.

    A record that was read without its translations has its own.
    """
    tag, _space, text = (record.__dict__.get(ALONG) or "").partition(" ")
    if text:
        return ShownName(text, tag, is_translated=True)
    return ShownName(getattr(record, "summary", ""), "en")
