"""What was published, and is cited."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .days import first_day_constraint, precision_field, sensible_day_constraint
from .filled_links import filled_indexes
from .name import language_tag
from .person import Person
from .plain_text import validate_line
from .publisher import Publisher
from .refs import Registered, ref_constraint
from .web_address import host_of, validate_web_address

ITSELF = _("A source cannot be a reprint of itself.")


class SourceQuerySet(models.QuerySet):
    """Sources, in the words of the register."""

    def for_rows(self):
        """Sources with those who published them."""
        return self.select_related("publisher", "reprints__publisher")


class Source(Registered):
    """Something published: a newspaper article, a ministry's notice, a college's news page."""

    REF_PREFIX = "SO"
    TITLE_FIELD = "title"
    DAYS = {"published_on": "published_precision"}
    PUBLIC_FIELDS = (
        "title",
        "kind",
        "publisher",
        "reprints",
        "author",
        "written_by",
        "published_on",
        "language",
        "url",
        "archived_url",
        "read_on",
    )

    class Kind(models.TextChoices):
        NEWS = "news", _("News article")
        ANNOUNCEMENT = "announcement", _("Announcement by the institution itself")
        DOCUMENT = "document", _("Text of an agreement, a law or a report")
        REFERENCE = "reference", _("Reference work")

    title = models.CharField(
        _("title"),
        max_length=300,
        blank=True,
        help_text=_("In its own language and script; empty where it has none, or none is known."),
        validators=[validate_line],
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("Who speaks in it, the press or a body itself; empty where it is neither."),
    )
    publisher = models.ForeignKey(
        Publisher,
        verbose_name=_("publisher"),
        on_delete=models.PROTECT,
        related_name="sources",
        help_text=_("Who answers for it: all sources of one publisher count as one voice."),
    )
    reprints = models.ForeignKey(
        "self",
        verbose_name=_("reprint of"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reprinted_as",
        help_text=_("The source whose text it repeats: it speaks with the voice of that one."),
    )
    author = models.CharField(
        _("author"),
        max_length=200,
        blank=True,
        help_text=_("As the source names its author; empty where it names none."),
        validators=[validate_line],
    )
    written_by = models.ManyToManyField(
        Person,
        verbose_name=_("written by"),
        blank=True,
        related_name="written_sources",
        help_text=_("The people who wrote it, where the register has records of them."),
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("The publisher's own address of it."),
        validators=[validate_web_address],
    )
    archived_url = models.URLField(
        _("archived copy"),
        max_length=500,
        blank=True,
        help_text=_("Where a copy of it is kept, should its own address fall silent."),
        validators=[validate_web_address],
    )
    read_on = models.DateField(
        _("read on"),
        null=True,
        blank=True,
        help_text=_("The day on which it was read for this register."),
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

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = [F("published_on").desc(nulls_last=True), "-id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        indexes = filled_indexes("source", ["reprints"])
        constraints = [
            ref_constraint("source", "SO"),
            first_day_constraint(
                "source_published_on_within_precision", "published_on", "published_precision"
            ),
            sensible_day_constraint("source_days_within_centuries", "published_on", "read_on"),
            models.CheckConstraint(
                name="source_reprints_another",
                condition=~Q(reprints=F("id")),
                violation_error_message=ITSELF,
            ),
        ]

    def clean(self):
        """Refuse reprints of reprints, and of itself: Django leaves out the rule with its key."""
        if self.pk and self.reprints_id == self.pk:
            raise ValidationError({"reprints": ITSELF})
        if self.reprints and self.reprints.reprints_id:
            sentence = _("This is a reprint itself: name the original.")
            raise ValidationError({"reprints": sentence})

    @property
    def title_instead(self):
        """Return what one without a title is called: by its publisher and where it stands."""
        publisher, host = self.publisher.name, host_of(self.url)
        if not host or host == publisher:
            return publisher
        return _("%(publisher)s, %(host)s") % {"publisher": publisher, "host": host}

    @property
    def own_title(self):
        return self.title or self.title_instead

    @property
    def own_language(self):
        """Return the language of its title; nobody knows that of what it is called instead."""
        return self.language if self.title else ""

    @property
    def voice(self):
        """Return the publisher that speaks in it: that of the original, where it is a reprint."""
        return self.reprints.publisher if self.reprints_id else self.publisher

    @property
    def published(self):
        """Return the day of publication and how exactly it is known."""
        return self.day("published_on")
