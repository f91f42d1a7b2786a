"""What the columns of a sender's sheets mean, kept from one sheet to the next."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .plain_text import validate_line


class SheetColumns(models.Model):
    """What the headings mean that one sender uses: a ministry, a college, a colleague.

    It is a help for the next sheet, and says nothing of the register: no history keeps it.
    """

    sender = models.CharField(
        _("sender"),
        max_length=200,
        unique=True,
        help_text=_("Who sends the sheets."),
        validators=[validate_line],
    )
    columns = models.JSONField(
        _("columns"),
        default=dict,
        help_text=_("The column of the register by each heading; empty for one that is left out."),
    )

    class Meta:
        ordering = ["sender"]
        verbose_name = _("columns of a sender")
        verbose_name_plural = _("columns of senders")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="sheet_columns_of_a_sender",
                condition=~Q(sender=""),
                violation_error_message=_("Say who sends the sheets."),
            ),
        ]

    def __str__(self):
        return self.sender
