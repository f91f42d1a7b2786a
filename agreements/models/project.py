"""What agreements and alliances bring about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .agreement import Agreement
from .alliance import Alliance
from .days import first_day_constraint, precision_field, sensible_day_constraint
from .filled_links import filled_indexes
from .grades import CitedQuerySet
from .institution import Institution
from .place import Place
from .plain_text import validate_line, validate_text
from .refs import Registered, ref_constraint


class ProjectQuerySet(CitedQuerySet):
    """Projects, in the words of the register."""

    def for_rows(self):
        """Projects with all that a row of a list shows, in a fixed number of queries."""
        return self.select_related("place__country", "host", "agreement", "alliance")


class Project(Registered):
    """What an agreement or an alliance brings about: an industry college, a workshop, courses."""

    REF_PREFIX = "PR"
    DAYS = {"started_on": "started_precision"}
    PUBLIC_FIELDS = (
        "name",
        "kind",
        "status",
        "place",
        "started_on",
        "host",
        "agreement",
        "alliance",
        "summary",
    )
    KEY_FIELDS = ("kind", "status")
    HANGS_ON = ("agreement", "alliance")

    class Kind(models.TextChoices):
        INDUSTRY_COLLEGE = "industry_college", _("Industry college")
        WORKSHOP = "workshop", _("Workshop")
        COURSES = "courses", _("Course series")
        PRACTICAL_TRAINING = "practical_training", _("Practical training")
        STANDARDS = "standards", _("Standards and teaching resources")
        CENTRE = "centre", _("Joint centre")

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("status of a project", "Planned")
        LAUNCHED = "launched", pgettext_lazy("status of a project", "Launched")
        OPERATING = "operating", pgettext_lazy("status of a project", "In operation")
        COMPLETED = "completed", pgettext_lazy("status of a project", "Completed")
        ENDED = "ended", pgettext_lazy("status of a project", "Ended early")

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
        help_text=_("What sort of undertaking it is."),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.PLANNED,
        help_text=_("The latest that a source confirms."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text=_("The city or district; empty where no source says."),
    )
    started_on = models.DateField(
        _("started on"), null=True, blank=True, help_text=_("Empty where no source gives a day.")
    )
    started_precision = precision_field()
    host = models.ForeignKey(
        Institution,
        verbose_name=pgettext_lazy("of a project", "host"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_projects",
        help_text=_("The institution under whose roof it is."),
    )
    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text=_("The agreement that brings it about."),
    )
    alliance = models.ForeignKey(
        Alliance,
        verbose_name=_("alliance"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text=_("The alliance that brings it about."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("What it is, in the register's own words."),
        validators=[validate_text],
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = filled_indexes("project", ["place", "host", "agreement", "alliance"])
        constraints = [
            ref_constraint("project", "PR"),
            first_day_constraint(
                "project_started_on_within_precision", "started_on", "started_precision"
            ),
            sensible_day_constraint("project_days_within_centuries", "started_on"),
            models.CheckConstraint(
                name="project_comes_of_agreement_or_alliance",
                condition=Q(agreement__isnull=False) | Q(alliance__isnull=False),
                violation_error_message=_(
                    "Say which agreement or which alliance brings the project about."
                ),
            ),
        ]

    @property
    def started(self):
        """Return the day of its start and how exactly it is known."""
        return self.day("started_on")
