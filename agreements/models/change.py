"""The change log: what was written, in the order in which it became visible."""

from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.databases.prepared import Prepared

from .epoch import Epoch

# The noun of a change that any record may have undergone.
ANYTHING = ""
# To read as many changes as these takes longer than to read the whole register anew.
MAX_UNSEEN = 50_000
# The newest changes are looked at in parts of so many, and no others.
PARTS = (500, 5_000, MAX_UNSEEN)
# The mark of the epoch of the database, in the same query.
EPOCH = Coalesce(Subquery(Epoch.objects.values("mark")[:1]), Value(""))


class Revision(NamedTuple):
    """A state of the register: the number of its newest change, and the moment of that.

    A database that was restored may have the same number again, of another moment, and one that
    took over the state of another both of them, in another epoch. `epoch` is the mark of it, "" in
    what is kept in the database itself.
    """

    number: int
    noted_at: datetime
    epoch: str = ""


def revision_number(revision):
    """Return the number of a Revision, 0 of None: of a register before its first change."""
    return revision.number if revision else 0


class Entry(NamedTuple):
    """A change as the log has it: a record of a noun, NULL for any; anything where it has none."""

    number: int
    noted_at: datetime
    noun: str
    key: int | None

    @property
    def revision(self):
        """Return the Revision that the register has from this change on, without its epoch."""
        return Revision(self.number, self.noted_at)


class ChangeQuerySet(models.QuerySet):
    """Changes, in the words of the register."""

    def unseen(self, seen, at_most=None):
        """Return what became visible after the Revision `seen`: Entries in that order.

        None where nobody can tell: `seen` is no longer in the log, because it was pruned or another
        state of the database restored, or more has changed since than is read: MAX_UNSEEN notes,
        or `at_most` so many.
        """
        limit = 1 + (MAX_UNSEEN if at_most is None else at_most)
        return self._after(seen, limit, is_all=True)

    def following(self, seen, count):
        """Return at most so many Entries that became visible next after the Revision `seen`.

        None where nobody can tell, as of `unseen`.
        """
        newest = self.revision()
        if newest is None or newest.number - seen.number > MAX_UNSEEN:
            return None
        return self._after(seen, count + 1, is_all=False)

    def _after(self, seen, limit, *, is_all):
        later = self.filter(pk__gte=seen.number).order_by("pk").annotate(epoch=EPOCH)
        rows = later.values_list("epoch", "pk", "noted_at", "noun", "key")
        rows = list(rows[: limit + 1] if is_all else rows[:limit])
        if not rows or rows[0][1:3] != seen[:2] or (is_all and len(rows) > limit):
            return None
        if seen.epoch not in {"", rows[0][0]}:
            return None
        return [Entry(*row[1:]) for row in rows[1:]]

    def revision(self):
        """Return the Revision of the register: that of the newest change, None before the first."""
        found = NEWEST.first(self.db)
        return found and Revision(*found)

    def has_lost(self, seen):
        """Return whether a Revision that was seen once is known never to have been.

        That is where a database was restored. Of one that was pruned nobody can tell.
        """
        newest = self.revision()
        if newest is None or newest.number < seen.number:
            return True
        moments = self.filter(pk=seen.number).values_list("noted_at", flat=True)
        return any(moment != seen.noted_at for moment in moments)

    def newest_of(self, noun):
        """Yield parts of (key, number of its newest change) of a noun's records, newest first.

        Each part is of earlier changes, so that a key may come again.
        """
        newest = self.revision()
        end = newest.number + 1 if newest else 0
        for count in PARTS:
            changes = self.filter(noun=noun, key__isnull=False, pk__gte=end - count, pk__lt=end)
            by_key = changes.order_by().values("key").annotate(number=models.Max("pk"))
            yield list(by_key.order_by("-number").values_list("key", "number"))
            end -= count

    def newest_of_any(self, noun):
        """Return the moment of the newest change of which only the noun is told.

        That of the oldest change where there is none, None where there is no change at all.
        """
        newest = self.revision()
        if newest is None:
            return None
        of_any = self.filter(noun=noun, key=None, pk__gt=newest.number - MAX_UNSEEN)
        found = of_any.order_by("-pk").first() or self.earliest("pk")
        return found.noted_at

    def revision_at(self, moment):
        """Return the Revision that the register had at a moment, None where the log is younger."""
        found = self.filter(noted_at__lte=moment).newest_first().first()
        return found and Revision(*found)

    def newest_first(self):
        """Return (number, moment, mark of the epoch) of each change, the newest one first."""
        newest = self.order_by("-pk").annotate(epoch=EPOCH)
        return newest.values_list("pk", "noted_at", "epoch")

    def prune(self, before):
        """Delete what was noted before a moment, the newest change excepted; return how many.

        A process that has not seen what is gone notices it, and reads the register anew.
        """
        newest = self.revision()
        if newest is None:
            return 0
        count, _by_model = self.filter(noted_at__lt=before, pk__lt=newest.number).delete()
        return count


class Change(models.Model):
    """A note that a record, or something that it is counted by, was added, changed or removed.

    Triggers of the database write it, so that it is there whoever makes the change.
    """

    noun = models.CharField(max_length=30)
    # NULL: any record of the noun may have changed.
    key = models.BigIntegerField(null=True)
    noted_at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["noun", "key", "id"], name="change_of_record")]

    def __str__(self):
        return f"{self.pk}: {self.noun} {self.key}"


# Each page asks for it.
NEWEST = Prepared(Change.objects.newest_first)
