"""What stands around the rows of a list: facets, chosen values, orders, pages."""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import NamedTuple

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from agreements.lists.addresses import chosen_parameters, has_own_page_size, href, href_with
from agreements.lists.filters import RELEVANCE
from agreements.nouns.facets import FacetValue

PAGE_SIZES = (25, 50, 100)
SHOWN_VALUES = 8
# With so many chosen values there are millions of addresses with one more. Links lead crawlers
# there, forms do not.
MOST_LINKED = 2


class Entry(NamedTuple):
    """One value in a facet panel, and the address that adds it or takes it away.

    There is no address where a form does so. `share` is the length of its bar: its count in
    hundredths of the highest one of the panel.
    """

    value: FacetValue
    count: int
    is_chosen: bool
    href: str
    share: int = 0


class Panel(NamedTuple):
    """A facet with the values a reader sees at once, and the rest of them."""

    label: str
    parameter: str
    entries: list[Entry]
    more: list[Entry]
    day_form: "DayForm | None"

    @property
    def is_folded(self):
        """Return whether it has nothing to choose: one value at most, and none is chosen."""
        if self.day_form and self.day_form.on:
            return False
        entries = (*self.entries, *self.more)
        counted = sum(entry.count > 0 for entry in entries)
        return counted <= 1 and not any(entry.is_chosen for entry in entries)


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
    panels = []
    for facet in answered.filterset.facets:
        counts = answered.result.counts.get(facet.parameter, {})
        labels = answered.filterset.labels
        entries = facet_entries(facet, counts, answered.selection, labels)
        # A "more" link that hides one value is as tall as the value.
        shown = len(entries) if len(entries) == SHOWN_VALUES + 1 else SHOWN_VALUES
        if entries:
            asked = day_form(answered.selection) if facet.is_dated else None
            panels.append(
                Panel(facet.label, facet.parameter, entries[:shown], entries[shown:], asked)
            )
    return panels


def day_form(selection):
    return DayForm(selection.on, kept(selection.today()))


def kept(selection):
    """Return the (name, text) pairs of all that is chosen, and of the order and length."""
    pairs = chosen_parameters(selection)
    if selection.sort:
        pairs.append(("sort", selection.sort))
    if has_own_page_size(selection):
        pairs.append(("page_size", selection.page_size))
    return pairs


def is_narrowed_by_form(selection):
    """Return whether so much is chosen that a form offers more of it, and no links."""
    return sum(map(len, selection.chosen.values())) >= MOST_LINKED


def facet_form(selection, panels):
    """Return the FacetForm of a list, None where links do; what its panels show is not kept."""
    if not is_narrowed_by_form(selection):
        return None
    shown = {panel.parameter for panel in panels}
    return FacetForm([pair for pair in kept(selection) if pair[0] not in shown])


def facet_entries(facet, counts, selection, labels):
    """Return the Entries of a facet: chosen ones first, then by count, then as facets order."""
    chosen = {value.key for value in selection.chosen.get(facet.parameter, ())}
    address = entry_address(facet, selection)
    listed = {*counts, *chosen, *(facet.always_listed() if counts else ())}
    entries = [
        Entry(value, counts.get(value.key, 0), value.key in chosen, address(value))
        for value in labels.values(facet, listed)
    ]
    ordered = sorted(entries, key=lambda entry: (not entry.is_chosen, *facet.sort_key(entry.count)))
    return with_bars(ordered)


def with_bars(entries):
    """Return the Entries, each with its share of the highest count; a small one is still seen.

    Where all counts are the same there is nothing to draw.
    """
    counts = {entry.count for entry in entries} - {0}
    if len(counts) < 2:
        return entries
    return [entry._replace(share=ceil(100 * entry.count / max(counts))) for entry in entries]


def entry_address(facet, selection):
    """Return the function that gives the address which adds a value, or takes a chosen one away."""
    if is_narrowed_by_form(selection):
        return lambda _value: ""
    chosen = selection.chosen.get(facet.parameter, ())
    with_value = href_with(selection, facet.parameter)
    return lambda value: (
        href(selection.without(facet.parameter, value)) if value in chosen else with_value(value)
    )


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

    @property
    def count(self):
        return max(1, ceil(self.total / self.selection.page_size))

    @property
    def first_row(self):
        """Return the number of the first row on the page, counted from 1."""
        return (self.selection.page - 1) * self.selection.page_size + 1

    @property
    def last_row(self):
        return min(self.total, self.selection.page * self.selection.page_size)

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
