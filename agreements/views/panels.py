"""What stands around the rows of a list: facets, chosen values, orders, pages."""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import NamedTuple

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from agreements.lists.addresses import chosen_parameters, has_own_page_size, href
from agreements.lists.fields import ROWS, VIEWS
from agreements.lists.filters import RELEVANCE
from agreements.lists.list_charts import charts_of
from agreements.nouns.facets import NOT_STATED

from .entries import Entry, entries_of, has_choice, is_narrowed_by_form
from .year_columns import YearForm, year_form

PAGE_SIZES = (25, 50, 100)
SHOWN_VALUES = 8


class Panel(NamedTuple):
    """A facet with the values a reader sees at once, and the rest of them.

    One with nothing to choose `is_folded`.
    """

    label: str
    parameter: str
    entries: list[Entry]
    more: list[Entry]
    is_folded: bool
    day_form: "DayForm | None"
    year_form: YearForm | None


class DayForm(NamedTuple):
    """The day on which something is asked, and what a form for another day must keep."""

    on: date | None
    kept: list[tuple]


class FacetForm(NamedTuple):
    """What the form for more values of facets must keep: (name, text) pairs."""

    kept: list[tuple]


class Chip(NamedTuple):
    """A chosen value or what is looked for, and the address without it."""

    facet_label: str
    label: str
    href: str


class Total(NamedTuple):
    """How many records there are, in words, and the address of their list where it is linked."""

    words: str
    href: str


class Choice(NamedTuple):
    """One of the orders, or sizes of a page, that a list can be shown in, and its address."""

    label: str
    is_current: bool
    href: str


def facet_panels(answered):
    """Return a Panel for each facet of an Answer that has any values, the chosen ones first."""
    panels, asks_day = [], True
    for facet in answered.filterset.counted:
        counts = answered.result.all_counts(facet.parameter)
        labels = answered.filterset.labels
        entries = entries_of(facet, counts, answered.selection, labels)
        shown, more = parted(entries)
        if entries:
            # One day is asked for all that is another thing on every day.
            asked = day_form(answered.selection) if facet.is_dated and asks_day else None
            asks_day = asks_day and asked is None
            is_folded = not (has_choice(entries) or (asked and asked.on))
            years = year_form(facet, counts, form_kept(answered.selection))
            panels.append(
                Panel(
                    *(str(facet.label), facet.parameter, shown, more),
                    *(is_folded, asked, years),
                )
            )
    return panels


def parted(entries):
    """Return the Entries that are shown at once, and the others; how many lack a value is shown."""
    # A "more" link that hides one value is as tall as the value.
    if len(entries) <= SHOWN_VALUES + 1:
        return entries, []
    if entries[-1].value.key == NOT_STATED:
        return [*entries[: SHOWN_VALUES - 1], entries[-1]], entries[SHOWN_VALUES - 1 : -1]
    return entries[:SHOWN_VALUES], entries[SHOWN_VALUES:]


def form_kept(selection):
    """Return what a form of a panel of its own must keep, None where one form is for all panels."""
    return None if is_narrowed_by_form(selection) else kept(selection)


def day_form(selection):
    return DayForm(selection.on, kept(selection.today()))


def kept(selection):
    """Return the (name, text) pairs of all that is chosen, and of the order and length."""
    pairs = chosen_parameters(selection)
    if selection.sort:
        pairs.append(("sort", selection.sort))
    if has_own_page_size(selection):
        pairs.append(("page_size", selection.page_size))
    return pairs + view_of(selection)


def view_of(selection):
    """Return the (name, text) pairs of the view in which a list is shown: none of rows."""
    return [("view", selection.view)] if selection.view else []


def facet_form(selection, panels):
    """Return the FacetForm of a list, None where links do; what its panels show is not kept."""
    if not is_narrowed_by_form(selection):
        return None
    shown = {panel.parameter for panel in panels}
    return FacetForm([pair for pair in kept(selection) if pair[0] not in shown])


def chips(facets, selection):
    """Return a Chip for what is looked for, for each chosen value and for the day."""
    names = {facet.parameter: facet.label for facet in facets}
    words = selection.query and selection.query.text
    looked_for = [Chip(_("Search"), words, href(selection.without_query()))] if words else []
    chosen = [
        Chip(names[parameter], value.label, href(selection.without(parameter, value)))
        for parameter, values in selection.chosen.items()
        for value in values
    ]
    day = selection.on and formats.date_format(selection.on, "DATE_FORMAT")
    on = [Chip(_("On the day"), day, href(selection.today()))] if day else []
    then = selection.as_of and formats.date_format(selection.as_of, "DATE_FORMAT")
    as_of = [Chip(_("As of the end of"), then, href(selection.now()))] if then else []
    return looked_for + chosen + on + as_of


def totals(noun, selection, result):
    """Return a Total for each part in which the records of a Result are counted.

    They are one part where their noun counts none apart, or where all are of one.
    """
    whole = [Total(noun.words_for(result.total), href(selection))]
    if not noun.apart or not result.total:
        return whole
    parameter = noun.apart.parameter
    is_linked_no_more = is_narrowed_by_form(selection)
    counts, chosen = result.counts[parameter], selection.keys().get(parameter)
    return [
        Total(
            noun.words_apart(value.key, counts[value.key]),
            "" if is_linked_no_more else href(selection.with_only(parameter, value)),
        )
        for value in noun.facet(parameter).values(counts)
        if not chosen or value.key in chosen
    ]


def span(years):
    """Return from which year to which a list reaches, as it is written: "2019–2025"."""
    return "–".join(dict.fromkeys(years or ()))


def order_choices(orders, selection):
    """Return a Choice for each order of a list, of relevance first where there is any."""
    names = {name: arrangement.label for name, arrangement in orders.items()}
    if names and selection.query:
        names = {RELEVANCE: _("Best matches first"), **names}
    own = next(iter(names), "")
    current = selection.sort or own
    return [
        Choice(label, name == current, href(selection.sorted_by("" if name == own else name)))
        for name, label in names.items()
    ]


def view_choices(noun, selection):
    """Return a Choice for each view of a list, of its rows and of its charts; none without."""
    if noun is None or not charts_of(noun):
        return []
    shown = selection.view or ROWS
    return [
        Choice(label, name == shown, href(selection.shown_as("" if name == ROWS else name)))
        for name, label in VIEWS.items()
    ]


def size_choices(selection):
    """Return a Choice for each usual number of rows on a page."""
    return [
        Choice(size, size == selection.page_size, href(selection.with_page_size(size)))
        for size in PAGE_SIZES
    ]


@dataclass(frozen=True)
class Pages:
    """The pages of a result: how many there are and which are worth a link."""

    total: int
    selection: object
    # How many rows a page has where the selection does not say so.
    own_size: int = 0

    @property
    def size(self):
        return self.own_size or self.selection.page_size

    @property
    def count(self):
        return max(1, ceil(self.total / self.size))

    @property
    def first_row(self):
        """Return the number of the first row on the page, counted from 1."""
        return (self.selection.page - 1) * self.size + 1

    @property
    def last_row(self):
        return min(self.total, self.selection.page * self.size)

    @property
    def previous(self):
        """Return the address of the page before, empty on the first."""
        return self._href(self.selection.page - 1)

    @property
    def next(self):
        """Return the address of the page after, empty on the last."""
        return self._href(self.selection.page + 1)

    @property
    def links(self):
        """Return (number, is current, address) of the pages to show; number 0 marks a gap."""
        current = self.selection.page
        numbers = {1, self.count, *range(current - 2, current + 3)}
        shown, before = [], 0
        for number in sorted(number for number in numbers if 1 <= number <= self.count):
            if number > before + 1:
                shown.append((0, False, ""))
            shown.append((number, number == current, self._href(number)))
            before = number
        return shown

    def _href(self, page):
        return href(self.selection.at_page(page)) if 1 <= page <= self.count else ""
