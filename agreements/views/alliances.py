"""The page of an alliance."""

from agreements.models import Alliance
from agreements.nouns import AGREEMENT, ALLIANCE, INSTITUTION

from .page_charts import facet_bars
from .record_page import RecordPage, first_rows


class AlliancePage(RecordPage):
    """One alliance: its members, its projects and the agreements made within it."""

    noun = ALLIANCE
    queryset = Alliance.objects.select_related("guided_by")

    def get_context_data(self, **context):
        memberships = self.object.memberships.select_related("institution__country")
        return super().get_context_data(
            countries=self.countries_of_members(),
            memberships=first_rows(memberships),
            projects=first_rows(self.object.projects.for_rows()),
            agreements=self.first_of_list(AGREEMENT),
            **context,
        )

    def countries_of_members(self):
        members = self.select(INSTITUTION, ("country",))
        return facet_bars(INSTITUTION, "country", *members)
