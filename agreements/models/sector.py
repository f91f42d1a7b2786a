"""The fields of work that agreements serve."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .addressed import Addressed
from .plain_text import validate_line


class Sector(Addressed):
    """A field of work that agreements serve, such as forestry."""

    PUBLIC_FIELDS = ("name", "source_wording", "isced_code")
    ADDRESS_FIELD = "slug"
    ADDRESS_PATTERN = re.compile(r"[-a-zA-Z0-9_]{1,50}", re.ASCII)

    slug = models.SlugField(
        _("short name in addresses"), unique=True, help_text=_("Lower-case words and hyphens.")
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        help_text=_("As readers look for it."),
        validators=[validate_line],
    )
    source_wording = models.CharField(
        _("wording of the source"),
        max_length=100,
        blank=True,
        help_text=_("The word that the source uses, where it differs from the name."),
        validators=[validate_line],
    )
    isced_code = models.CharField(
        _("ISCED-F 2013 code"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{2,4}\Z", _("Two to four digits."))],
        help_text=_(
            "Field of education by UNESCO's classification: two to four digits. "
            "Assigned by the register, not by the source."
        ),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints = [
            models.CheckConstraint(
                name="sector_slug_not_empty",
                condition=~Q(slug=""),
                violation_error_message=_("A sector needs a short name for its address."),
            ),
            models.CheckConstraint(
                name="sector_slug_in_lower_case",
                condition=Q(slug=Lower("slug")),
                violation_error_message=_("The short name is written in lower case."),
            ),
        ]

    @staticmethod
    def canonical_address(text):
        return text.lower()

    def clean(self):
        """Refuse a short name that leads on to another sector: links to that one are out there."""
        if type(self)._base_manager.exclude(pk=self.pk).filter(aliases__address=self.slug).exists():
            raise ValidationError({"slug": _("This short name leads to another sector already.")})

    def save(self, *args, **kwargs):
        """Save the sector; a short name that it had before leads on to it."""
        with transaction.atomic():
            before = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True)
            former = before.first() if self.pk else None
            super().save(*args, **kwargs)
            if former not in (None, self.slug):
                self.aliases.filter(address=self.slug).delete()
                self.aliases.get_or_create(address=former)
