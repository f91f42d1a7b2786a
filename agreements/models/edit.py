"""Edits: who changed the register in one go, and why."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .filled_links import filled_indexes


class EditQuerySet(models.QuerySet):
    """Edits, in the words of the register."""

    def to_look_at(self):
        """Edits that a second person is to look at, and that nobody has seen."""
        return self.filter(Edit.TO_LOOK_AT)


class Edit(models.Model):
    """One act of somebody who keeps the register: all that they changed with it, and why.

    Who it was is kept as a name, so that it outlives the account.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", pgettext_lazy("kind of an edit", "Change")
        UNDO = "undo", _("Undoing of another edit")
        FORGET = "forget", _("Forgetting of old values")
        SETTLE = "settle", _("Settling of a dispute")
        DELETE = "delete", _("Deletion of a record")
        MERGE = "merge", _("Merging of records")
        IMPORT = "import", _("Import of a sheet")

    class Look(models.TextChoices):
        """Why a second person is to look at an edit."""

        NEWCOMER = "newcomer", _("One of the first edits of a newcomer")
        SETTLEMENT = "settlement", _("A dispute was settled")
        DELETION = "deletion", _("A record was deleted")
        MERGER = "merger", _("Records were merged")
        IMPORT = "import", _("A sheet was imported")

    UNSEEN = Q(seen_at=None)
    TO_LOOK_AT = ~Q(look="") & UNSEEN

    at = models.DateTimeField(_("at"), default=timezone.now)
    who = models.CharField(_("who"), max_length=150)
    why = models.TextField(_("why"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CHANGE)
    undoes = models.ForeignKey(
        "self",
        verbose_name=_("undoes"),
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.PROTECT,
        related_name="undone_by",
    )
    look = models.CharField(
        _("to be seen because"), max_length=10, choices=Look, blank=True, db_default="", default=""
    )
    seen_by = models.CharField(_("seen by"), max_length=150, blank=True, db_default="", default="")
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)
    # Of the form with which it was made: sent again, it is not saved again.
    token = models.CharField(max_length=40, blank=True, editable=False)
    # Within its own transaction only, where triggers of SQLite look for it: nobody else sees it.
    is_open = models.BooleanField(default=False, editable=False)

    objects = EditQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        default_permissions = ("view",)
        permissions = [
            ("import_sheets", _("Can import sheets")),
            ("merge_records", _("Can merge records")),
            ("undo_edits", _("Can undo what others edited")),
            ("settle_disputes", _("Can settle disputes")),
            ("see_edits", _("Can mark edits of others as seen")),
        ]
        indexes = [
            models.Index(fields=["token"], condition=~Q(token=""), name="edit_by_token"),
            models.Index(fields=["is_open"], condition=Q(is_open=True), name="edit_that_is_open"),
            models.Index(fields=["at"], name="edit_by_moment"),
            models.Index(fields=["who", "id"], name="edit_by_who"),
            models.Index(
                fields=["id"],
                condition=~Q(look="") & Q(seen_at__isnull=True),
                name="edit_to_look_at",
            ),
            *filled_indexes("edit", ["undoes"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="edit_undoes_one_where_it_is_an_undoing",
                condition=Q(kind="undo", undoes__isnull=False)
                | (~Q(kind="undo") & Q(undoes__isnull=True)),
                violation_error_message=_("An undoing names the edit that it undoes."),
            ),
            models.CheckConstraint(
                name="edit_seen_by_somebody_else",
                condition=Q(seen_by="", seen_at__isnull=True)
                | (~Q(seen_by="") & Q(seen_at__isnull=False) & ~Q(seen_by=F("who"))),
                violation_error_message=_("An edit is seen by somebody else than who made it."),
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}"
