"""Those who answer for what was published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .institution import Institution
from .plain_text import validate_line
from .refs import Registered, ref_constraint


class Publisher(Registered):
    """Who answers for a source: a newspaper, a ministry, a college.

    One record is one voice, however its name is spelt.
    """

    REF_PREFIX = "PB"
    PUBLIC_FIELDS = ("name", "institution")

    name = models.CharField(
        _("name"),
        max_length=200,
        unique=True,
        help_text=_("As English texts write it; one record for one voice, however it is spelt."),
        validators=[validate_line],
    )
    institution = models.OneToOneField(
        Institution,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="publisher",
        help_text=_("The institution that it is, if it is one: a party that tells of its own."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        constraints = [
            ref_constraint("publisher", "PB"),
            models.CheckConstraint(
                name="publisher_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("A publisher needs a name."),
            ),
        ]
