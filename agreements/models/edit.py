"""Edits: who changed the register in one go, and why."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Edit(models.Model):
    """One act of somebody who keeps the register: all that they changed with it, and why.

    Who it was is kept as a name, so that it outlives the account.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("Change")
        UNDO = "undo", _("Undoing of another edit")
        FORGET = "forget", _("Forgetting of old values")

    at = models.DateTimeField(_("at"), default=timezone.now)
    who = models.CharField(_("who"), max_length=150)
    why = models.TextField(_("why"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CHANGE)
    undoes = models.ForeignKey(
        "self",
        verbose_name=_("undoes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="undone_by",
    )
    # Of the form with which it was made: sent again, it is not saved again.
    token = models.CharField(max_length=40, blank=True, editable=False)
    # Within its own transaction only, where triggers of SQLite look for it: nobody else sees it.
    is_open = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        indexes = [
            models.Index(fields=["token"], condition=~Q(token=""), name="edit_by_token"),
            models.Index(fields=["is_open"], condition=Q(is_open=True), name="edit_that_is_open"),
            models.Index(fields=["at"], name="edit_by_moment"),
            models.Index(fields=["who", "id"], name="edit_by_who"),
        ]
        constraints = [
            models.CheckConstraint(
                name="edit_undoes_one_where_it_is_an_undoing",
                condition=Q(kind="undo", undoes__isnull=False)
                | (~Q(kind="undo") & Q(undoes__isnull=True)),
                violation_error_message=_("An undoing names the edit that it undoes."),
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}"
