"""What all records have in common that readers can ask for by an address."""

import re

from django.db import models
from django.utils.translation import get_language

from agreements.language_paths import address_of

from .days import Dated
from .shown_names import ShownName, expect, language_of_text, name_in
from .translation import shown_summary


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
        return self.title_in(get_language())

    def get_absolute_url(self):
        return address_of(f"agreements:{self._meta.model_name}-detail", self.address)

    @classmethod
    def from_db(cls, db, field_names, values):
        record = super().from_db(db, field_names, values)
        expect(record)
        return record

    def get_history_url(self):
        return address_of(f"agreements:{self._meta.model_name}-history", self.address)

    def get_correction_url(self):
        return address_of(f"agreements:{self._meta.model_name}-correction", self.address)

    @property
    def own_title(self):
        """Return what the record is called by its own name, whatever the language of now is."""
        return getattr(self, self.TITLE_FIELD)

    @property
    def own_name(self):
        """Return its own name as a ShownName."""
        return ShownName(self.own_title, self.own_language)

    @property
    def own_language(self):
        """Return the BCP 47 tag of the language of its own name, "" where nobody knows it."""
        return language_of_text(self.own_title)

    def name_in(self, language):
        """Return its name in a language of the pages as a ShownName, None without one."""
        return name_in(self, language)

    def title_in(self, language):
        """Return what the record is called in a language: by a name there, or by its own."""
        name = self.name_in(language)
        return str(name or self.own_title)

    @property
    def shown_name(self):
        """Return the ShownName under which the record stands on a page of the language of now."""
        return self.shown_name_in(get_language())

    def shown_name_in(self, language):
        """Return the ShownName under which the record stands on a page of a language."""
        return self.name_in(language) or self.own_name

    @property
    def shown_summary(self):
        """Return its summary as a ShownName in the language of now, if it is read along with it."""
        return shown_summary(self)

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
