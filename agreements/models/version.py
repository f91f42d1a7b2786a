"""Versions: what each row of the register held before it was changed."""

import json

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .edit import Edit
from .filled_links import filled_indexes

# Columns that bear another name now than in old versions: {table: {name then: name now}}.
RENAMED = {}


class VersionQuerySet(models.QuerySet):
    """Versions, in the words of the register."""

    def since(self, moment):
        """Versions written after a moment, or after the version of a number."""
        return self.filter(**{"pk__gt" if isinstance(moment, int) else "at__gt": moment})

    def of_record(self, record):
        """Versions in the history of a record, those of what hangs on it included."""
        noun, key = record._meta.model_name, str(record.pk)
        return self.filter(touches__noun=noun, touches__key=key)

    def marks(self):
        """Marks that something may have changed without a version: before is not known."""
        return self.filter(table="", key="")


class Version(models.Model):
    """A change of one row of the register: what it held before, in the columns of its table.

    Triggers of the database write it, so that it is there whoever makes the change and however.
    A mark, of no table, says that rows may have changed before it without leaving a version.
    """

    class Op(models.TextChoices):
        INSERT = "I", _("Added")
        UPDATE = "U", pgettext_lazy("what became of a row", "Changed")
        DELETE = "D", _("Removed")
        MARK = "?", _("Not known before")

    at = models.DateTimeField(_("at"), default=timezone.now)
    # NULL: written without saying who and why.
    edit = models.ForeignKey(
        Edit, null=True, db_index=False, on_delete=models.PROTECT, related_name="versions"
    )
    table = models.CharField(max_length=63)
    key = models.CharField(max_length=20)
    op = models.CharField(max_length=1, choices=Op)
    # JSON; NULL where the row did not exist before.
    old = models.TextField(null=True)  # noqa: DJ001, an empty text would be no JSON
    is_forgotten = models.BooleanField(db_default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        indexes = [
            models.Index(fields=["table", "key", "id"], name="version_of_row"),
            # Few versions are removals; whoever looks for what was deleted reads these only.
            models.Index(fields=["id"], condition=Q(op="D"), name="version_that_is_a_removal"),
            *filled_indexes("version", ["edit"]),
        ]

    def __str__(self):
        return f"{self.pk}: {self.op} {self.table} {self.key}"

    @property
    def columns(self):
        """Return what the row held in each column, under today's names; None if it was not there.

        Values are as JSON has them, which each database writes in a way of its own.
        """
        if self.old is None:
            return None
        names = RENAMED.get(self.table, {})
        return {names.get(name, name): value for name, value in json.loads(self.old).items()}


class Touch(models.Model):
    """That a version belongs to the history of a record: its own, or one on whose page it shows."""

    pk = models.CompositePrimaryKey("noun", "key", "version")
    noun = models.CharField(max_length=30)
    key = models.CharField(max_length=20)
    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="touches", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["version", "noun"], name="touch_by_version")]

    def __str__(self):
        return f"{self.version_id}: {self.noun} {self.key}"
