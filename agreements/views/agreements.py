"""The page of an agreement."""

from agreements.lists.addresses import href, list_context
from agreements.lists.filters import RegisterFilter
from agreements.lists.live import labels
from agreements.models import Agreement
from agreements.models.days import Day, Precision
from agreements.nouns import AGREEMENT

from .page_charts import lineup
from .record_page import RecordPage, first_rows


class AgreementPage(RecordPage):
    """One agreement: its parties, what came of it, and how that is known."""

    noun = AGREEMENT
    queryset = Agreement.objects.for_page()

    def records(self):
        return super().records().with_in_force(self.today)

    def get_context_data(self, **context):
        """Return the agreement with what came of it, and its place in the list it was found in."""
        projects = first_rows(self.object.projects.for_rows())
        return super().get_context_data(
            projects=projects,
            today=Day(self.today, Precision.DAY),
            lineup=lineup(self.snapshot, self.object, projects["rows"]),
            **self.place_in_list(),
            **context,
        )

    def place_in_list(self):
        """Return the neighbours of the agreement in the list that the address tells of.

        The page is the same without them: where the list is none or does not hold the agreement,
        nothing is returned.
        """
        filterset = RegisterFilter(self.request.GET, AGREEMENT, labels=labels)
        if not filterset.is_valid():
            return {}
        selection = filterset.selection
        place = self.snapshot.index(AGREEMENT).neighbours(
            selection, self.object.pk, self.snapshot.matches(selection.query)
        )
        if place is None:
            return {}
        beside = Agreement.objects.in_bulk([pk for pk in (place.previous, place.next) if pk])
        return {
            "list_context": list_context(selection),
            "neighbours": {
                **place._asdict(),
                "previous": beside.get(place.previous),
                "next": beside.get(place.next),
                "list": AGREEMENT.list_address + href(selection.page_of(place.position)),
            },
        }
