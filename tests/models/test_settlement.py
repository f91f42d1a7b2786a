"""Settlements: what rows there may be, and for which value one counts."""

from datetime import date

import pytest

from agreements.models import Agreement
from agreements.models.settlement import held
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    FigureFactory,
    InstitutionFactory,
    LinkFactory,
    NameFactory,
    PartyFactory,
    SectorFactory,
    SettlementFactory,
)
from tests.models.rules import KEPT, outcome, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"field": "status"}, KEPT),
        ({"field": "parties"}, KEPT),
        ({"field": "host"}, refused("The record has no such field.")),
        ({"field": ""}, refused("The record has no such field.")),
        ({"reason": "It was so."}, KEPT),
        ({"reason": ""}, refused("Say why the dispute is settled so.")),
    ],
)
def test_settlement_has_a_field_and_a_reason(values, expected):
    assert outcome(SettlementFactory(), **values) == expected


def test_settlement_is_about_one_record():
    settlement = SettlementFactory()

    result = outcome(settlement, alliance=AllianceFactory())

    assert result == refused("Say which one record this is about.")


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        ("disputes", KEPT),
        ("supports", refused("Only a dispute can be settled.")),
        ("bears", refused("Only a dispute can be settled.")),
    ],
)
def test_only_disputes_lead_to_a_settlement(stance, expected):
    citation = CitationFactory(field="status")

    assert outcome(citation, stance=stance, settlement=SettlementFactory()) == expected


def test_citation_outlives_its_settlement():
    settlement = SettlementFactory()
    citation = CitationFactory(field="status", stance="disputes", settlement=settlement)

    settlement.delete()

    citation.refresh_from_db()
    assert citation.settlement is None


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("status", {"status": "completed"}),
        ("title", {"title": "Another"}),
        ("signed_on", {"signed_on": date(2025, 6, 2)}),
        ("signed_on", {"signed_precision": "month"}),
        ("ends_on", {"is_open_ended": True}),
        ("sectors", {"serves_all_sectors": True}),
    ],
)
def test_value_is_another_one_once_it_or_how_it_is_told_is_changed(field, change):
    agreement = AgreementFactory(signed_on=date(2025, 6, 1), stands_for=2)
    settlement = SettlementFactory(agreement=agreement, field=field)
    assert settlement.counts_for(Agreement.objects.get())

    Agreement.objects.update(**change)

    assert not settlement.counts_for(Agreement.objects.get())


def test_other_values_may_change():
    settlement = SettlementFactory()

    Agreement.objects.update(title="Another", signed_on=date(2025, 6, 1))

    assert settlement.counts_for(Agreement.objects.get())


def test_linked_records_are_the_value_however_they_are_called():
    host, other = InstitutionFactory(), InstitutionFactory()
    event = EventFactory(host=host)
    settlement = SettlementFactory(
        agreement=None, event=event, field="host", held=held(event, "host")
    )

    host.name = "Renamed"
    assert settlement.counts_for(event)
    event.host = other
    assert not settlement.counts_for(event)


def test_several_records_are_one_value():
    agreement = AgreementFactory()
    first, second = SectorFactory(), SectorFactory()
    agreement.sectors.add(first, second)
    settlement = SettlementFactory(agreement=agreement, field="sectors")

    agreement.sectors.set([second, first])
    assert settlement.counts_for(agreement)
    agreement.sectors.remove(first)
    assert not settlement.counts_for(agreement)


def test_party_is_its_body_and_its_role_and_not_its_place():
    party = PartyFactory(role="partner", position=1)
    agreement = party.agreement
    settlement = SettlementFactory(
        agreement=agreement, field="parties", held=held(agreement, "parties", party)
    )

    party.position = 7
    assert settlement.counts_for(agreement, party)
    party.role = "host"
    assert not settlement.counts_for(agreement, party)


def test_all_parties_are_one_value_in_whichever_order():
    agreement = AgreementFactory()
    first, second = (PartyFactory(agreement=agreement, position=place) for place in (1, 2))
    before = held(agreement, "parties")

    first.position, second.position = 2, 1
    first.save()
    second.save()
    assert held(Agreement.objects.get(), "parties") == before
    second.delete()
    assert held(Agreement.objects.get(), "parties") != before


@pytest.mark.parametrize("factory", [FigureFactory, NameFactory, LinkFactory])
def test_items_that_are_alike_hold_the_same(factory):
    item = factory()
    record = getattr(item, "from_agreement", None) or item.subject
    field = {"Figure": "figures", "Name": "names", "Link": "links"}[type(item).__name__]
    again = type(item).objects.get()

    assert held(record, field, item) == held(record, field, again)
