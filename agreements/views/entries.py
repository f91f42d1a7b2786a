"""The values that a panel of filters shows: each with its count, its bar and its address."""

from math import ceil
from typing import NamedTuple

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from agreements.lists.addresses import href, href_with
from agreements.models.numbers import grouped_in
from agreements.nouns.derived import PairFacet
from agreements.nouns.facets import NOT_STATED, FacetValue
from agreements.spoken import named_in

# With so many chosen values there are millions of addresses with one more. Links lead crawlers
# there, forms do not.
MOST_LINKED = 2


class Entry(NamedTuple):
    """One value in a facet panel, and the address that adds it or takes it away.

    There is no address where a form does so. `share` is the length of its bar: its count in
    hundredths of the highest one of the panel. One that `is_offered` follows from what is chosen.
    """

    value: FacetValue
    count: int
    is_chosen: bool
    href: str
    is_offered: bool = False
    share: int = 0


class ShownEntry(NamedTuple):
    """An Entry as a page shows it: its texts in the language of the page, its name as HTML.

    `facet` and `parameter` are those of its panel. One that finds nothing has no address, and no
    box either.
    """

    name: SafeString
    text: str
    count: str
    href: str
    has_box: bool
    is_chosen: bool
    share: int
    facet: SafeString
    parameter: str


def shown_entries(entries, panel):
    """Return Entries of a Panel as ShownEntries."""
    page, facet = get_language(), conditional_escape(panel.label)
    return [
        ShownEntry(
            name=named_in(page, entry.value.label),
            text=entry.value.text,
            count=grouped_in(page, entry.count),
            href=entry.href if entry.count or entry.is_chosen else "",
            has_box=not entry.href and bool(entry.count or entry.is_chosen),
            is_chosen=entry.is_chosen,
            share=entry.share,
            facet=facet,
            parameter=panel.parameter,
        )
        for entry in entries
    ]


def is_narrowed_by_form(selection):
    """Return whether so much is chosen that a form offers more of it, and no links."""
    return sum(map(len, selection.chosen.values())) >= MOST_LINKED


def entries_of(facet, counts, selection, labels):
    """Return the Entries of a facet: chosen ones first, then by count, then as facets order."""
    made = pair_entries if isinstance(facet, PairFacet) else facet_entries
    entries = made(facet, counts, selection, labels)
    return sorted(entries, key=lambda entry: (*last(entry), *facet.sort_key(entry.count)))


def last(entry):
    """Return what puts chosen values first and records without a value last."""
    return not entry.is_chosen, entry.value.key == NOT_STATED


def facet_entries(facet, counts, selection, labels):
    """Return the Entries of the values of a facet."""
    chosen = {value.key for value in selection.chosen.get(facet.parameter, ())}
    address, shares = entry_address(facet, selection), shares_of(counts)
    listed = {*counts, *chosen, *(facet.always_listed() if counts else ())}
    return [
        Entry(
            value,
            facet.count_of(value.key, counts),
            value.key in chosen,
            address(value),
            share=shares.get(value.key, 0),
        )
        for value in labels.values(facet, listed)
    ]


def has_choice(entries):
    """Return whether there is anything to choose: two values, a chosen one, or an offered one."""
    counted = sum(entry.count > 0 for entry in entries)
    return counted > 1 or any(entry.is_chosen or entry.is_offered for entry in entries)


def shares_of(counts):
    """Return {key: its share of the highest count, in hundredths}; a small one is still seen.

    Where all counts are the same there is nothing to draw. What no record has as a value of its
    own, such as a range of years, is no part of the drawing.
    """
    drawn = {key: count for key, count in counts.items() if key != NOT_STATED}
    if len(set(drawn.values())) < 2:
        return {}
    highest = max(drawn.values())
    return {key: ceil(100 * count / highest) for key, count in drawn.items()}


def entry_address(facet, selection):
    """Return the function that gives the address which adds a value, or takes a chosen one away."""
    if is_narrowed_by_form(selection):
        return lambda _value: ""
    chosen = selection.chosen.get(facet.parameter, ())
    with_value = href_with(selection, facet.parameter)
    return lambda value: (
        href(selection.without(facet.parameter, value)) if value in chosen else with_value(value)
    )


def pair_entries(facet, counts, selection, labels):
    """Return the Entries of pairs: of the values that are chosen singly, or the most frequent ones.

    Whoever chose two values gets the records that have either. The link of their pair takes the
    pair in their place, so it is no choice more.
    """
    chosen = {facet.key(value): value for value in selection.chosen.get(facet.parameter, ())}
    singly = [value.key for value in selection.chosen.get(facet.of.parameter, ())]
    offered = set(facet.within(singly)) - chosen.keys()
    add, take = (
        entry_address(facet, selection),
        href_with(selection.without_any(facet.of.parameter), facet.parameter),
    )
    listed, shares = {*chosen, *(offered or counts)}, shares_of(counts)
    return [
        Entry(
            shown,
            counts.get(value.key, 0),
            value.key in chosen,
            take(value) if value.key in offered else add(shown),
            is_offered=value.key in offered,
            share=shares.get(shown.key, 0),
        )
        for value in labels.values(facet, listed)
        for shown in [chosen.get(value.key, value)]
    ]
