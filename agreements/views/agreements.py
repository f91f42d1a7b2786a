"""The pages of agreements."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.filters import AgreementFilter
from agreements.index import live
from agreements.models import Agreement

from .base import RegisterDetail, RegisterList, first_rows
from .charts import lineup


class AgreementList(RegisterList):
    """All agreements, by sector, country, year and whatever else they are filtered by."""

    filterset_class = AgreementFilter
    index = live.agreements
    queryset = Agreement.objects.for_rows().with_evidence()
    title = _("Agreements")
    empty = _("No agreement matches all of these filters.")


class AgreementDetail(RegisterDetail):
    """One agreement: its parties, what came of it, and how that is known."""

    queryset = Agreement.objects.for_rows().prefetch_related(
        "alliances", "parties__institution__place"
    )
    noun_missing = _("The register has no agreement with the number %(address)s.")

    def get_context_data(self, **context):
        """Return the agreement with what came of it, and its place in the list it was found in."""
        projects = first_rows(self.object.projects.for_rows())
        return super().get_context_data(
            projects=projects,
            lineup=lineup(self.object, projects["rows"]),
            **self.place_in_list(),
            **context,
        )

    def place_in_list(self):
        """Return the neighbours of the agreement in the list that the address tells of.

        The page is the same without them: where the list is none or does not hold the agreement,
        nothing is returned.
        """
        filterset = AgreementFilter(self.request.GET, Agreement.objects.all())
        if not filterset.is_valid():
            return {}
        selection = filterset.selection
        place = live.agreements.neighbours(selection, self.object.pk)
        if place is None:
            return {}
        beside = Agreement.objects.in_bulk([pk for pk in (place.previous, place.next) if pk])
        return {
            "selection": selection,
            "neighbours": {
                **place._asdict(),
                "previous": beside.get(place.previous),
                "next": beside.get(place.next),
            },
            "list_address": reverse("agreements:agreement-list")
            + selection.page_of(place.position).query,
        }
