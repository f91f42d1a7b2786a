"""Rows that speak about exactly one record, whichever noun it is."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AboutOneRecord(models.Model):
    """A row that speaks about exactly one record of one of the nouns in SUBJECTS."""

    SUBJECTS = ()

    class Meta:
        abstract = True

    @property
    def subject(self):
        """Return the record spoken of, or None while it is not yet chosen."""
        return getattr(self, self.subject_name) if self.subject_name else None

    @property
    def subject_key(self):
        """Return the primary key of the record spoken of, or None while it is not yet chosen."""
        return getattr(self, f"{self.subject_name}_id") if self.subject_name else None

    @property
    def subject_name(self):
        """Return the noun of the record spoken of: "agreement", "institution" and so on."""
        filled = (name for name in self.SUBJECTS if getattr(self, f"{name}_id") is not None)
        return next(filled, "")


def subject_field(to, related_name, verbose_name):
    """Return a link to the one record spoken of; NULL where the row speaks of another noun."""
    return models.ForeignKey(
        to,
        verbose_name=verbose_name,
        null=True,
        db_index=False,
        blank=True,
        on_delete=models.CASCADE,
        related_name=related_name,
    )


def one_subject_constraint(name, subjects):
    """Return the rule that exactly one of the named links is filled in."""
    alternatives = (
        Q(**{f"{subject}__isnull": subject != chosen for subject in subjects})
        for chosen in subjects
    )
    return models.CheckConstraint(
        name=name,
        condition=reduce(or_, alternatives),
        violation_error_message=_("Say which one record this is about."),
    )
