"""A break of the register's own truths."""

from typing import NamedTuple

from django.db import models
from django.urls import reverse


class Violation(NamedTuple):
    """A record that breaks a truth of the register, and the sentence that says how.

    The record is None where it is the register as a whole.
    """

    record: models.Model | None
    sentence: str

    @property
    def address(self) -> str:
        """Return where the record stands, or the register's first page."""
        return self.record.get_absolute_url() if self.record else reverse("agreements:home")
