"""How well a record, or a value of it, is known: derived from its citations, never typed in."""

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    """How well something is known; two articles of one publisher are one publisher."""

    DISPUTED = "disputed", _("Disputed")
    CORROBORATED = "corroborated", _("Corroborated")
    SINGLE = "single", _("Single source")
    UNSOURCED = "unsourced", _("Unsourced")


MIN_VOICES = 2


def grade(*, is_disputed, publishers):
    """Return the Grade of what `publishers` different publishers support.

    What any source disputes is disputed, however many support it.
    """
    if is_disputed:
        return Grade.DISPUTED
    if publishers >= MIN_VOICES:
        return Grade.CORROBORATED
    return Grade.SINGLE if publishers else Grade.UNSOURCED


def grade_expression(model):
    """Return the SQL expression of a record's Grade, over all citations of any of its fields."""
    relation = model._meta.get_field("citations")
    noun = relation.field.name
    about = relation.related_model.objects.filter(**{noun: OuterRef("pk")}).order_by().values(noun)
    counted = about.annotate(
        disputes=Count("pk", filter=Q(stance="disputes")),
        voices=Count("source__publisher", filter=Q(stance="supports"), distinct=True),
    )
    graded = Case(
        When(disputes__gt=0, then=Value(Grade.DISPUTED)),
        When(voices__gte=MIN_VOICES, then=Value(Grade.CORROBORATED)),
        default=Value(Grade.SINGLE),
        output_field=models.CharField(),
    )
    return Coalesce(
        Subquery(counted.annotate(grade=graded).values("grade")), Value(Grade.UNSOURCED)
    )


class CitedQuerySet(models.QuerySet):
    """Records that citations speak about."""

    def with_evidence(self):
        """Add `evidence`: how well the record is known, a Grade over all its citations."""
        return self.annotate(evidence=grade_expression(self.model))
