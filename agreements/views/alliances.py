"""The pages of alliances."""

from django.utils.translation import gettext_lazy as _

from agreements.index import live
from agreements.models import Alliance

from .base import RegisterDetail, RegisterList, first_of_list, first_rows
from .charts import facet_bars


class AllianceList(RegisterList):
    """All alliances, the newest first."""

    queryset = Alliance.objects.for_rows()
    title = _("Alliances")


class AllianceDetail(RegisterDetail):
    """One alliance: its members, its projects and the agreements made within it."""

    queryset = Alliance.objects.select_related("guided_by")
    noun_missing = _("The register has no alliance with the number %(address)s.")

    def get_context_data(self, **context):
        """Return the alliance with its members, projects and agreements."""
        alliance = self.object
        memberships = alliance.memberships.select_related("institution__country")
        members = first_of_list(live.institutions, "alliance", alliance, ("country",))
        return super().get_context_data(
            countries=facet_bars(
                live.institutions, "country", members["result"], members["selection"]
            ),
            memberships=first_rows(memberships),
            projects=first_rows(alliance.projects.for_rows()),
            agreements=first_of_list(live.agreements, "alliance", alliance),
            **context,
        )
