"""Plots of what the index counts, with links to the lists that show it."""

from heapq import nlargest
from itertools import combinations

from django.utils.translation import gettext as _

from agreements.index.selection import PAGE_SIZE, Selection
from agreements.lists.addresses import href_with
from agreements.lists.live import labels
from agreements.models import Place
from agreements.nouns import AGREEMENT
from agreements.plots.charts import Value, bars, columns
from agreements.plots.flow import Node, flows
from agreements.plots.triangle import triangle
from agreements.plots.world import worlds

MAX_NAMES_OF_PAIRS = 8
MAX_PARTNERS = 10
MAX_NODES = 9
MAX_PLACES_ON_MAP = 200
MAX_ARCS = 12
EVERYTHING = Selection()


def to_list(noun, parameter, selection=EVERYTHING):
    """Return what gives the address of a noun's list for a FacetValue: the selection, with it."""
    with_value = href_with(selection.with_page_size(PAGE_SIZE), parameter)
    return lambda value: noun.list_address + with_value(value)


def counted(noun, parameter, selection, counts):
    """Return the Values of a facet's counts; each leads to the selection with it besides."""
    address = to_list(noun, parameter, selection)
    shown = labels.values(noun.facet(parameter), counts)
    return [Value(value.label, counts[value.key], address(value)) for value in shown]


def facet_bars(noun, parameter, selection, result):
    """Return the Bars of a facet's values in the Result of a selection."""
    values = counted(noun, parameter, selection, result.counts[parameter])
    return bars(values, total=result.total)


def year_columns(selection, result):
    """Return the Columns of the years in the Result of a selection of agreements."""
    dated = dict(result.counts["year"])
    key = AGREEMENT.facet("year").UNDATED
    undated = {key: dated.pop(key)} if key in dated else {}
    return columns(
        counted(AGREEMENT, "year", selection, dated),
        next(iter(counted(AGREEMENT, "year", selection, undated)), None),
    )


def partner_countries(snapshot, country):
    """Return the Bars of the countries that make agreements with a country, with their lists."""
    facet = AGREEMENT.facet("country")
    own = facet.value(country)
    chosen = Selection(chosen={"country": (own,)})
    counts = snapshot.index(AGREEMENT).count_within(chosen, "country", None)
    counts.pop(country.pk, None)
    address, corridor = to_list(AGREEMENT, "corridor"), AGREEMENT.facet("corridor")
    return bars(
        Value(value.label, counts[value.key], address(corridor.value(own, value)))
        for value in labels.values(facet, counts)
    )


def corridors(snapshot, counts, among=EVERYTHING):
    """Return the Triangle of the countries with most agreements: how many two made together.

    `counts` is {code: agreements} of those among the selection.
    """
    most = sorted(counts, key=lambda code: (-counts[code], code))[:MAX_NAMES_OF_PAIRS]
    shown = {value.key: value for value in labels.values(AGREEMENT.facet("country"), most)}
    codes = [code for code in most if code in shown]
    with_country = to_list(AGREEMENT, "country", among)
    with_both, corridor = to_list(AGREEMENT, "corridor", among), AGREEMENT.facet("corridor")
    # The smaller code stands first where pairs are counted, and in their addresses.
    pairs = {pair: tuple(sorted(pair)) for pair in combinations(codes, 2)}
    index = snapshot.index(AGREEMENT)
    within = index.count_keys("corridor", pairs.values(), index.found(among))
    together = {pair: within.get(key, 0) for pair, key in pairs.items()}
    addresses = {
        pair: with_both(corridor.value(shown[first], shown[second]))
        for pair, (first, second) in pairs.items()
    }
    names = {
        code: Value(shown[code].label, counts[code], with_country(shown[code])) for code in codes
    }
    return triangle(names, together, addresses)


def count_partners(snapshot, institution):
    """Return {primary key: agreements} of those with which an institution made most agreements."""
    own = AGREEMENT.facet("institution").choice(institution)
    chosen = Selection(chosen={"institution": (own,)})
    counts = snapshot.index(AGREEMENT).count_within(chosen, "institution")
    counts.pop(institution.pk, None)
    most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:MAX_PARTNERS]
    return {pk: counts[pk] for pk in most}


def partners(institution, counts, institutions):
    """Return the Flows of an institution among its partners, as `count_partners` counts them.

    `institutions` are records, theirs among them.
    """
    institutions = {one.pk: one for one in institutions}
    facet, pair = AGREEMENT.facet("institution"), AGREEMENT.facet("partners")
    own, address = facet.choice(institution), to_list(AGREEMENT, "partners")
    nodes = [
        Node(
            partner.shown_name,
            partner.country_id or "",
            partner.get_absolute_url(),
            counts[partner.pk],
            address(pair.value(own, facet.choice(partner))),
            weight=counts[partner.pk],
        )
        for partner in (institutions[pk] for pk in counts if pk in institutions)
    ]
    return flows(nodes[1::2], Node(institution.shown_name), nodes[::2])


def lineup(snapshot, agreement, projects):
    """Return the Flows of an agreement: its parties, it, where it was made, what came of it."""
    notes = {
        party.institution: " · ".join(
            filter(None, (party.get_role_display(), party.institution.country_id))
        )
        for party in agreement.parties.all()
    }
    events = {agreement.event: _("Event")} if agreement.event else {}
    alliances = dict.fromkeys(agreement.alliances.all(), _("Within the alliance"))
    came = [
        *counted_nodes(snapshot, "event", events),
        *counted_nodes(snapshot, "alliance", alliances),
        *(
            Node(project.shown_name, project.get_kind_display(), project.get_absolute_url())
            for project in projects
        ),
    ]
    return flows(
        at_most(counted_nodes(snapshot, "institution", notes)),
        Node(agreement.shown_name, agreement.get_status_display()),
        at_most(came),
    )


def counted_nodes(snapshot, parameter, notes):
    """Return the Nodes of {record: note} of a facet, each with its number of agreements."""
    facet = AGREEMENT.facet(parameter)
    address = to_list(AGREEMENT, parameter)
    pks = [record.pk for record in notes]
    counts = snapshot.index(AGREEMENT).count_keys(parameter, pks)
    return [
        Node(
            record.shown_name,
            note,
            record.get_absolute_url(),
            counts.get(record.pk, 0),
            address(facet.choice(record)),
        )
        for record, note in notes.items()
    ]


def at_most(nodes):
    """Return the nodes, the last of too many replaced by one that says how many there are."""
    if len(nodes) <= MAX_NODES:
        return nodes
    rest = len(nodes) - MAX_NODES + 1
    return [*nodes[: MAX_NODES - 1], Node(_("Listed below: %(count)s") % {"count": rest})]


def map_of_places(snapshot):
    """Return the Worlds of the places with known coordinates, with the busiest corridors.

    Of very many, those with most agreements are on it. A corridor is drawn between the busiest
    places of its two countries.
    """
    index = snapshot.index(AGREEMENT)
    located = Place.objects.exclude(latitude=None).order_by("name", "pk")
    counts = index.count_keys("place", located.values_list("pk", flat=True))
    busiest = nlargest(MAX_PLACES_ON_MAP, counts, key=counts.get)
    found = located.in_bulk(busiest)
    places = {pk: found[pk] for pk in busiest}
    busiest_last = sorted(places.values(), key=lambda place: counts[place.pk])
    codes = {place.country_id for place in busiest_last}
    called = {one.key: one.label for one in labels.values(AGREEMENT.facet("country"), codes)}
    seats = {called[place.country_id]: (place.latitude, place.longitude) for place in busiest_last}
    address, of_place = to_list(AGREEMENT, "place"), AGREEMENT.facet("place")
    drawn = [
        (
            Value(place.shown_name, counts[pk], address(of_place.choice(place))),
            place.latitude,
            place.longitude,
        )
        for pk, place in places.items()
    ]
    return worlds(drawn, arcs(snapshot, index.count_keys("country", codes), seats))


def arcs(snapshot, counts, seats):
    """Return the busiest corridors between countries, for `worlds`.

    `counts` is {code: agreements}, `seats` {name of a country: where it is drawn}.
    """
    table = corridors(snapshot, counts)
    pairs = table.pairs[:MAX_ARCS] if table else []
    return [
        (
            Value(f"{pair.one.label} – {pair.other.label}", pair.count, pair.href),
            seats[pair.one.label],
            seats[pair.other.label],
        )
        for pair in pairs
    ]
