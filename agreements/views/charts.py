"""Plots of what the index counts, with links to the lists that show it."""

from dataclasses import replace
from itertools import combinations

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.index import live
from agreements.index.facets import CORRIDOR, PARTNERS, PLACE
from agreements.index.selection import PAGE_SIZE, Selection
from agreements.models import Institution, Place
from agreements.plots.charts import Value, bars, columns, matrix
from agreements.plots.flow import Node, flows
from agreements.plots.world import world

from .base import records_in_order

NAMES_IN_MATRIX = 8
MOST_PARTNERS = 10
NODES = 9
PLACES = 200
CORRIDORS = 12
EVERYTHING = Selection()


def to_list(noun, parameter, selection=EVERYTHING):
    """Return what gives the address of a noun's list for a FacetValue: the selection, with it."""
    address = reverse(f"agreements:{noun}-list")
    with_value = replace(selection, page_size=PAGE_SIZE).adding(parameter)
    return lambda value: address + with_value(value)


def values(index, parameter, counts, selection=EVERYTHING):
    """Return the Values of a facet's counts; each leads to the selection with it besides."""
    address = to_list(index.filterset_class.Meta.model._meta.model_name, parameter, selection)
    shown = index.show(index.facet(parameter), counts)
    return [Value(value.label, counts[value.key], address(value)) for value in shown]


def facet_bars(index, parameter, result, selection=EVERYTHING):
    """Return the Bars of a facet in a Result of a selection."""
    return bars(values(index, parameter, result.counts[parameter], selection))


def year_columns(result, selection=EVERYTHING):
    """Return the Columns of the years in a Result of a selection of agreements."""
    dated = dict(result.counts["year"])
    key = live.agreements.facet("year").UNDATED
    undated = {key: dated.pop(key)} if key in dated else {}
    return columns(
        values(live.agreements, "year", dated, selection),
        next(iter(values(live.agreements, "year", undated, selection)), None),
    )


def partner_countries(country):
    """Return the Bars of the countries that make agreements with a country, with their lists."""
    facet = live.agreements.facet("country")
    own = facet.value(country)
    counts = live.agreements.count_within(Selection(chosen={"country": (own,)}), "country", None)
    counts.pop(country.pk, None)
    address = to_list("agreement", "corridor")
    return bars(
        Value(value.label, counts[value.key], address(CORRIDOR.value(own, value)))
        for value in live.agreements.show(facet, counts)
    )


def corridors(counts, among=EVERYTHING):
    """Return the Matrix of the countries with most agreements: how many each two made together.

    `counts` is {code: agreements} of those among the selection.
    """
    facet = live.agreements.facet("country")
    most = sorted(counts, key=lambda code: (-counts[code], code))[:NAMES_IN_MATRIX]
    shown = {value.key: value for value in live.agreements.show(facet, most)}
    with_country = to_list("agreement", "country", among)
    together = {}
    with live.agreements.in_step() as index:
        for code, value in shown.items():
            chosen = replace(among, chosen={**among.chosen, "country": (value,)})
            within = index.count_within(chosen, "country")
            together |= {(code, other): within.get(other, 0) for other in most if other != code}
    names = {
        code: Value(shown[code].label, counts[code], with_country(shown[code]))
        for code in most
        if code in shown
    }
    return matrix(names, together, corridor_addresses(shown, among))


def corridor_addresses(countries, among):
    """Return {(code, code): address of the agreements of both}, of {code: FacetValue}.

    The address is that of the list of those among the selection.
    """
    address = to_list("agreement", "corridor", among)
    pairs = combinations(sorted(countries), 2)
    found = {
        (one, other): address(CORRIDOR.value(countries[one], countries[other]))
        for one, other in pairs
    }
    return found | {(other, one): href for (one, other), href in found.items()}


def partners(institution):
    """Return the Flows of an institution among those with which it made most agreements."""
    facet = live.agreements.facet("institution")
    own = facet.value(institution)
    chosen = Selection(chosen={"institution": (own,)})
    counts = live.agreements.count_within(chosen, "institution")
    counts.pop(institution.pk, None)
    most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:MOST_PARTNERS]
    address = to_list("agreement", "partners")
    nodes = [
        Node(
            partner.name,
            partner.country_id or "",
            partner.get_absolute_url(),
            counts[partner.pk],
            address(PARTNERS.value(own, facet.value(partner))),
            weight=counts[partner.pk],
        )
        for partner in records_in_order(Institution.objects.all(), most)
    ]
    return flows(nodes[1::2], Node(institution.name), nodes[::2])


def lineup(agreement, projects):
    """Return the Flows of an agreement: its parties, it, where it was made, what came of it."""
    notes = {
        party.institution: " · ".join(
            filter(None, (party.get_role_display(), party.institution.country_id))
        )
        for party in agreement.parties.all()
    }
    parties = counted_nodes("institution", notes)
    events = {agreement.event: _("Signed at")} if agreement.event else {}
    alliances = dict.fromkeys(agreement.alliances.all(), _("Within the alliance"))
    came = [
        *counted_nodes("event", events),
        *counted_nodes("alliance", alliances),
        *(
            Node(project.name, project.get_kind_display(), project.get_absolute_url())
            for project in projects
        ),
    ]
    return flows(
        at_most(parties), Node(agreement.title, agreement.get_status_display()), at_most(came)
    )


def counted_nodes(parameter, notes):
    """Return the Nodes of {record: note} of a facet, each with its number of agreements."""
    facet = live.agreements.facet(parameter)
    address = to_list("agreement", parameter)
    counts = live.agreements.count_keys(parameter, [record.pk for record in notes])
    return [
        Node(
            str(record),
            note,
            record.get_absolute_url(),
            counts.get(record.pk, 0),
            address(facet.value(record)),
        )
        for record, note in notes.items()
    ]


def at_most(nodes):
    """Return the nodes, the last of too many replaced by one that says how many there are."""
    if len(nodes) <= NODES:
        return nodes
    rest = len(nodes) - NODES + 1
    return [*nodes[: NODES - 1], Node(_("%(count)s more, listed below") % {"count": rest})]


def map_of_places():
    """Return the World of the places with known coordinates, with the busiest corridors.

    Of very many, those with most institutions are on it. A corridor is drawn between the busiest
    places of its two countries.
    """
    known = Place.objects.exclude(latitude=None).select_related("country")
    busiest = known.annotate(size=Count("institutions")).order_by("-size", "name", "pk")
    places = {place.pk: place for place in busiest[:PLACES]}
    groups = {pk: [] for pk in places}
    held = Institution.objects.within(places).order_by()
    steps = ("place", "place__parent", "place__parent__parent")
    for institution, *around in held.values_list("pk", *steps):
        for place in groups.keys() & around:
            groups[place].append(institution)
    counts = live.agreements.count_groups("institution", groups)
    places = {pk: place for pk, place in places.items() if counts[pk]}
    busiest_last = sorted(places.values(), key=lambda place: counts[place.pk])
    seats = {place.country.name: (place.latitude, place.longitude) for place in busiest_last}
    address = to_list("agreement", "place")
    drawn = [
        (
            Value(place.name, counts[pk], address(PLACE.value(place))),
            place.latitude,
            place.longitude,
        )
        for pk, place in places.items()
    ]
    codes = {place.country_id for place in places.values()}
    return world(drawn, arcs(live.agreements.count_keys("country", codes), seats))


def arcs(counts, seats):
    """Return the busiest corridors between countries, for `world`.

    `counts` is {code: agreements}, `seats` {name of a country: where it is drawn}.
    """
    table = corridors(counts)
    pairs = table.pairs[:CORRIDORS] if table else []
    return [
        (
            Value(f"{pair.row.label} – {pair.column.label}", pair.count, pair.href),
            seats[pair.row.label],
            seats[pair.column.label],
        )
        for pair in pairs
    ]
