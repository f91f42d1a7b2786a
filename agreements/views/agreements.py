"""The pages of agreements."""

from django.utils.translation import gettext_lazy as _

from agreements.filters import AgreementFilter
from agreements.index import live
from agreements.models import Agreement

from .base import RegisterDetail, RegisterList, first_rows


class AgreementList(RegisterList):
    """All agreements, by sector, country, year and whatever else they are filtered by."""

    filterset_class = AgreementFilter
    index = live.agreements
    queryset = Agreement.objects.for_rows().with_evidence()
    title = _("Agreements")
    empty = _("No agreement matches these filters. Remove one of them, or start again.")


class AgreementDetail(RegisterDetail):
    """One agreement: its parties, what came of it, and how that is known."""

    queryset = Agreement.objects.for_rows().prefetch_related(
        "alliances", "parties__institution__place"
    )
    noun_missing = _("The register has no agreement with the number %(address)s.")

    def get_context_data(self, **context):
        """Return the agreement with what came of it."""
        projects = first_rows(self.object.projects.for_rows())
        return super().get_context_data(projects=projects, **context)
