"""People who speak, sign or write."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .plain_text import validate_line
from .refs import Registered, ref_constraint


class PersonQuerySet(models.QuerySet):
    """People, in the words of the register."""

    def for_rows(self):
        """People with their newest post, and how much they said and wrote, in one query.

        A post is the `position` in which somebody spoke, and the `body` for which, by its key and
        its own name; it is newest by the day of the source.
        """
        said = self.model.statements.field.model.objects.filter(speaker_person=OuterRef("pk"))
        wrote = self.model.written_sources.through.objects.filter(person=OuterRef("pk"))
        newest = said.in_posts().order_by_source_day()
        return self.annotate(
            position=Subquery(newest.values("speaker_position")[:1]),
            body_pk=Subquery(newest.values("speaker_institution")[:1]),
            body_name=Subquery(newest.values("speaker_institution__name")[:1]),
            statement_count=_number_of(said, "speaker_person"),
            written_count=_number_of(wrote, "person"),
        )


def _number_of(rows, link):
    """Return the SQL expression of how many of the rows have the link to the person."""
    counted = rows.order_by().values(link).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


class Person(Registered):
    """Somebody who speaks or signs for a body, in that office, or writes what is published.

    In which office stands with what was said: offices change, and a record of a person would only
    ever have the last one.
    """

    REF_PREFIX = "PE"
    PUBLIC_FIELDS = ("name",)

    name = models.CharField(
        pgettext_lazy("of a person", "name"),
        max_length=200,
        help_text=_(
            "As English texts write it, or as its source does where none does; "
            "other names are kept apart."
        ),
        validators=[validate_line],
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]
        constraints = [
            ref_constraint("person", "PE"),
            models.CheckConstraint(
                name="person_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("A person needs a name."),
            ),
        ]
