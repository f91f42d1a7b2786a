"""The page of an alliance."""

from django.db.models import Q
from django.utils.functional import cached_property

from agreements.evidence.timeline import moments_of_others
from agreements.models import Alliance, Citation
from agreements.nouns import AGREEMENT, ALLIANCE, INSTITUTION

from .data_links import links_of_list
from .page_charts import facet_bars
from .record_page import RecordPage, first_rows


class AlliancePage(RecordPage):
    """One alliance: its members, its projects and the agreements made within it."""

    noun = ALLIANCE
    queryset = Alliance.objects.select_related("guided_by")

    def get_context_data(self, **context):
        members = self.select(INSTITUTION, ("country",))
        return super().get_context_data(
            countries=facet_bars(INSTITUTION, "country", *members),
            member_links=links_of_list(INSTITUTION, members[0]),
            memberships=first_rows(self.memberships),
            projects=self.projects,
            others=moments_of_others(self.projects["rows"], self.cited),
            agreements=self.first_of_list(AGREEMENT),
            **context,
        )

    @cached_property
    def projects(self):
        return first_rows(self.object.projects.for_rows())

    @cached_property
    def cited(self):
        """Return the citations of the alliance, and those of the days of its projects."""
        projects = [project.pk for project in self.projects["rows"]]
        about = Q(alliance=self.object) | Q(
            project__in=projects, field__in=("started_on", "status")
        )
        return list(Citation.objects.filter(about).with_voices().with_items())

    def citations(self):
        return [citation for citation in self.cited if citation.alliance_id == self.object.pk]

    @cached_property
    def memberships(self):
        """Return all members: how well each is known is counted, whichever are shown."""
        return list(self.object.memberships.select_related("institution__country"))

    def items(self):
        return {"memberships": self.memberships}
