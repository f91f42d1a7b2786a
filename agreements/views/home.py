"""The first page, and the one that machines ask."""

from django.db import Error
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext_lazy
from django.views.generic import TemplateView

from agreements.index import live
from agreements.index.selection import Selection
from agreements.models import Agreement, Alliance, Event, Institution, Project, Source
from agreements.views.base import records_in_order
from agreements.views.panels import facet_panels

NEWEST = 6
HOLDINGS = (
    (Institution, ngettext_lazy("%(count)s institution", "%(count)s institutions", "count")),
    (Alliance, ngettext_lazy("%(count)s alliance", "%(count)s alliances", "count")),
    (Event, ngettext_lazy("%(count)s event", "%(count)s events", "count")),
    (Project, ngettext_lazy("%(count)s project", "%(count)s projects", "count")),
    (Source, ngettext_lazy("%(count)s source", "%(count)s sources", "count")),
)
SHOWN_FACETS = ("sector", "country", "year")


class Home(TemplateView):
    """What is here: how much, in which sectors, from which countries and years."""

    template_name = "agreements/home.html"

    def get_context_data(self, **context):
        """Return the numbers of the whole register and its newest agreements."""
        selection = Selection(page_size=NEWEST)
        result = live.agreements.select(selection, facets=SHOWN_FACETS)
        return super().get_context_data(
            result=result,
            panels=facet_panels(live.agreements, result.counts, Selection()),
            newest=records_in_order(Agreement.objects.for_rows(), result.ids),
            holdings=[
                (
                    words % {"count": model.objects.count()},
                    reverse(f"agreements:{model._meta.model_name}-list"),
                )
                for model, words in HOLDINGS
            ],
            **context,
        )


def healthz(request):
    """Answer 200 when the database answers and the index is ready, 503 otherwise."""
    try:
        live.bring_in_step()
    except Error:
        return HttpResponse("database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
