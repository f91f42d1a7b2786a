"""Numbers that somebody stated."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .days import Day, first_day_constraint, precision_field
from .numbers import grouped
from .subjects import AboutOneRecord, one_subject_constraint, subject_field

# The nouns about whose records numbers are stated.
COUNTED = ("agreement", "institution", "alliance", "event", "project", "sector", "country")


class Figure(AboutOneRecord):
    """A number that somebody stated about one record.

    Both bounds are whole counts and belong to the range: "13" is 13 to 13, "over 20" is 21 with no
    maximum (NULL), "up to 5" has no minimum (NULL).
    """

    SUBJECTS = COUNTED

    class Measure(models.TextChoices):
        AGREEMENTS = "agreements", _("Agreements")
        MEMBERS = "members", _("Members")
        PROJECTS = "projects", _("Cooperation projects")
        TEACHER_COURSES = "teacher_courses", _("Training courses for teachers")
        PRACTICAL_TRAININGS = "practical_trainings", _("Practical training projects")
        WORKSHOPS = "workshops", _("Workshops")
        SCHOOLS_BUILT = "schools_built", _("Schools built")
        PARTICIPANTS = "participants", _("Participating institutions")
        STUDENTS = "students", _("Students")

    measure = models.CharField(
        _("what is counted"),
        max_length=30,
        choices=Measure,
        help_text=_("What the number is a number of."),
    )
    minimum = models.PositiveBigIntegerField(
        _("at least"), null=True, blank=True, help_text=_("“Over 20” is entered as 21.")
    )
    maximum = models.PositiveBigIntegerField(
        _("at most"),
        null=True,
        blank=True,
        help_text=_("The same as the minimum for an exact number; empty for “over 20”."),
    )
    is_approximate = models.BooleanField(
        _("approximate"), default=False, help_text=_("Tick where the source says “about”.")
    )
    as_of = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("The day for which the number was stated.")
    )
    as_of_precision = precision_field()
    agreement = subject_field("Agreement", "figures", _("agreement"))
    institution = subject_field("Institution", "figures", _("institution"))
    alliance = subject_field("Alliance", "figures", _("alliance"))
    event = subject_field("Event", "figures", _("event"))
    project = subject_field("Project", "figures", _("project"))
    sector = subject_field("Sector", "figures", _("sector"))
    country = subject_field("Country", "figures", _("country"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            one_subject_constraint("figure_about_one_record", COUNTED),
            first_day_constraint("figure_as_of_within_precision", "as_of", "as_of_precision"),
            models.CheckConstraint(
                name="figure_has_a_bound",
                condition=Q(minimum__isnull=False) | Q(maximum__isnull=False),
                violation_error_message=_("Give a minimum, a maximum, or both."),
            ),
            models.CheckConstraint(
                name="figure_maximum_not_below_minimum",
                condition=Q(maximum__gte=F("minimum")),
                violation_error_message=_("The maximum cannot be below the minimum."),
            ),
        ]

    def __str__(self):
        return f"{self.get_measure_display()}: {self.amount}"

    @property
    def amount(self):
        """Return the number in words that keep its bounds: "at least 21"."""
        if self.maximum is None:
            exact, about = _("at least %(minimum)s"), _("about %(minimum)s or more")
        elif self.minimum is None:
            exact, about = _("at most %(maximum)s"), _("about %(maximum)s or fewer")
        elif self.minimum == self.maximum:
            exact, about = "%(minimum)s", _("about %(minimum)s")
        else:
            exact, about = _("%(minimum)s to %(maximum)s"), _("about %(minimum)s to %(maximum)s")
        # A bound that nobody states is in none of these sentences.
        bounds = {name: grouped(getattr(self, name) or 0) for name in ("minimum", "maximum")}
        return str(about if self.is_approximate else exact) % bounds

    @property
    def as_of_day(self):
        """Return the day for which the number was stated and how exactly it is known."""
        return Day(self.as_of, self.as_of_precision)
