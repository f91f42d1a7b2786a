"""What was published, and is cited."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .days import first_day_constraint, precision_field
from .name import language_tag
from .refs import Registered, ref_constraint


class Source(Registered):
    """Something published: a newspaper article, a ministry's notice, a college's news page."""

    REF_PREFIX = "SO"
    TITLE_FIELD = "title"
    DAYS = {"published_on": "published_precision"}
    PUBLIC_FIELDS = ("title", "kind", "publisher", "author", "published_on", "language", "url")

    class Kind(models.TextChoices):
        NEWS = "news", _("News article")
        ANNOUNCEMENT = "announcement", _("A body's own announcement")
        DOCUMENT = "document", _("Text of an agreement, a law or a report")
        REFERENCE = "reference", _("Reference work")

    title = models.CharField(
        _("title"),
        max_length=300,
        help_text=_("In its own language and script."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("Who speaks in it, the press or a body itself; empty where it is neither."),
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        help_text=_("Written alike for all sources of one publisher: they count as one voice."),
    )
    author = models.CharField(
        _("author"),
        max_length=200,
        blank=True,
        help_text=_("As the source names its author; empty where it names none."),
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("The publisher's own address of it."),
    )
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("Empty where it bears no day.")
    )
    published_precision = precision_field()
    language = models.CharField(
        _("language"),
        max_length=12,
        validators=[language_tag],
        help_text=_("Such as en, zh-Hans, uz-Latn or ru."),
    )

    class Meta:
        ordering = [F("published_on").desc(nulls_last=True), "-id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            ref_constraint("source", "SO"),
            first_day_constraint(
                "source_published_on_within_precision", "published_on", "published_precision"
            ),
            models.CheckConstraint(
                name="source_names_publisher",
                condition=~Q(publisher=""),
                violation_error_message=_("Say who published the source."),
            ),
        ]

    @property
    def published(self):
        """Return the day of publication and how exactly it is known."""
        return self.day("published_on")
