from datetime import date

import pytest

from agreements.models import Event
from tests.factories import EventFactory
from tests.models.rules import DAYS, KEPT, outcome, refused

ENDS_EARLY = refused("An event cannot end before it begins.")
# Where the first day is unknown, "before" is unknown too, and only the other rule speaks.
NO_FIRST_DAY = refused("Give the first day of an event before its last.")


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "precision", "expected"), DAYS.values(), ids=DAYS)
def test_event_first_on_within_precision(on, precision, expected):
    event = EventFactory()

    result = outcome(event, first_on=on, precision=precision)

    assert result == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first_on", "last_on", "expected"),
    [
        (date(2024, 9, 24), date(2024, 9, 26), KEPT),
        (date(2024, 9, 24), date(2024, 9, 24), KEPT),
        (date(2024, 9, 24), None, KEPT),
        (None, None, KEPT),
        (date(2024, 9, 24), date(2024, 9, 23), ENDS_EARLY),
        (None, date(2024, 9, 24), NO_FIRST_DAY),
    ],
    ids=["three days", "one day", "no last day", "unknown", "ends before it begins", "only last"],
)
def test_event_last_on_or_after_first(first_on, last_on, expected):
    event = EventFactory()

    result = outcome(event, first_on=first_on, last_on=last_on)

    assert result == expected


@pytest.mark.django_db
def test_events_without_a_day_come_last():
    undated = EventFactory()
    older = EventFactory(first_on=date(2023, 1, 1))
    newer = EventFactory(first_on=date(2024, 9, 24))

    events = list(Event.objects.all())

    assert events == [newer, older, undated]


@pytest.mark.parametrize(
    ("last_on", "first", "last"),
    [
        (date(2024, 9, 26), "2024-09-24", "2024-09-26"),
        (date(2024, 9, 24), "2024-09-24", ""),
        (None, "2024-09-24", ""),
    ],
    ids=["three days", "one day", "no last day"],
)
def test_event_of_one_day_has_no_last_day(last_on, first, last):
    event = Event(first_on=date(2024, 9, 24), last_on=last_on)

    days = (event.first_day.iso, event.last_day.iso)

    assert days == (first, last)


@pytest.mark.django_db
def test_event_stands_at_its_ref():
    event = EventFactory(name="The conference")

    shown = (str(event), event.get_absolute_url())

    assert shown == ("The conference", "/events/EV-0001/")


@pytest.mark.django_db
def test_event_is_part_of_another():
    event = EventFactory()

    results = [
        outcome(event, part_of=None),
        outcome(event, part_of=EventFactory()),
        outcome(event, part_of=event),
    ]

    assert results == [KEPT, KEPT, refused("An event cannot be a part of itself.")]
