"""Known unknowns: what sources count, beside what the register lists."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from agreements.models import Agreement, Figure, Membership, Project
from agreements.models.numbers import grouped

from .values import Evidence

Measure = Figure.Measure


# What is counted of projects of one kind.
PROJECT_KINDS = {
    Measure.TEACHER_COURSES: Project.Kind.COURSES,
    Measure.PRACTICAL_TRAININGS: Project.Kind.PRACTICAL_TRAINING,
    Measure.WORKSHOPS: Project.Kind.WORKSHOP,
}
# What the register lists of each measure, and the link from it to the record that is spoken of.
# A record that stands for several agreements describes none of them, so it is not counted.
LISTED = {
    (Measure.AGREEMENTS, "event"): (Agreement.objects.filter(stands_for=1), "event"),
    (Measure.AGREEMENTS, "alliance"): (Agreement.objects.filter(stands_for=1), "alliances"),
    (Measure.AGREEMENTS, "institution"): (Agreement.objects.filter(stands_for=1), "institutions"),
    (Measure.AGREEMENTS, "sector"): (Agreement.objects.filter(stands_for=1), "sectors"),
    (Measure.MEMBERS, "alliance"): (Membership.objects.all(), "alliance"),
    (Measure.PROJECTS, "alliance"): (Project.objects.all(), "alliance"),
    (Measure.PROJECTS, "agreement"): (Project.objects.all(), "agreement"),
    **{
        (measure, "alliance"): (Project.objects.filter(kind=kind), "alliance")
        for measure, kind in PROJECT_KINDS.items()
    },
}


@dataclass(frozen=True)
class Meter:
    """A stated number beside the number of records that the register lists for it.

    `recorded` is None where the register does not list such things at all, such as students.
    """

    figure: Figure
    recorded: int | None

    @property
    def stated(self):
        """Return the number to measure against, as it was stated."""
        return self.figure.value

    @property
    def is_open(self):
        """Return whether more than the number to measure against may be meant."""
        return self.figure.least is not None and self.figure.most is None

    @property
    def missing(self):
        """Return how many the source counts at least that the register does not list."""
        return max(0, (self.figure.least or self.stated) - self.recorded)

    @property
    def share(self):
        """Return the listed share of the stated number in per cent, from 0 to 100."""
        return min(100, 100 * self.recorded / self.stated) if self.stated else 100

    @property
    def sentence(self):
        """Return "2 of 13", with the bounds of the stated number."""
        return _("%(recorded)s of %(stated)s") % {
            "recorded": grouped(self.recorded),
            "stated": self.figure.amount,
        }

    @property
    def evidence(self):
        """Return who states the number and who states another one."""
        return Evidence(self.figure.subject, self.figure.citations.all()).of("figures", self.figure)


def sector_meter(sector, agreements):
    """Return the Meter of a sector from the Result of its agreements, None if all are described.

    A record that stands for several agreements says of each of its sectors only that one of them
    or more, and at most all of them, serve it, unless each of them is known to.
    """
    if not agreements.collective:
        return None
    is_known = agreements.stood_for == agreements.possible
    figure = Figure(
        measure=Measure.AGREEMENTS,
        bound=Figure.Bound.EXACTLY if is_known else Figure.Bound.BETWEEN,
        value=agreements.stood_for,
        upper=None if is_known else agreements.possible,
        sector=sector,
    )
    return Meter(figure, agreements.total - agreements.collective)


def count_in_sql(measure, noun, keys):
    """Return {key: records listed} of a measure, for the keys of records of a noun.

    The database counts them. Where the register does not list such things, None is returned.
    """
    if (measure, noun) not in LISTED:
        return None
    rows, link = LISTED[measure, noun]
    listed = rows.order_by().filter(**{f"{link}__in": keys})
    return dict(listed.values_list(link).annotate(Count("pk")))


def meters(figures, count=count_in_sql):
    """Return a Meter for each figure of a list, in a number of queries that does not grow.

    The figures are `with_left_out`.
    `count` tells what `count_in_sql` does.
    """
    keys = defaultdict(set)
    for figure in figures:
        keys[figure.subject_name].add(figure.subject_key)
    counts = {
        (measure, noun): count(measure, noun, keys[noun])
        for measure, noun in {(figure.measure, figure.subject_name) for figure in figures}
    }

    def recorded(figure):
        found = counts[figure.measure, figure.subject_name]
        return None if found is None else found.get(figure.subject_key, 0) - figure.left_out

    return [Meter(figure, recorded(figure)) for figure in figures]
