"""Countries and territories, as ISO 3166-1 lists them."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .addressed import Addressed
from .plain_text import validate_line

# Any letter of Unicode has room in so many.
LETTER_BITS = 21


class CountryQuerySet(models.QuerySet):
    """Countries, as ISO 3166-1 lists them."""

    def recorded(self):
        """Countries in which the register knows at least one institution."""
        return self.filter(institutions__isnull=False).distinct()


class Country(Addressed):
    """A country or territory of ISO 3166-1, under the names that Unicode's CLDR gives it."""

    PUBLIC_FIELDS = ("code", "name")
    ADDRESS_FIELD = "code"
    ADDRESS_PATTERN = re.compile(r"[A-Z]{2}", re.ASCII)

    code = models.CharField(
        _("code"),
        max_length=2,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, such as UZ."))],
        help_text=_("The two-letter code of ISO 3166-1."),
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        help_text=_("In English, as CLDR has it; names in other languages go below."),
        validators=[validate_line],
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(
                name="country_code_has_two_letters",
                condition=Exact(Length("code"), 2),
                violation_error_message=_("A country's code has two letters."),
            ),
        ]

    def __str__(self):
        return self.title_in(get_language())

    @staticmethod
    def number_of(code):
        """Return the whole number that stands for a code where only numbers can stand."""
        return ord(code[0]) << LETTER_BITS | ord(code[1])

    @staticmethod
    def code_of(number):
        """Return the code that a number stands for."""
        return chr(number >> LETTER_BITS) + chr(number & ((1 << LETTER_BITS) - 1))
