"""Countries and territories, as ISO 3166-1 lists them."""

import re
from contextlib import contextmanager

from asgiref.local import Local
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from .addressed import Addressed
from .plain_text import validate_line
from .shown_names import ALONG, OWN_LANGUAGES, ShownName, best_of, name_in, shown_among_names

# What countries are called, {language: names}, for the page that is being made; and what a page
# read, {language: (state of the register, names)}, for those made after it.
page, kept = Local(), {}
# Any letter of Unicode has room in so many.
LETTER_BITS = 21


@contextmanager
def called_at_once(state=None):
    """Read what countries are called in a language at once within the block, not one by one.

    A page names hundreds. What it reads is kept for pages made from the same `state` of the
    register; None stands for one that is not known, or of an earlier day.
    """
    page.called, page.state = {}, state
    try:
        yield
    finally:
        page.called = None


def names_for_page(language):
    """Return what `called_in` does, as it is in the state of the page that is being made."""
    if language not in page.called:
        state, names = kept.get(language, (None, None))
        if page.state is None or state != page.state:
            names = called_in(language)
            kept[language] = (page.state, names)
        page.called[language] = names
    return page.called[language]


def called_in(language):
    """Return {code: ShownName} of the countries that have one in a language."""
    names = shown_among_names(language).filter(country__isnull=False)
    # Of two the first one counts, as among all names of a record.
    return {name.country_id: ShownName(name.text, name.language) for name in reversed(names)}


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
        help_text=_("In English, as CLDR has it; names in other languages are kept apart."),
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

    def name_in(self, language):
        if language in OWN_LANGUAGES or ALONG in self.__dict__:
            return name_in(self, language)
        if getattr(page, "called", None) is None:
            return best_of(self.names.all(), language)
        return names_for_page(language).get(self.code)

    @staticmethod
    def number_of(code):
        """Return the whole number that stands for a code where only numbers can stand."""
        return ord(code[0]) << LETTER_BITS | ord(code[1])

    @staticmethod
    def code_of(number):
        """Return the code that a number stands for."""
        return chr(number >> LETTER_BITS) + chr(number & ((1 << LETTER_BITS) - 1))
