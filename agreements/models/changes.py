"""The change log: what was written, in the order in which it became visible."""

from django.db import models
from django.utils import timezone


class ChangeQuerySet(models.QuerySet):
    """Changes, in the words of the register."""

    def since(self, number):
        """The change of that number and all that became visible after it, in that order."""
        return self.filter(pk__gte=number).order_by("pk")

    def revision(self):
        """Return the number and the moment of the newest change; None before the first."""
        return self.order_by("-pk").values_list("pk", "noted_at").first()

    def prune(self, before):
        """Delete what was noted before a moment, the newest change excepted; return how many.

        A process that has not seen what is gone notices it, and reads the register anew.
        """
        newest = self.revision()
        if newest is None:
            return 0
        count, _by_model = self.filter(noted_at__lt=before, pk__lt=newest[0]).delete()
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

    def __str__(self):
        return f"{self.pk}: {self.noun} {self.key}"
