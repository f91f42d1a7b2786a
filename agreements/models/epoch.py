"""Which unbroken line of changes a database holds: two with equal revisions may differ."""

import secrets

from django.db import models


class EpochQuerySet(models.QuerySet):
    """The epoch of a register, a single row."""

    def begin_first(self):
        """Begin the first epoch; do nothing where there is one."""
        self.get_or_create(pk=1, defaults={"mark": new_mark()})

    def begin(self):
        """Begin a new epoch: what was kept of this database, outside of it, holds no more."""
        self.update_or_create(pk=1, defaults={"mark": new_mark()})

    def end(self, mark):
        """Begin a new epoch in the place of the one with this mark; do nothing where it is over."""
        self.filter(mark=mark).update(mark=new_mark())


class Epoch(models.Model):
    """A line of changes in which each revision follows from the one before it.

    It ends where a database takes over the state of another, or a state that it had once. Then a
    revision may come again, of other records: those of two epochs are never the same.
    """

    mark = models.CharField(max_length=16)

    objects = EpochQuerySet.as_manager()

    def __str__(self):
        return self.mark


def new_mark():
    """Return a text that no other epoch has."""
    return secrets.token_hex(8)
