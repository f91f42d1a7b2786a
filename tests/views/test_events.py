"""The page of an event: what was on its programme, and what was said at it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AgreementFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    PlaceFactory,
)
from tests.views.wording import words

pytestmark = pytest.mark.django_db


def section(client, event, name):
    """Return the text of a section of an event's page, without markup."""
    page = client.get(event.get_absolute_url()).content.decode()
    [found] = re.findall(rf'aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return words(found)


def test_programme_has_the_parts_in_their_order_the_signing_and_who_spoke(client):
    conference = EventFactory(name="Conference")
    EventFactory(name="Dinner", part_of=conference)
    EventFactory(name="Visit", part_of=conference, first_on=date(2025, 6, 15), place=PlaceFactory())
    EventFactory(name="Opening", part_of=conference, first_on=date(2025, 6, 14))
    AgreementFactory(event=conference, stands_for=11)
    for speaker in ("Xi Ru", "Otabek Makhkamov"):
        CitationFactory(agreement=None, event=conference, speaker=speaker)

    programme = section(client, conference, "programme")

    parts = ["Opening", "Visit", "Dinner", "Signing 11 agreements (1 record)", "Speeches"]
    places = [
        programme.index(part) for part in [*parts, "Xi Ru · What was said · Otabek Makhkamov"]
    ]
    assert places == sorted(places)
    assert "14 June 2025 Opening" in programme
    assert "Day not known Dinner" in programme


def test_event_without_a_programme_says_so(client):
    assert section(client, EventFactory(), "programme") == (
        "Programme Nothing of it is recorded yet."
    )


def test_part_leads_to_the_event_on_whose_programme_it_was(client):
    conference = EventFactory(name="Conference")

    page = client.get(EventFactory(part_of=conference).get_absolute_url()).content.decode()

    assert f'<a href="{conference.get_absolute_url()}"><bdi>Conference</bdi></a>' in page


def test_statements_of_one_speaker_stand_together_each_with_its_source(client):
    event = EventFactory()
    college = InstitutionFactory(name="College")
    spoken = {"agreement": None, "event": event, "speaker_institution": college}
    for claim, speaker in (("First.", "X"), ("Second.", "Y"), ("Third.", "X")):
        CitationFactory(claim=claim, speaker=speaker, locator=f"at {claim[0]}", **spoken)

    said = section(client, event, "statements")

    assert re.findall(r"[XY] · College|\w+\.|[A-C] · iChongqing at .", said)[1:] == [
        *("X · College", "First.", "A · iChongqing at F", "Third.", "C · iChongqing at T"),
        *("Y · College", "Second.", "B · iChongqing at S"),
    ]


def test_statement_that_disputes_says_so_where_it_is_told(client):
    event = EventFactory()
    CitationFactory(
        agreement=None,
        event=event,
        speaker="Speaker",
        claim="Speaks of a visit.",
        stance="disputes",
        stated_value="a visit",
    )

    said = section(client, event, "statements")

    assert "Disputes Speaks of a visit. States instead: a visit" in said


def test_statements_are_not_told_twice(client):
    event = EventFactory()
    for speaker, claim in (("Speaker", "Said."), ("", "Reported.")):
        CitationFactory(agreement=None, event=event, speaker=speaker, claim=claim)

    page = client.get(event.get_absolute_url()).content.decode()

    assert (page.count("Said."), page.count("Reported.")) == (1, 1)


def test_page_asks_as_many_queries_for_five_parts_as_for_one(client):
    event = EventFactory()

    def add_part(number):
        EventFactory(part_of=event, place=PlaceFactory(), first_on=date(2025, 1, 1 + number))
        CitationFactory(agreement=None, event=event, speaker=f"Speaker {number}")

    def queries():
        client.get(event.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            parts = client.get(event.get_absolute_url()).context["parts"]
        return len(parts), len(captured)

    add_part(0)
    one, few = queries()
    for number in range(1, 5):
        add_part(number)
    five, many = queries()

    assert (one, five, many) == (1, 5, few)
