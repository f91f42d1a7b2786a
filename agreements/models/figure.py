"""Numbers that somebody stated."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Aggregate, CharField, Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.punctuation import labelled

from .days import Dated, first_day_constraint, precision_field, sensible_day_constraint
from .filled_links import filled_indexes
from .numbers import LARGEST, grouped
from .subjects import AboutOneRecord, one_subject_constraint, subject_field

# The nouns about whose records numbers are stated.
COUNTED = ("agreement", "institution", "alliance", "event", "project", "sector", "country")


class Keys(Aggregate):
    """The primary keys of a group in one text, in any order, with commas between them."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **options):
        """Return the SQL of PostgreSQL, which joins texts only."""
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **options)


class FigureQuerySet(models.QuerySet):
    """Figures, in the words of the register."""

    def with_leavings(self):
        """Add `leavings`: the Keys of the agreements that a figure leaves out, "" of none."""
        links = Figure.leaves_out.through.objects.filter(figure=OuterRef("pk"))
        keys = links.order_by().values("figure").annotate(keys=Keys("agreement"))
        return self.annotate(leavings=Coalesce(Subquery(keys.values("keys")), Value("")))

    def with_left_out(self):
        """Add `left_out`: how many agreements listed with its record a figure does not count.

        `leavings` are added too.
        """
        same_record = (
            Q(agreement__event=OuterRef("event"))
            | Q(agreement__alliances=OuterRef("alliance"))
            | Q(agreement__institutions=OuterRef("institution"))
            | Q(agreement__sectors=OuterRef("sector"))
        )
        links = Figure.leaves_out.through.objects.filter(
            same_record, figure=OuterRef("pk"), agreement__stands_for=1
        )
        counted = (
            links.order_by().values("figure").annotate(number=Count("agreement", distinct=True))
        )
        number = Coalesce(Subquery(counted.values("number")), 0)
        return self.with_leavings().annotate(left_out=number)


class Figure(Dated, AboutOneRecord):
    """A number that somebody stated about one record, with its bound as it was stated.

    "More than 600" stays what it is: nobody said "at least 601".
    """

    SUBJECTS = COUNTED
    DAYS = {"as_of": "as_of_precision"}

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

    class Bound(models.TextChoices):
        """How a number was stated; OVER says what MORE_THAN says, in the other word for it."""

        EXACTLY = "exactly", _("exactly")
        MORE_THAN = "more_than", _("more than")
        OVER = "over", _("over")
        AT_LEAST = "at_least", _("at least")
        ABOUT = "about", _("about")
        AT_MOST = "at_most", _("at most")
        FEWER_THAN = "fewer_than", _("fewer than")
        BETWEEN = "between", _("between")

    measure = models.CharField(
        _("what is counted"),
        max_length=30,
        choices=Measure,
        help_text=_("What the number is a number of."),
    )
    bound = models.CharField(
        _("bound"),
        max_length=10,
        choices=Bound,
        default=Bound.EXACTLY,
        help_text=_("As the source states it: “more than 600” stays “more than”."),
    )
    value = models.PositiveIntegerField(
        pgettext_lazy("stated by a source", "number"),
        validators=[MaxValueValidator(LARGEST)],
        help_text=_("As it was stated."),
    )
    upper = models.PositiveIntegerField(
        pgettext_lazy("upper number", "and"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LARGEST)],
        help_text=_("The larger number of “between 20 and 30”; empty otherwise."),
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

    leaves_out = models.ManyToManyField(
        "Agreement",
        verbose_name=_("leaves out"),
        blank=True,
        related_name="left_out_of",
        help_text=_("Agreements listed here that are not among those that the number counts."),
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        indexes = filled_indexes("figure", COUNTED)
        constraints = [
            one_subject_constraint("figure_about_one_record", COUNTED),
            first_day_constraint("figure_as_of_within_precision", "as_of", "as_of_precision"),
            sensible_day_constraint("figure_days_within_centuries", "as_of"),
            models.CheckConstraint(
                name="figure_number_not_past_32_bits",
                condition=Q(value__lte=LARGEST) & (Q(upper=None) | Q(upper__lte=LARGEST)),
                violation_error_message=_("A number has at most ten digits: 2,147,483,647."),
            ),
            models.CheckConstraint(
                name="figure_has_two_numbers_only_between_them",
                condition=Q(bound="between", upper__isnull=False)
                | (~Q(bound="between") & Q(upper=None)),
                violation_error_message=_(
                    "Give two numbers where it is between them, and one otherwise."
                ),
            ),
            models.CheckConstraint(
                name="figure_bounds_do_not_cross",
                condition=Q(upper=None) | Q(upper__gt=F("value")),
                violation_error_message=_("The second number is to be the larger one."),
            ),
        ]

    def __str__(self):
        return labelled(self.get_measure_display(), self.amount)

    @property
    def amount(self):
        """Return the number in words, with its bound as it was stated: "more than 600"."""
        numbers = {"value": grouped(self.value), "upper": grouped(self.upper or 0)}
        return str(SENTENCES[self.bound]) % numbers

    @property
    def least(self):
        """Return the smallest number that is meant, None where none is stated."""
        if self.bound in (self.Bound.MORE_THAN, self.Bound.OVER):
            return self.value + 1
        bounded = (self.Bound.EXACTLY, self.Bound.AT_LEAST, self.Bound.BETWEEN)
        return self.value if self.bound in bounded else None

    @property
    def most(self):
        """Return the largest number that is meant, None where none is stated."""
        if self.bound == self.Bound.FEWER_THAN:
            return self.value - 1
        if self.bound == self.Bound.BETWEEN:
            return self.upper
        bounded = (self.Bound.EXACTLY, self.Bound.AT_MOST)
        return self.value if self.bound in bounded else None

    @property
    def as_of_day(self):
        """Return the day for which the number was stated and how exactly it is known."""
        return self.day("as_of")


SENTENCES = {
    Figure.Bound.EXACTLY: "%(value)s",
    Figure.Bound.MORE_THAN: _("more than %(value)s"),
    Figure.Bound.OVER: _("over %(value)s"),
    Figure.Bound.AT_LEAST: _("at least %(value)s"),
    Figure.Bound.ABOUT: _("about %(value)s"),
    Figure.Bound.AT_MOST: _("at most %(value)s"),
    Figure.Bound.FEWER_THAN: _("fewer than %(value)s"),
    Figure.Bound.BETWEEN: _("between %(value)s and %(upper)s"),
}
