"""Which citations there are, in the words of the register."""

from django.db import models
from django.db.models import Count, F, Q, Subquery, Window
from django.db.models.functions import RowNumber

from .grades import COUNTED

BY_SOURCE_DAY = (F("source__published_on").desc(nulls_last=True), "id")


class CitationQuerySet(models.QuerySet):
    """Citations, in the words of the register."""

    def disputes(self):
        """Citations that say themselves that a value is another one."""
        return self.filter(COUNTED["disputes"])

    def with_voices(self):
        """Citations with their sources and with whoever is quoted in them."""
        return self.select_related(
            "source__publisher",
            "source__reprints__publisher",
            "speaker_person",
            "speaker_institution",
            "settlement",
        )

    def with_subjects(self):
        """Citations with the records that they speak about."""
        return self.select_related(*self.model.SUBJECTS)

    def about_or_newest_by(self, institution, number):
        """Citations that speak about an institution, and the newest in which its people speak.

        `number_by` tells in how many these speak in all.
        """
        by_them = self.model.objects.filter(speaker_institution=institution)
        newest = by_them.order_by_source_day().values("pk")[:number]
        counted = by_them.order_by().values("speaker_institution").annotate(number=Count("pk"))
        found = self.filter(Q(institution=institution) | Q(pk__in=newest))
        return found.annotate(number_by=Subquery(counted.values("number")))

    def in_posts(self):
        """Citations in which somebody speaks in an office, or for a body."""
        return self.exclude(speaker_position="", speaker_institution=None)

    def newest_in_each_post(self):
        """Of those of one post, a position at an institution, the one of the newest source."""
        rank = Window(
            RowNumber(),
            partition_by=["speaker_position", "speaker_institution"],
            order_by=BY_SOURCE_DAY,
        )
        return self.in_posts().annotate(rank_in_post=rank).filter(rank_in_post=1)

    def order_by_source_day(self):
        """Order by the days of the sources, the newest first and those without a day last."""
        return self.order_by(*BY_SOURCE_DAY)

    def with_items(self):
        """Citations with the one of several values that they name."""
        return self.select_related(
            "party__institution",
            "link__to_agreement",
            "membership__institution",
            "identifier",
            "name",
            "figure",
        )
