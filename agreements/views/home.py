"""The first page, and the one that machines ask."""

from django.db import Error
from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext_lazy
from django.views.generic import TemplateView

from agreements.index import live
from agreements.index.selection import Selection
from agreements.models import Agreement, Alliance, Citation, Event, Institution, Project, Source
from agreements.models.grades import Grade
from agreements.numbers import grouped
from agreements.views.charts import corridors, facet_bars, year_columns
from agreements.views.metadata import of_home

NEWEST = 5
DISPUTED = 3
# So many of the newest disputed records are looked at for the most disputed ones.
DISPUTED_LOOKED_AT = 100
HOLDINGS = (
    (Institution, ngettext_lazy("%(shown)s institution", "%(shown)s institutions", "count")),
    (Alliance, ngettext_lazy("%(shown)s alliance", "%(shown)s alliances", "count")),
    (Event, ngettext_lazy("%(shown)s event", "%(shown)s events", "count")),
    (Project, ngettext_lazy("%(shown)s project", "%(shown)s projects", "count")),
    (Source, ngettext_lazy("%(shown)s source", "%(shown)s sources", "count")),
)
SHOWN_FACETS = ("sector", "country", "year", "evidence")


class Home(TemplateView):
    """What is here: how much, in which sectors, between which countries, in which years."""

    template_name = "agreements/home.html"

    def get_context_data(self, **context):
        """Return the numbers of the whole register, its newest and its most disputed agreements."""
        with live.agreements.in_step():
            result = live.agreements.select(Selection(page_size=NEWEST), None, SHOWN_FACETS)
            disputed = most_disputed()
            table = corridors(result.counts["country"])
        rows = Agreement.objects.for_rows().with_evidence().in_bulk({*result.ids, *disputed})
        return super().get_context_data(
            metadata=of_home(self.request),
            result=result,
            described=result.total - result.collective,
            sectors=facet_bars(live.agreements, "sector", result),
            years=year_columns(result),
            corridors=table,
            newest=[rows[pk] for pk in result.ids if pk in rows],
            disputed=[rows[pk] for pk in disputed if pk in rows],
            disputed_count=result.counts["evidence"].get(Grade.DISPUTED, 0),
            holdings=[holding(model, words) for model, words in HOLDINGS],
            **context,
        )


def most_disputed():
    """Return the primary keys of the agreements that most citations dispute.

    They are sought among the newest that any disputes.
    """
    [value] = live.agreements.facet("evidence").read([Grade.DISPUTED])
    selection = Selection(chosen={"evidence": (value,)}, page_size=DISPUTED_LOOKED_AT)
    newest = live.agreements.select(selection, facets=()).ids
    disputes = Citation.objects.filter(agreement__in=newest, stance=Citation.Stance.DISPUTES)
    counted = disputes.order_by().values_list("agreement").annotate(number=Count("pk"))
    return [pk for pk, _number in counted.order_by("-number", "-agreement")[:DISPUTED]]


def holding(model, words):
    """Return how many records of a noun there are, in words, and the address of their list."""
    count = model.objects.count()
    address = reverse(f"agreements:{model._meta.model_name}-list")
    return words % {"count": count, "shown": grouped(count)}, address


def healthz(request):
    """Answer 200 when the database answers and the index is ready, 503 otherwise."""
    try:
        live.bring_in_step()
    except Error:
        return HttpResponse("database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
