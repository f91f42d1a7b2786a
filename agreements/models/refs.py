"""Short public numbers that are given once and never again."""

import re

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .addressed import Addressed

REF_PATTERN = re.compile(r"([A-Z]{2})-([0-9]{4,9})", re.ASCII)
# So many digits can a number have; smaller ones are filled up with zeros.
LENGTHS = range(4, 10)


class RefCounterManager(models.Manager):
    """Gives numbers; writers of one prefix wait for each other until they commit."""

    def issue(self, prefix, count=1):
        """Return a list of `count` refs of the prefix that no record has ever borne."""
        with transaction.atomic():
            self.bulk_create([RefCounter(prefix=prefix)], ignore_conflicts=True)
            # UPDATE before SELECT: all writers lock in the same order, so none deadlock.
            self.filter(prefix=prefix).update(last=F("last") + count)
            last = self.get(prefix=prefix).last
        return [f"{prefix}-{number:04d}" for number in range(last - count + 1, last + 1)]

    def note(self, ref):
        """Take note of a ref that was given elsewhere, so that it is not given again."""
        prefix, number = REF_PATTERN.fullmatch(ref).groups()
        self.get_or_create(prefix=prefix)
        self.filter(prefix=prefix, last__lt=int(number)).update(last=int(number))

    def has_issued(self, ref):
        """Return whether the ref, a text of any kind, was ever given to a record."""
        match = REF_PATTERN.fullmatch(ref)
        return bool(match) and self.filter(prefix=match[1], last__gte=int(match[2])).exists()


class RefCounter(models.Model):
    """The highest number given to records of one kind.

    A number at or below it that no record bears belonged to a record since deleted, or merged into
    another one.
    """

    prefix = models.CharField(max_length=2, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    objects = RefCounterManager()

    def __str__(self):
        return f"{self.prefix}-{self.last:04d}"


def ref_constraint(model_name, prefix):
    """Return the rule that the refs of a noun bear its prefix."""
    return models.CheckConstraint(
        name=f"{model_name}_ref_bears_prefix",
        condition=Q(ref__startswith=f"{prefix}-"),
        violation_error_message=_("The register makes this number itself."),
    )


def number_between(prefix, first, last):
    """Return the condition that a ref's number is one of a range, both ends included.

    Of refs that are equally long the order of texts, by which they are kept, is that of numbers.
    """
    condition = Q(pk__in=())
    for digits in LENGTHS:
        low = max(first, 10 ** (digits - 1) if digits > LENGTHS[0] else 0)
        high = min(last, 10**digits - 1)
        if low <= high:
            ends = f"{prefix}-{low:0{digits}d}", f"{prefix}-{high:0{digits}d}"
            condition |= Q(Exact(Length("ref"), len(ends[0])), ref__range=ends)
    return condition


class Registered(Addressed):
    """A record with a public number of its own, such as AG-0001."""

    REF_PREFIX = ""
    ADDRESS_FIELD = "ref"
    ADDRESS_PATTERN = REF_PATTERN

    ref = models.CharField(
        pgettext_lazy("of a record", "number"), max_length=12, unique=True, editable=False
    )
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True

    @staticmethod
    def canonical_address(text):
        """Return a number as it is written: ag-00001 is AG-0001."""
        match = REF_PATTERN.fullmatch(text.upper())
        return f"{match[1]}-{int(match[2]):04d}" if match else text.upper()

    def save(self, *args, **kwargs):
        """Save the record; a new one is given its number, or keeps the one it came with."""
        with transaction.atomic():
            if not self.ref:
                [self.ref] = RefCounter.objects.issue(self.REF_PREFIX)
            elif self._state.adding:
                RefCounter.objects.note(self.ref)
            super().save(*args, **kwargs)
