"""What all records have in common that readers can ask for by an address."""

import re

from django.db import models
from django.urls import reverse

from .days import Day


class Addressed(models.Model):
    """A record that has a page of its own, or a place on another record's page.

    `PUBLIC_FIELDS` are the fields that readers see, in their order; citations bear on them. `DAYS`
    has the field that says how exactly a day is known, by the field of the day.
    """

    PUBLIC_FIELDS = ()
    DAYS = {}
    ADDRESS_FIELD = ""
    ADDRESS_PATTERN = re.compile("")

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return reverse(f"agreements:{self._meta.model_name}-detail", args=[self.address])

    @property
    def address(self):
        """Return the text that names the record in addresses."""
        return getattr(self, self.ADDRESS_FIELD)

    @staticmethod
    def canonical_address(text):
        """Return the one way to write an address that a reader wrote in small or large letters."""
        return text.upper()

    def day(self, field):
        """Return the Day of one of its days: with how exactly it is known."""
        return Day(getattr(self, field), getattr(self, self.DAYS[field]))
