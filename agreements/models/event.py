"""Conferences, visits and other days on which bodies met."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .days import Day, first_day_constraint, precision_field, sensible_day_constraint
from .filled_links import filled_indexes
from .grades import CitedQuerySet
from .hierarchy import refuse_circle
from .institution import Institution
from .place import Place
from .plain_text import validate_line, validate_text
from .refs import Registered, ref_constraint


class EventQuerySet(CitedQuerySet):
    """Events, in the words of the register."""

    def for_rows(self):
        """Events with all that a row of a list shows, in a fixed number of queries."""
        return self.select_related("place__country", "host")

    def as_programme(self):
        """Events as they followed each other, those without a day at the end."""
        return self.order_by(F("first_on").asc(nulls_last=True), "id")


class Event(Registered):
    """A conference, a visit, a ceremony: something that took place somewhere on some days."""

    REF_PREFIX = "EV"
    DAYS = {"first_on": "precision", "last_on": "precision"}
    PUBLIC_FIELDS = (
        "name",
        "kind",
        "part_of",
        "place",
        "first_on",
        "last_on",
        "host",
        "summary",
        "agreements",
    )
    KEY_FIELDS = ("first_on", "last_on", "place", "host")

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Conference")
        VISIT = "visit", _("Visit")
        MEETING = "meeting", _("Meeting")
        SEMINAR = "seminar", _("Seminar")
        CEREMONY = "ceremony", _("Ceremony")

    name = models.CharField(
        _("name"),
        max_length=300,
        help_text=_("As English texts write it; other names are kept apart."),
        validators=[validate_line],
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        help_text=_("What sort of meeting it was."),
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text=_("The event on whose programme it was, such as a conference with a visit."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
        help_text=_("The city or district; empty where no source says."),
    )
    first_on = models.DateField(
        _("first day"), null=True, blank=True, help_text=_("Empty where no source gives a day.")
    )
    last_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Empty for an event of one day, or where no source gives it."),
    )
    precision = precision_field()
    host = models.ForeignKey(
        Institution,
        verbose_name=pgettext_lazy("of an event", "host"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_events",
        help_text=_("The institution that received the guests; empty where no source says."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("What happened, in the register's own words."),
        validators=[validate_text],
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = [F("first_on").desc(nulls_last=True), "-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["first_on"], name="event_by_first_day"),
            *filled_indexes("event", ["part_of", "place", "host"]),
        ]
        constraints = [
            ref_constraint("event", "EV"),
            first_day_constraint("event_first_on_within_precision", "first_on", "precision"),
            sensible_day_constraint("event_days_within_centuries", "first_on", "last_on"),
            models.CheckConstraint(
                name="event_last_on_or_after_first",
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                violation_error_message=_("An event cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="event_last_on_needs_first",
                condition=Q(last_on__isnull=True) | Q(first_on__isnull=False),
                violation_error_message=_("Give the first day of an event before its last."),
            ),
            models.CheckConstraint(
                name="event_is_part_of_another",
                condition=~Q(part_of=F("id")),
                violation_error_message=_("An event cannot be a part of itself."),
            ),
        ]

    def clean(self):
        refuse_circle(self, "part_of")

    def day(self, field):
        """Return one of its days; an event of one day has no last day of its own."""
        is_same = field == "last_on" and self.last_on == self.first_on
        return Day(None, self.precision) if is_same else super().day(field)

    @property
    def is_planned(self):
        """Return whether it may still lie ahead: any event can be announced."""
        return True

    @property
    def first_day(self):
        """Return the first day and how exactly it is known."""
        return self.day("first_on")

    @property
    def last_day(self):
        """Return the last day, empty where the event has only one."""
        return self.day("last_on")
