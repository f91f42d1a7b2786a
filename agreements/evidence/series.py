"""Numbers of one measure that were stated for one record, day after day."""

from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_

from django.db.models import Q

from agreements.models import Figure
from agreements.plots.steps import steps

from .coverage import Meter


@dataclass(frozen=True)
class Series:
    """What was stated of one measure of one record, the oldest first, with what is listed of it.

    A later number is a newer value and disputes nothing. Numbers without a day come last.
    """

    meters: list[Meter]

    @property
    def label(self):
        """Return what is counted."""
        return self.meters[0].figure.get_measure_display()

    @property
    def plot(self):
        """Return the Steps from day to day, None where fewer than three different ones are."""
        dated = (meter.figure for meter in self.meters if meter.figure.as_of)
        return steps([(figure.as_of, figure.value) for figure in dated])


def all_series(meters):
    """Return the Series of some Meters, in the order of their first ones.

    Their figures are `with_left_out`.
    """
    of_figure = {meter.figure.pk: meter for meter in meters}
    groups = same_measures([meter.figure for meter in meters])
    return [Series([of_figure[figure.pk] for figure in group]) for group in groups]


def same_measures(figures):
    """Return the figures in lists: those of one record and measure that leave out the same.

    They are `with_leavings`. The oldest stand first, those without a day last.
    """
    groups = {}
    for figure in figures:
        key = (*_measured(figure), frozenset(figure.leavings.split(",")))
        groups.setdefault(key, []).append(figure)
    return [sorted(group, key=_by_day) for group in groups.values()]


def newest_beside(figures):
    """Return {primary key: the newest figure of the same measure} of those that are older."""
    if not figures:
        return {}
    subjects = {noun: {getattr(one, f"{noun}_id") for one in figures} for noun in Figure.SUBJECTS}
    same_records = reduce(or_, (Q(**{f"{noun}__in": keys}) for noun, keys in subjects.items()))
    dated = Figure.objects.with_leavings().filter(same_records).exclude(as_of=None)
    newest = {}
    for group in same_measures(list(dated)):
        last = max(group, key=attrgetter("as_of"))
        newest |= {one.pk: last for one in group if last.as_of > one.as_of_day.last}
    return newest


def _measured(figure):
    return figure.subject_name, figure.subject_key, figure.measure


def _by_day(figure):
    return (0, figure.as_of, figure.pk) if figure.as_of else (1, figure.pk)
