"""Draws from a seed, shaped by what the real register looks like."""

from bisect import bisect
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

FIRST_DAY = date(2005, 1, 1)
DAYS = 365 * 21
FIRST_EDIT = datetime(2025, 1, 1, tzinfo=UTC)
SECONDS_OF_EDITING = 365 * 24 * 60 * 60
# What may be known of a term, and up to which chance each is.
BOTH_ENDS, OPEN_END, ONLY_END, ONLY_START, NO_TERM = range(5)
TERMS = (0.15, 0.25, 0.3, 0.33)


class Dice:
    """A stream of draws: the same seed, the same draws."""

    def __init__(self, seed):
        self.chance = Random(seed).random  # noqa: S311, nothing is kept secret with it

    def below(self, limit):
        """Return a whole number from 0 to one less than the limit, each as likely as another."""
        return int(self.chance() * limit)

    def skewed(self, limit):
        """Return a whole number below the limit; a tenth of them are in the lowest hundredth."""
        return int(self.chance() ** 2 * limit)

    def several(self, shares, draw):
        """Return different draws, one more for each of the cumulative shares that is passed."""
        wanted = 1 + bisect(shares, self.chance())
        found = {}
        while len(found) < wanted:
            found[draw()] = None
        return list(found)

    def day(self):
        """Return a day and how exactly it is known: later days more often, some not at all."""
        return (None, "day") if self.chance() < 0.18 else self.vague(self._later_day())

    def vague(self, day):
        """Return a day as one that is known exactly, or only as its month or its year."""
        exactness = self.chance()
        if exactness < 0.5:
            return day, "day"
        if exactness < 0.82:
            return day.replace(day=1), "month"
        return day.replace(day=1, month=1), "year"

    def term(self, signed_on):
        """Return first and last day, each with how exactly it is known, and if the end is open.

        A third of all terms are known, some of them at one end only. A term begins within half a
        year of the day of signing, on any day where that is None.
        """
        known = bisect(TERMS, self.chance())
        if known == NO_TERM:
            return None, "day", None, "day", False
        starts = signed_on or self._later_day()
        starts += timedelta(days=self.below(183))
        ends = starts + timedelta(days=365 * (1 + self.below(10)))
        unknown = None, "day"
        return (
            *(unknown if known == ONLY_END else self.vague(starts)),
            *(self.vague(ends) if known in (BOTH_ENDS, ONLY_END) else unknown),
            known == OPEN_END,
        )

    def _later_day(self):
        return FIRST_DAY + timedelta(days=int(self.chance() ** 0.5 * DAYS))

    def edit(self):
        return FIRST_EDIT + timedelta(seconds=self.below(SECONDS_OF_EDITING))


class Weighted:
    """Things to draw from, each as often as its weight says."""

    def __init__(self, weights):
        self._things = list(weights)
        total = sum(weights.values())
        self._bounds = [bound / total for bound in accumulate(weights.values())][:-1]

    def draw(self, dice):
        return self._things[bisect(self._bounds, dice.chance())]
