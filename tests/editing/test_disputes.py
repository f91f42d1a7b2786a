"""Disputes: where they are, what settles one, and what opens it again."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.changes.edits import edit
from agreements.editing.disputes import (
    disputes_of,
    open_disputes,
    settle,
    settled_disputes,
    settlements_still_count,
)
from agreements.models import Agreement, Citation, Event, Party, Settlement, Source
from agreements.models.citation import CITED
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    EventFactory,
    FigureFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
REASON = "The college told so."


@pytest.fixture
def event():
    """An event whose day one publisher states, and two dispute."""
    event = EventFactory(first_on=date(2025, 6, 13))
    say(event, "Daily", "supports")
    say(event, "Weekly", "disputes", "14 June 2025")
    say(event, "Monthly", "disputes", "15 June 2025")
    return event


def say(event, publisher, stance, stated="", **values):
    source = SourceFactory(publisher__name=publisher)
    return CitationFactory(
        agreement=None,
        event=event,
        field="first_on",
        source=source,
        stance=stance,
        stated_value=stated,
        **values,
    )


def the_dispute(record):
    [dispute] = disputes_of(record)
    return dispute


def said(record):
    """Return what each publisher says of a record: {name: (stance, stated instead, settled)}."""
    return {
        one.source.publisher.name: (one.stance, one.stated_value, bool(one.settlement))
        for one in record.citations.with_voices()
    }


def found():
    return [(one.record, str(one.sentence)) for one in settlements_still_count()]


def listed():
    """Return the records with an open dispute, and those with settled ones only."""
    return tuple(
        [
            record
            for model in CITED.values()
            for record in model.objects.filter(condition(model)).order_by("pk")
        ]
        for condition in (open_disputes, settled_disputes)
    )


def test_dispute_tells_its_value_and_its_rivals(event):
    dispute = the_dispute(event)

    assert (dispute.name, dispute.label, dispute.value) == ("first_on", "First day", "13 June 2025")
    assert [one.stated_value for one in dispute.rivals] == ["14 June 2025", "15 June 2025"]
    assert dispute.weighed == ()


def test_rivals_that_are_spelt_alike_are_one(event):
    say(event, "Yearly", "disputes", "14  JUNE 2025")
    say(event, "Hourly", "disputes")
    say(event, "Minutely", "disputes")

    rivals = [one.stated_value for one in the_dispute(event).rivals]

    assert rivals == ["14 June 2025", "15 June 2025", "", ""]


@pytest.mark.parametrize(
    "values",
    [{"stance": "bears"}, {"stance": "disputes", "basis": "concluded"}, {"stance": "supports"}],
)
def test_what_counts_on_no_side_is_no_dispute(values):
    CitationFactory(agreement=AgreementFactory(), field="status", **values)

    assert disputes_of(Agreement.objects.get()) == []


def test_record_that_nobody_speaks_of_has_no_disputes():
    assert disputes_of(SourceFactory()) == []
    assert Source.objects.count() == 1


def test_each_item_and_all_of_them_have_disputes_of_their_own():
    first = PartyFactory()
    agreement = first.agreement
    PartyFactory(agreement=agreement)
    for party in (first, None):
        CitationFactory(agreement=agreement, field="parties", party=party, stance="disputes")

    names = [dispute.name for dispute in disputes_of(agreement)]

    assert names == [f"parties-{first.pk}", "parties"]


@pytest.mark.parametrize(
    ("field", "item", "value"),
    [
        ("names", lambda record: NameFactory(institution=record, text="学院"), "学院"),
        (
            "figures",
            lambda record: FigureFactory(alliance=None, institution=record, bound="over"),
            "over 13",
        ),
        ("kind", lambda _record: None, "Vocational college"),
        ("website", lambda _record: None, ""),
        ("country", lambda _record: None, "Uzbekistan"),
    ],
)
def test_value_is_called_as_readers_know_it(field, item, value):
    record = InstitutionFactory()
    of = {"name": "name", "figure": "figure"}
    row = item(record)
    link = {of[row._meta.model_name]: row} if row else {}
    CitationFactory(agreement=None, institution=record, field=field, stance="disputes", **link)

    assert the_dispute(record).value == value


def test_value_that_is_kept_is_settled_with_all_that_disputes_it(event):
    settlement = settle(the_dispute(event), REASON, {})

    assert said(event) == {
        "Daily": ("supports", "", False),
        "Weekly": ("disputes", "14 June 2025", True),
        "Monthly": ("disputes", "15 June 2025", True),
    }
    assert (settlement.event, settlement.value, settlement.reason) == (
        event,
        "13 June 2025",
        REASON,
    )
    assert the_dispute(event).weighed == (settlement,)
    assert set(Citation.objects.values_list("checked_at", flat=True)) == {None}


def test_rival_in_place_turns_the_stances(event):
    dispute = the_dispute(event)
    stances = dispute.stances_with(dispute.rivals[0])
    event.first_on = date(2025, 6, 14)
    event.save()

    settle(dispute, REASON, stances, before="13 June 2025")

    assert said(event) == {
        "Daily": ("disputes", "13 June 2025", True),
        "Weekly": ("supports", "", False),
        "Monthly": ("disputes", "15 June 2025", True),
    }
    assert the_dispute(event).weighed[0].value == "14 June 2025"
    assert None not in Citation.objects.values_list("checked_at", flat=True)


def test_who_speaks_of_all_items_is_asked_and_not_turned():
    party = PartyFactory()
    agreement = party.agreement
    of_all = CitationFactory(agreement=agreement, field="parties")
    of_one = CitationFactory(agreement=agreement, field="parties", party=party)
    rival = CitationFactory(
        agreement=agreement, field="parties", party=party, stance="disputes", stated_value="X"
    )

    stances = the_dispute(agreement).stances_with(rival)

    assert stances == {of_all.pk: "supports", of_one.pk: "disputes", rival.pk: "supports"}


def test_where_nothing_disputes_any_longer_nothing_is_noted(event):
    dispute = the_dispute(event)

    settlement = settle(dispute, REASON, {one.pk: "bears" for one in dispute.disputing})

    assert (settlement, Settlement.objects.count(), disputes_of(event)) == (None, 0, [])


def test_settling_again_takes_the_place_of_what_was_settled(event):
    settle(the_dispute(event), "First.", {})

    settle(the_dispute(event), "Second.", {})

    assert [one.reason for one in Settlement.objects.all()] == ["Second."]
    assert the_dispute(event).weighed[0].reason == "Second."


def test_open_and_settled_disputes_are_listed(event):
    other = EventFactory(first_on=date(2025, 6, 13))
    say(other, "Daily", "disputes", "2024")
    EventFactory()
    assert listed() == ([event, other], [])

    settle(the_dispute(other), REASON, {})

    assert listed() == ([event], [other])
    assert found() == []


def test_another_value_opens_the_dispute_again(event):
    with edit("Anna"):
        settle(the_dispute(event), REASON, {})
    Event.objects.update(first_on=date(2025, 6, 14))

    sentence = "The dispute about First day was settled on another value than it has now."
    assert found() == [(event, sentence)]
    assert listed() == ([event], [])
    assert the_dispute(Event.objects.get()).weighed == ()


def test_another_source_opens_the_dispute_again(event):
    settle(the_dispute(event), REASON, {})
    say(event, "Yearly", "disputes", "2024")

    sentence = "A source disputes First day that was not weighed when the dispute was settled."
    assert found() == [(event, sentence)]
    assert listed() == ([event], [])


def test_another_source_that_supports_leaves_it_settled(event):
    settle(the_dispute(event), REASON, {})
    say(event, "Yearly", "supports", checked_at=timezone.now())

    assert (found(), listed()) == ([], ([], [event]))


def test_party_that_is_gone_leaves_a_dispute_of_all_that_is_open():
    party = PartyFactory()
    agreement = party.agreement
    CitationFactory(agreement=agreement, field="parties", party=party, stance="disputes")
    settle(the_dispute(agreement), REASON, {})

    Party.objects.get().delete()

    assert the_dispute(agreement).name == "parties"
    assert the_dispute(agreement).weighed == ()
    assert listed() == ([agreement], [])
