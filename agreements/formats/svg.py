"""SVG: a chart of a list as a drawing that can be taken away, with its source and its licence."""

import re
from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from agreements.keeper import keeper, licence
from agreements.lists.list_charts import Chart, charts_of, most_first
from agreements.models.numbers import grouped
from agreements.nouns.facets import Facet
from agreements.nouns.years import YearFacet
from agreements.plots.charts import Bars, Columns, Value, bars, columns
from agreements.plots.framed import framed
from agreements.punctuation import in_sequence, labelled, listed_apart

from . import told
from .format import Format
from .listing import Listing
from .options import ChartField

MAX_BARS = 60
# A drawing takes no style sheet along: what classes mean is written at each of its elements.
PAINT = {
    "plot-mark": 'fill="#0b5a5e"',
    "plot-ground": 'fill="#ebe8e0"',
    "plot-hit": 'fill="none"',
    "plot-axis": 'stroke="#8c908b"',
    "plot-label": 'font-size="13" fill="#1b2326"',
    "plot-label plot-soft": 'font-size="13" fill="#566065"',
    "plot-number": 'font-size="13" fill="#566065"',
}
# XML has no way to write these, not even as numbers.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def of_list(listing: Listing) -> list[bytes]:
    """Return the drawing of what is asked for."""
    chart = listing.options["chart"]
    facet = listing.answer.filterset.choosable[chart.parameter]
    values = counted(listing, facet)
    plot = drawn(facet, values, listing.answer.result.total)
    title = chart.title % {"records": listing.answer.noun.title}
    chosen = [labelled(*pair) for pair in told.chosen(listing.answer)]
    is_few = plot is not None and plot.is_few
    above = [*chosen, told.total(listing.answer), *(told_few(chart, plot) if is_few else ())]
    notes = [*about_numbers(listing, facet, plot), *about_source(listing)]
    context = {
        "name": ". ".join([title, *chosen]),
        "description": described(listing, facet, values),
        "framed": framed(None if is_few else plot, title, above, notes),
        "address": listing.page_address,
        "keeper": keeper(),
        "licence": licence(),
        "changed_on": listing.revision and timezone.localdate(listing.revision.noted_at),
        "language": get_language(),
    }
    text = render_to_string("plots/framed.svg", context)
    return [NOT_IN_XML.sub("", painted(text)).encode()]


def counted(listing: Listing, facet: Facet) -> list[Value]:
    """Return how many of the chosen records have each value of a facet, the most frequent first."""
    counts = listing.within[facet.parameter]
    values = most_first(listing.answer.filterset.labels, facet, counts)
    return [Value(value.label, counts[value.key]) for value in values]


def drawn(
    facet: Facet, values: Iterable[Value], total: int, most: int = MAX_BARS
) -> Bars | Columns | None:
    """Return the plot of the Values of so many records: columns of years, bars of anything else."""
    if not isinstance(facet, YearFacet):
        return bars(values, most, total)
    dated = [value for value in values if value.label.isdecimal()]
    undated = [value for value in values if not value.label.isdecimal()]
    return columns(dated, next(iter(undated), None))


def told_few(chart: Chart, plot: Bars | Columns) -> Iterator[str]:
    """Yield a sentence for each of a few values, as the page tells them in place of a drawing."""
    for value in plot.values:
        # It is escaped once, where the drawing is written.
        label = mark_safe(value.label)  # noqa: S308
        context = {"plot": plot, "number": value.count, "label": label}
        yield " ".join(render_to_string(chart.sentence, context).split())


def about_numbers(listing: Listing, facet: Facet, plot: Bars | Columns | None) -> Iterator[str]:
    """Yield what must be known to read the numbers."""
    answer = listing.answer
    if plot is None:
        yield _("No record that is chosen has such a value: there is nothing to draw.")
    elif plot.is_cut and isinstance(plot, Bars):
        params = {"drawn": grouped(len(plot.bars)), "all": grouped(len(plot.values))}
        yield _("This shows the %(drawn)s with most of %(all)s.") % params
    elif plot.is_cut:
        yield _("This shows the latest years; there are earlier ones.")
    if isinstance(plot, Columns) and plot.undated:
        number = plot.undated.count
        words = ngettext(
            "%(number)s record without a known day",
            "%(number)s records without a known day",
            number,
        )
        yield words % {"number": grouped(number)}
    if plot and not facet.is_single(answer.noun.model):
        yield _("A record with several of them is counted at each.")
    if answer.result.possible > answer.result.total:
        yield _("Numbers count records; one may stand for several agreements.")


def about_source(listing: Listing) -> Iterator[str]:
    """Yield where the numbers come from, and on which terms they may be used."""
    params = {"register": told.register(), "state": told.state(listing)}
    yield _("Source: %(register)s, %(state)s.") % params
    yield listing.page_address
    terms = licence()
    yield _("Licence: %(name)s, %(address)s") % {"name": terms.name, "address": terms.address}


def described(listing: Listing, facet: Facet, values: list[Value]) -> str:
    """Return all the numbers in words, and where programs find them.

    There they are counted without regard to what is chosen of the facet itself.
    """
    numbers = listed_apart(labelled(value.label, grouped(value.count)) for value in values)
    sentences = [_("All numbers: %(numbers)s.") % {"numbers": numbers}] if values else []
    if not listing.answer.selection.chosen.get(facet.parameter):
        address = listing.address_as("json", facets=facet.parameter)
        sentences.append(_("The same as data: %(address)s") % {"address": address})
    return in_sequence(sentences)


def painted(text: str) -> str:
    """Return a drawing with what each class looks like in place of its name."""
    for name, look in PAINT.items():
        text = text.replace(f'class="{name}"', look)
    return text


FORMAT = Format(
    extension="svg",
    content_type="image/svg+xml",
    label=gettext_lazy("Chart (SVG)"),
    standard="SVG",
    of_list=of_list,
    options={"chart": ChartField},
    counted=lambda asked: asked["chart"].parameters,
    suits=lambda noun: bool(charts_of(noun)),
)
