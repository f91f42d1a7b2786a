"""What the last walk through the register's truths found, kept for the desk of its editors."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .change import Change


class RegisterCheck(models.Model):
    """A walk through the whole register: when, of which state of it, and how much it found.

    Only the newest is kept. At a million agreements a walk takes minutes: no page waits for it.
    """

    checked_at = models.DateTimeField(default=timezone.now)
    # The number of the newest change when it began; NULL where none was logged.
    revision = models.BigIntegerField(null=True)
    # {what was counted: {noun: how many records or breaks}}.
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("check of the register")
        verbose_name_plural = _("checks of the register")
        default_permissions = ()

    def __str__(self):
        return f"{self.checked_at:%Y-%m-%d %H:%M}"

    @property
    def changes_since(self):
        """Return how many changes were logged since; a change may touch several records."""
        newest = Change.objects.revision()
        return max(newest.number - (self.revision or 0), 0) if newest else 0


class FoundBreak(models.Model):
    """A record that broke a truth of the register when it was checked, and the sentence."""

    check_of = models.ForeignKey(RegisterCheck, on_delete=models.CASCADE, related_name="breaks")
    # Empty where it is the register as a whole.
    noun = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=20, blank=True)
    sentence = models.TextField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("found break")
        verbose_name_plural = _("found breaks")
        default_permissions = ()
        indexes = [models.Index(fields=["noun", "id"], name="found_break_by_noun")]

    def __str__(self):
        return f"{self.noun} {self.key}: {self.sentence}"
