"""Whether addresses of sources still answer, as it was when they were asked last."""

from http import HTTPStatus

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Whoever answers so is there, but does not talk to programs, or not now.
REFUSALS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
)


class AddressAnswerQuerySet(models.QuerySet):
    """Answers, in the words of the register."""

    def dead(self):
        """Addresses where nobody answered, or that there is no such page, or none now."""
        is_error = Q(status__gte=HTTPStatus.BAD_REQUEST) & ~Q(status__in=REFUSALS)
        return self.filter(Q(status=None) | is_error)

    def moved(self):
        """Addresses that lead on to another one, where somebody answers."""
        return self.exclude(moved_to="").filter(status__lt=HTTPStatus.BAD_REQUEST)


class AddressAnswer(models.Model):
    """What an address answered when it was asked last, whichever sources bear it.

    It is no part of the register or of its history: it is asked again, not edited.
    """

    address = models.CharField(max_length=500, unique=True)
    # Of HTTP; NULL where no connection came about.
    status = models.PositiveSmallIntegerField(null=True)
    moved_to = models.CharField(max_length=500, blank=True)
    # Why there was no connection, in the words of the network.
    said = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField()

    objects = AddressAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("answer of an address")
        verbose_name_plural = _("answers of addresses")
        default_permissions = ()
        indexes = [models.Index(fields=["status"], name="address_answer_by_status")]

    def __str__(self):
        return f"{self.address}: {self.status or self.said}"
