"""What all records have in common that readers can ask for by an address."""

import re

from django.db import models
from django.urls import reverse

from .days import Dated
from .name import Name, name_language

# Those of the pages that need no other name than a record's own.
OWN_LANGUAGES = (None, "en")


class Addressed(Dated, models.Model):
    """A record that has a page of its own, or a place on another record's page.

    `TITLE_FIELD` has its own name, in English. `PUBLIC_FIELDS` are the fields that readers see, in
    their order; citations bear on them, and those of `KEY_FIELDS` decide how well the record is
    known. `TOLD_WITH` has the field with which a yes or no is told, because it says more of it.
    `HANGS_ON` are links to records that bring this one about: it belongs to their histories, too.
    `TRIVIAL` has the values that are not worth a word unless a source speaks of them.
    `IN_PLACE_OF` has the yes or no that is the value of an empty field: no end was agreed.
    """

    TITLE_FIELD = "name"
    PUBLIC_FIELDS = ()
    KEY_FIELDS = ()
    TOLD_WITH = {}
    HANGS_ON = ()
    TRIVIAL = {}
    IN_PLACE_OF = {}
    ADDRESS_FIELD = ""
    ADDRESS_PATTERN = re.compile("")

    class Meta:
        abstract = True

    def __str__(self):
        return getattr(self, self.TITLE_FIELD)

    def get_absolute_url(self):
        return reverse(f"agreements:{self._meta.model_name}-detail", args=[self.address])

    def get_history_url(self):
        return reverse(f"agreements:{self._meta.model_name}-history", args=[self.address])

    def get_correction_url(self):
        return reverse(f"agreements:{self._meta.model_name}-correction", args=[self.address])

    def title_in(self, language):
        """Return what the record is called in a language: by an official name, or by its own."""
        own = getattr(self, self.TITLE_FIELD)
        if language in OWN_LANGUAGES or not hasattr(self, "names"):
            return own
        tag = name_language(language)
        official = (
            name.text
            for name in self.names.all()
            if name.language == tag and name.kind == Name.Kind.OFFICIAL
        )
        return next(official, own)

    @property
    def address(self):
        """Return the text that names the record in addresses."""
        return getattr(self, self.ADDRESS_FIELD)

    @staticmethod
    def canonical_address(text):
        """Return the one way to write an address that a reader wrote in small or large letters."""
        return text.upper()

    def is_trivial(self, field):
        """Return whether a field has a value that is not worth a word of its own."""
        return field in self.TRIVIAL and getattr(self, field) == self.TRIVIAL[field]

    def has_value(self, field):
        """Return whether a field of its own is not empty, or is so for a reason that is known."""
        instead = self.IN_PLACE_OF.get(field)
        return getattr(self, field) not in (None, "") or bool(instead and getattr(self, instead))
