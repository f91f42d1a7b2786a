"""Stated numbers beside what the register lists."""

import pytest

from agreements.evidence.coverage import LISTED, Meter, count_in_sql, meters
from agreements.lists import live
from agreements.lists.recorded import RecordedBySnapshot
from agreements.models import Figure, Project
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    EventFactory,
    FigureFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    ProjectFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("bound", "value", "recorded", "expected"),
    [
        ("exactly", 13, 2, (13, False, 11, 100 * 2 / 13)),
        ("over", 20, 3, (20, True, 18, 100 * 3 / 20)),
        ("at_least", 21, 3, (21, True, 18, 100 * 3 / 21)),
        ("about", 20, 3, (20, False, 17, 15)),
        ("at_most", 5, 1, (5, False, 4, 20)),
        ("at_least", 0, 0, (0, True, 0, 100)),
        ("exactly", 0, 2, (0, False, 0, 100)),
        ("exactly", 2, 3, (2, False, 0, 100)),
    ],
)
def test_meter_measures_against_the_number_that_is_stated(bound, value, recorded, expected):
    meter = Meter(Figure(bound=bound, value=value), recorded)

    assert (meter.stated, meter.is_open, meter.missing, meter.share) == expected


def test_agreement_that_a_number_leaves_out_is_not_counted_for_it():
    event = EventFactory()
    _counted, other = AgreementFactory.create_batch(2, event=event)
    elsewhere, collective = AgreementFactory(), AgreementFactory(event=event, stands_for=2)
    figure = FigureFactory(alliance=None, event=event, measure=Figure.Measure.AGREEMENTS)
    figure.leaves_out.set([other, elsewhere, collective])

    [meter] = meters(Figure.objects.with_left_out())

    assert meter.recorded == 1


def test_what_the_register_does_not_list_has_no_meter():
    FigureFactory(measure=Figure.Measure.STUDENTS)

    [meter] = meters(Figure.objects.with_left_out())

    assert meter.recorded is None


def test_indexes_count_what_the_database_defines():
    alliances, events = AllianceFactory.create_batch(3), EventFactory.create_batch(3)
    sector, institution = SectorFactory(), InstitutionFactory()
    for number, stands_for in enumerate((1, 1, 11)):
        agreement = AgreementFactory(stands_for=stands_for, event=events[number % 2])
        agreement.alliances.add(alliances[number % 2])
        agreement.sectors.add(sector)
        PartyFactory(agreement=agreement, institution=institution)
        PartyFactory(agreement=agreement)
        MembershipFactory(alliance=alliances[number % 2])
    for kind in (*Project.Kind.values, Project.Kind.COURSES):
        ProjectFactory(agreement=agreement, alliance=alliances[0], kind=kind)
    keys = {
        "alliance": {alliance.pk for alliance in alliances},
        "event": {event.pk for event in events},
        "sector": {sector.pk},
        "institution": {institution.pk},
        "agreement": {agreement.pk},
    }

    with live.snapshot() as snapshot:
        recorded = RecordedBySnapshot(snapshot)
        by_index = {kind: recorded(*kind, keys[kind[1]]) for kind in LISTED}

    assert by_index == {kind: count_in_sql(*kind, keys[kind[1]]) for kind in LISTED}
