"""Lists of records that take no walk through a table, however long it is."""

from datetime import date

from django.core.paginator import Paginator
from django.db import models
from django.utils.functional import cached_property

from agreements.models.grades import CitedQuerySet


class BoundedPaginator(Paginator):
    """Pages of the first 10,000 records; one more says that there are others.

    A database counts a million records by looking at each, on every page of the list. Nobody
    turns two hundred pages: what lies farther is found by searching and filtering.
    """

    LIMIT = 10_000

    @cached_property
    def count(self):
        """Return the number of records, or one more than LIMIT where there are more."""
        return self.object_list.order_by()[: self.LIMIT + 1].count()

    @property
    def has_more(self):
        return self.count > self.LIMIT


class RegisterQuerySet(CitedQuerySet):
    """Records as the admin lists them, with years that need no walk through the whole table."""

    def aggregate(self, *args, **kwargs):
        """Ask for each value by itself: SQLite finds one end of an index at once, two by a scan."""
        if args or len(kwargs) < 2:
            return super().aggregate(*args, **kwargs)
        return {name: self.aggregate(**{name: value})[name] for name, value in kwargs.items()}

    def dates(self, field_name, kind, order="ASC"):
        """Answer years from the first and the last day, of which an index knows both at once.

        The DISTINCT that finds the years in use reads every row; here a year without records is
        offered too. They are few: no day lies before 1900, and none far in the future.
        """
        if kind != "year":
            return super().dates(field_name, kind, order)
        ends = self.aggregate(first=models.Min(field_name), last=models.Max(field_name))
        if ends["first"] is None:
            return []
        years = range(ends["first"].year, ends["last"].year + 1)
        return [date(year, 1, 1) for year in years]
