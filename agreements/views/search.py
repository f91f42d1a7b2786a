"""One search over all nouns."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from agreements.filters import RegisterFilter
from agreements.index import live
from agreements.index.selection import Selection
from agreements.models import (
    Agreement,
    Alliance,
    Country,
    Event,
    Institution,
    Place,
    Project,
    Sector,
    Source,
)
from agreements.search.nearest import nearest
from agreements.search.reach import narrow, with_tier
from agreements.search.reasons import Reasons

from .base import count_agreements, records_in_order
from .metadata import of_search

ROWS = 5


class Group(NamedTuple):
    """What a search finds of one noun: how many in all, the best of them, where the rest are."""

    noun: str
    title: str
    total: int
    rows: list
    more: str

    @property
    def is_longer(self):
        """Return whether there are more than the best."""
        return self.total > len(self.rows)

    @property
    def row(self):
        """Return the template of a row."""
        return f"agreements/_{self.noun}_row.html"


NOUNS = {
    Agreement: (_("Agreements"), Agreement.objects.for_rows().with_evidence()),
    Institution: (_("Institutions"), Institution.objects.for_rows()),
    Sector: (_("Sectors"), Sector.objects.all()),
    Country: (_("Countries"), Country.objects.recorded()),
    Place: (_("Places"), Place.objects.select_related("country")),
    Alliance: (_("Alliances"), Alliance.objects.for_rows()),
    Event: (_("Events"), Event.objects.for_rows()),
    Project: (_("Projects"), Project.objects.for_rows()),
    Source: (_("Sources"), Source.objects.all()),
}
INDEXES = {Agreement: live.agreements, Institution: live.institutions}


class Search(TemplateView):
    """Everything that a reader's words find, noun by noun."""

    template_name = "agreements/search.html"

    def get_context_data(self, **context):
        """Return the groups that hold anything, and names that may have been meant."""
        filterset = RegisterFilter(self.request.GET, Agreement.objects.none())
        query = filterset.selection.search if filterset.is_valid() else None
        context["metadata"] = of_search(self.request, query)
        if query:
            hits = live.agreements.hits(query)
            groups = [self.group(model, query, hits) for model in NOUNS]
            total = sum(group.total for group in groups)
            context |= {
                "search": hits,
                "groups": [group for group in groups if group.total],
                "total": total,
                "nearest": nearest(hits, total),
            }
        return super().get_context_data(filter=filterset, selection=filterset.selection, **context)

    def group(self, model, query, hits):
        """Return the Group of one noun."""
        noun = model._meta.model_name
        title, records = NOUNS[model]
        index = INDEXES.get(model)
        if index:
            result = index.select(Selection(search=query, page_size=ROWS), facets=())
            total, rows = result.total, records_in_order(records.all(), result.ids)
        else:
            found = narrow(records, hits)
            ranked = with_tier(found, hits).order_by("tier", *model._meta.ordering)
            total, rows = found.count(), list(ranked[:ROWS])
        Reasons(hits, rows, index).attach()
        if model in {Sector, Country}:
            count_agreements(noun, rows)
        more = Selection(search=query).query
        more = "" if model is Place else reverse(f"agreements:{noun}-list") + more
        return Group(noun, title, total, rows, more)
