"""Small registers and the ways of writing to them, for tests that draw both at random."""

from datetime import UTC, date, datetime

from django.db import connection
from django.db.models import F
from hypothesis import strategies as st

from agreements.index.selection import Selection
from agreements.lists import live
from agreements.models import (
    Agreement,
    Alliance,
    Country,
    Event,
    Institution,
    Membership,
    Name,
    Party,
    Place,
    RefCounter,
    Sector,
)
from agreements.nouns import AGREEMENT
from tests.factories import (
    AllianceFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)
from tests.index.random_records import some
from tests.index.random_sources import (
    cite,
    date_source,
    reprint_article,
    sell_newspaper,
    withdraw_citation,
)
from tests.index.random_terms import terms

EVERYTHING = Selection()
TITLES = ["", "Forestry", "forestry", "Колледж", "重庆", "Zebra", "apple forest"]
# Of these names and of parts of them, so that most are found somewhere.
SEARCHES = [
    "forest",
    "Forestri",
    "重庆",
    "колледж",
    "apple Zebra",
    "Daily",
    "Tashkent",
    '"apple f"',
]
DAYS = [None, date(2024, 5, 1), date(2024, 5, 2), date(2025, 1, 1), date(1999, 12, 31)]
MOMENTS = [datetime(2025, 1, day, tzinfo=UTC) for day in (1, 2, 3)]

agreement_fields = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "kind": st.sampled_from(Agreement.Kind.values[:3]),
        "status": st.sampled_from(Agreement.Status.values[:3]),
        "signed_on": st.sampled_from(DAYS),
        "stands_for": st.sampled_from([1, 1, 2, 11]),
        "serves_all_sectors": st.booleans(),
        "updated_at": st.sampled_from(MOMENTS),
    }
)


def furnish():
    """Fill an empty register with a few records of each noun that agreements are counted by."""
    countries = [CountryFactory(code=code, name=code) for code in ("CN", "KZ", "UZ")]
    tashkent = PlaceFactory(name="Tashkent", country=countries[2])
    places = [tashkent, PlaceFactory(name="Yunusobod", country=countries[2], parent=tashkent)]
    for number, country in enumerate([*countries, None, countries[0]]):
        InstitutionFactory(country=country, place=places[number] if number < 2 else None)
    for factory in (SectorFactory, AllianceFactory, EventFactory):
        factory.create_batch(3)
    for publisher in ("Daily", "Weekly"):
        SourceFactory(publisher__name=publisher)
    add_agreements([{}] * 3)


def add_agreements(rows):
    """Add agreements the quick way, which saves no record."""
    refs = RefCounter.objects.issue("AG", len(rows)) if rows else []
    Agreement.objects.bulk_create(
        [Agreement(ref=ref, **row) for ref, row in zip(refs, rows, strict=True)]
    )


def add_one(draw):
    fields = draw(agreement_fields) | draw(terms())
    Agreement.objects.create(event=some(draw, Event), **fields)


def add_in_bulk(draw):
    add_agreements(draw(st.lists(agreement_fields, max_size=4)))


def edit(draw):
    if agreement := some(draw, Agreement):
        for name, value in draw(agreement_fields).items():
            setattr(agreement, name, value)
        agreement.event = draw(st.sampled_from([None, *Event.objects.order_by("pk")]))
        agreement.save()


def update_all(draw):
    fields = draw(agreement_fields)
    name = draw(st.sampled_from(sorted(fields)))
    Agreement.objects.filter(pk__gt=F("stands_for")).update(**{name: fields[name]})


def delete(draw):
    if agreement := some(draw, Agreement):
        agreement.delete()


def write_sql(draw):
    if agreement := some(draw, Agreement):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE agreements_agreement SET title = %s, signed_on = NULL WHERE id = %s",
                [draw(st.sampled_from(TITLES)), agreement.pk],
            )


def set_term(draw):
    if agreement := some(draw, Agreement):
        Agreement.objects.filter(pk=agreement.pk).update(**draw(terms()))


def set_all_terms(draw):
    Agreement.objects.update(**draw(terms()))


def set_sectors(draw):
    if agreement := some(draw, Agreement):
        sectors = list(Sector.objects.order_by("pk"))
        agreement.sectors.set(draw(st.lists(st.sampled_from(sectors), max_size=3)))


def set_alliances(draw):
    if agreement := some(draw, Agreement):
        agreement.alliances.set([some(draw, Alliance)])


def add_party(draw):
    agreement, institution = some(draw, Agreement), some(draw, Institution)
    if agreement and not agreement.parties.filter(institution=institution).exists():
        PartyFactory(agreement=agreement, institution=institution)


def hand_over_parties(draw):
    old, new = some(draw, Institution), some(draw, Institution)
    shared = Party.objects.filter(institution=new).values("agreement")
    Party.objects.filter(institution=old).exclude(agreement__in=shared).update(institution=new)


def remove_party(draw):
    if party := some(draw, Party):
        party.delete()


def move_institution(draw):
    institution = some(draw, Institution)
    country = draw(st.sampled_from([None, *Country.objects.order_by("pk")]))
    Institution.objects.filter(pk=institution.pk).update(
        country=country, name=draw(st.sampled_from(TITLES))
    )


def set_member(draw):
    institution, alliance = some(draw, Institution), some(draw, Alliance)
    if not Membership.objects.filter(institution=institution, alliance=alliance).delete()[0]:
        MembershipFactory(institution=institution, alliance=alliance)


def merge_sectors(draw):
    old, kept = some(draw, Sector), some(draw, Sector)
    if old != kept:
        for agreement in old.agreements.all():
            agreement.sectors.add(kept)
        old.delete()


def name_something(draw):
    noun, model = draw(
        st.sampled_from(
            [
                ("agreement", Agreement),
                ("institution", Institution),
                ("sector", Sector),
                ("alliance", Alliance),
                ("event", Event),
                ("country", Country),
                ("place", Place),
            ]
        )
    )
    text = draw(st.sampled_from(TITLES[1:]))
    if record := some(draw, model):
        Name.objects.create(**{noun: record}, text=text, language="en")


def forget_a_name(draw):
    if name := some(draw, Name):
        name.delete()


def move_to_a_place(draw):
    place = draw(st.sampled_from([None, *Place.objects.order_by("pk")]))
    Institution.objects.filter(pk=some(draw, Institution).pk).update(place=place)


def move_place(draw):
    city = Place.objects.order_by("pk").first()
    Place.objects.exclude(pk=city.pk).update(parent=draw(st.sampled_from([None, city])))


WAYS_OF_WRITING = (
    move_place,
    name_something,
    name_something,
    forget_a_name,
    move_to_a_place,
    add_one,
    add_in_bulk,
    edit,
    update_all,
    delete,
    write_sql,
    set_term,
    set_term,
    set_all_terms,
    set_sectors,
    set_alliances,
    add_party,
    hand_over_parties,
    remove_party,
    move_institution,
    set_member,
    cite,
    withdraw_citation,
    sell_newspaper,
    reprint_article,
    date_source,
    date_source,
    merge_sectors,
)


def select(selection=EVERYTHING, noun=AGREEMENT):
    """Return what the index of a noun's list answers to a selection now."""
    with live.snapshot() as snapshot:
        return snapshot.index(noun).select(selection, snapshot.matches(selection.query))


def titles():
    """Return the titles of all agreements, A to Z, as the index finds them."""
    ids = select(Selection(sort="title", page_size=100)).ids
    return list(
        Agreement.objects.filter(pk__in=ids).order_by("title").values_list("title", flat=True)
    )
