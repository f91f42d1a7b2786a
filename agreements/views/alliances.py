"""The page of an alliance."""

from django.utils.functional import cached_property

from agreements.models import Alliance
from agreements.nouns import AGREEMENT, ALLIANCE, INSTITUTION

from .page_charts import facet_bars
from .record_page import RecordPage, first_rows


class AlliancePage(RecordPage):
    """One alliance: its members, its projects and the agreements made within it."""

    noun = ALLIANCE
    queryset = Alliance.objects.select_related("guided_by")

    def get_context_data(self, **context):
        return super().get_context_data(
            countries=self.countries_of_members(),
            memberships=first_rows(self.memberships),
            projects=first_rows(self.object.projects.for_rows()),
            agreements=self.first_of_list(AGREEMENT),
            **context,
        )

    @cached_property
    def memberships(self):
        """Return all members: how well each is known is counted, whichever are shown."""
        return list(self.object.memberships.select_related("institution__country"))

    def items(self):
        return {"memberships": self.memberships}

    def countries_of_members(self):
        members = self.select(INSTITUTION, ("country",))
        return facet_bars(INSTITUTION, "country", *members)
