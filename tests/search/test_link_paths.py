"""Keys of what records are linked to."""

from datetime import date

import pytest

from agreements.models import Agreement, Institution
from agreements.search.link_paths import keys_along
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    PartyFactory,
    PlaceFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db

WAYS = (
    ("institution", "parties__institution"),
    ("country", "parties__institution__country"),
    ("sector", "sectors"),
    ("alliance", "alliances"),
    ("event", "event"),
    ("place", "parties__institution__place"),
    ("place", "event__place"),
)


def test_keys_along_all_ways_are_read_in_one_query_and_in_order(django_assert_num_queries):
    uzbekistan, china = CountryFactory(code="UZ"), CountryFactory(code="CN")
    region = PlaceFactory(country=uzbekistan)
    city = PlaceFactory(country=uzbekistan, parent=region)
    district = PlaceFactory(country=uzbekistan, parent=city)
    event = EventFactory(place=city)
    agreement, other = AgreementFactory(event=event), AgreementFactory()
    last = InstitutionFactory(country=uzbekistan, place=district)
    first = InstitutionFactory(country=china)
    PartyFactory(agreement=agreement, institution=last, position=2)
    PartyFactory(agreement=agreement, institution=first, position=1)
    mining, energy = SectorFactory(name="Mining"), SectorFactory(name="Energy")
    undated, older, newer = (
        AllianceFactory(launched_on=day) for day in (None, date(2020, 1, 1), date(2024, 1, 1))
    )
    for one in (agreement, other):
        one.sectors.add(mining, energy)
    agreement.alliances.add(undated, older, newer)
    records = list(Agreement.objects.order_by("pk"))

    with django_assert_num_queries(1):
        found = keys_along(records, WAYS)

    assert [found[way].get(agreement.pk) for way in WAYS] == [
        [first.pk, last.pk],
        ["CN", "UZ"],
        [energy.pk, mining.pk],
        [newer.pk, older.pk, undated.pk],
        [event.pk],
        [district.pk, city.pk, region.pk],
        [city.pk, region.pk],
    ]
    assert [found[way].get(other.pk, []) for way in WAYS] == [
        *([], [], [energy.pk, mining.pk]),
        *([], [], [], []),
    ]


def test_nothing_is_asked_where_no_record_has_the_link(django_assert_num_queries):
    InstitutionFactory(country=None, place=None)
    records = list(Institution.objects.all())

    with django_assert_num_queries(0):
        found = keys_along(records, [("place", "place"), ("country", "country")])

    assert found == {("place", "place"): {}, ("country", "country"): {}}
