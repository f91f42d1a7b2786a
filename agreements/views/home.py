"""The first page."""

from django.db.models import Count

from agreements.evidence.coverage import meters
from agreements.index.selection import Selection
from agreements.lists import live
from agreements.lists.recorded import RecordedBySnapshot
from agreements.models import Citation, Event, Figure
from agreements.models.grades import Grade
from agreements.nouns import AGREEMENT

from .holdings import holdings
from .metadata import of_home
from .page import Page
from .page_charts import corridors, facet_bars, year_columns
from .row_counts import count_for_rows, row_records

NEWEST = 5
DISPUTED = 3
# So many of the newest disputed records are looked at for the most disputed ones.
MAX_DISPUTED = 100
SHOWN_FACETS = ("sector", "country", "year", "evidence")
# So many of the newest events are looked at for one at which agreements were counted.
MAX_EVENTS = 100


class Home(Page):
    """What is here: how much, in which sectors, between which countries, in which years."""

    template_name = "agreements/home.html"

    def get_context_data(self, **context):
        """Return the numbers of the whole register, its newest and its most disputed agreements."""
        everything = Selection(page_size=NEWEST)
        result = self.snapshot.index(AGREEMENT).select(everything, listed=None, facets=SHOWN_FACETS)
        together = self.snapshot.index(AGREEMENT).count_within(everything, "corridor", 1)
        disputed = most_disputed(self.snapshot)
        rows = row_records(AGREEMENT).in_bulk({*result.ids, *disputed})
        count_for_rows(self.snapshot, AGREEMENT, rows.values(), live.labels)
        return super().get_context_data(
            metadata=of_home(self.request),
            result=result,
            described=result.total - result.collective,
            sectors=facet_bars(AGREEMENT, "sector", everything, result),
            years=year_columns(everything, result),
            corridors=corridors(self.snapshot, result.counts["country"]),
            newest=[rows[pk] for pk in result.ids if pk in rows],
            disputed=[rows[pk] for pk in disputed if pk in rows],
            disputed_count=result.counts["evidence"].get(Grade.DISPUTED, 0),
            holdings=holdings(self.snapshot),
            pair=pair_of_most(together, result.total),
            changed_at=self.snapshot.revision and self.snapshot.revision.noted_at,
            counted=counted_at_an_event(self.snapshot),
            **context,
        )


def pair_of_most(counts, total):
    """Return the label of the two countries that most agreements are between, "" for none."""
    pair = max(counts, key=counts.get, default=None)
    if pair is None or 2 * counts[pair] <= total:
        return ""
    values = live.labels.values(AGREEMENT.facet("corridor"), [pair])
    return next((value.label for value in values), "")


def counted_at_an_event(snapshot):
    """Return the Meter of the agreements counted at a late event by most sources, None for none."""
    events = Event.objects.order_by("-first_on", "pk").values("pk")[:MAX_EVENTS]
    figures = (
        Figure.objects.with_left_out()
        .filter(measure=Figure.Measure.AGREEMENTS, event__in=[event["pk"] for event in events])
        .select_related("event")
    )
    cited = figures.annotate(times=Count("citations")).order_by("-times", "-value", "pk")[:1]
    return next(iter(meters(list(cited), RecordedBySnapshot(snapshot))), None)


def most_disputed(snapshot):
    """Return the primary keys of the agreements that most citations dispute.

    They are sought among the newest that any disputes.
    """
    [value] = AGREEMENT.facet("evidence").read([Grade.DISPUTED])
    selection = Selection(chosen={"evidence": (value,)}, page_size=MAX_DISPUTED)
    newest = snapshot.index(AGREEMENT).select(selection, facets=()).ids
    disputes = Citation.objects.filter(agreement__in=newest, stance=Citation.Stance.DISPUTES)
    counted = disputes.order_by().values_list("agreement").annotate(number=Count("pk"))
    return [pk for pk, _number in counted.order_by("-number", "-agreement")[:DISPUTED]]
