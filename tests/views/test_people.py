"""The page of a person: posts, what was said about which records, what was written."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AllianceFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PersonFactory,
    SourceFactory,
)
from tests.views.wording import text, words

pytestmark = pytest.mark.django_db

MAX_QUERIES = 12


@pytest.fixture
def speaker():
    return PersonFactory(name="Otabek Makhkamov")


def section(client, person, name):
    """Return the text of a section of a person's page, without markup."""
    page = client.get(person.get_absolute_url()).content.decode()
    [found] = re.findall(rf'aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return words(found)


def test_posts_stand_with_the_day_of_their_newest_source_the_oldest_last(client, speaker):
    ministry = InstitutionFactory(name="Ministry")
    for position, institution, day in (
        ("Teacher", None, date(2020, 1, 1)),
        ("Deputy minister", ministry, date(2025, 6, 18)),
        ("Deputy minister", ministry, date(2024, 6, 18)),
    ):
        CitationFactory(
            source=SourceFactory(published_on=day),
            speaker_person=speaker,
            speaker_position=position,
            speaker_institution=institution,
        )

    assert section(client, speaker, "posts") == (
        "Posts Deputy minister · Ministry A · iChongqing 18 June 2025 "
        "Teacher C · iChongqing 1 January 2020"
    )


def test_what_was_said_stands_by_the_record_of_which_it_speaks(client, speaker):
    conference, alliance = EventFactory(name="Conference"), AllianceFactory(name="Alliance")
    for claim, about in (
        ("First.", {"event": conference}),
        ("Second.", {"alliance": alliance}),
        ("Third.", {"event": conference}),
    ):
        CitationFactory(agreement=None, claim=claim, speaker_person=speaker, **about)

    said = section(client, speaker, "statements")

    assert re.findall(r"Conference|Alliance|First\.|Second\.|Third\.", said) == [
        *("Conference", "First.", "Third."),
        *("Alliance", "Second."),
    ]


def test_only_the_newest_statements_are_shown_and_all_are_counted(client, speaker):
    for number in range(26):
        CitationFactory(claim=f"Claim {number}.", speaker_person=speaker)

    said = section(client, speaker, "statements")

    assert len(re.findall(r"Claim \d+\.", said)) == 25
    assert "The newest statements are shown here: 25 of 26." in said


def test_names_and_what_was_written_stand_on_the_page(client, speaker):
    NameFactory(institution=None, person=speaker, text="Махкамов", language="ru")
    SourceFactory(title="On schools").written_by.add(speaker)

    page = text(client.get(speaker.get_absolute_url()))

    assert "Names Otabek Makhkamov" in page
    assert "Махкамов Russian · Official" in page
    assert "What was written On schools" in page


def test_speaker_leads_to_the_person_wherever_it_is_shown(client, speaker):
    college = InstitutionFactory()
    event = EventFactory()
    said = CitationFactory(
        agreement=None,
        event=event,
        speaker="Mr Makhkamov",
        speaker_person=speaker,
        speaker_institution=college,
    )

    link = f'<a href="{speaker.get_absolute_url()}"><bdi>Mr Makhkamov</bdi></a>'
    for record in (event, college, said.source):
        assert client.get(record.get_absolute_url()).content.decode().count(link) == 1


def test_person_without_a_text_is_shown_by_name(client, speaker):
    event = CitationFactory(agreement=None, event=EventFactory(), speaker_person=speaker).event

    page = client.get(event.get_absolute_url()).content.decode()

    assert '<a href="#speech-1"><bdi>Otabek Makhkamov</bdi>' in page


def test_page_asks_as_many_queries_for_three_hundred_statements_as_for_three(client, speaker):
    def say(number):
        source = SourceFactory(reprints=SourceFactory())
        source.written_by.add(speaker)
        CitationFactory(
            agreement=None,
            event=EventFactory(),
            source=source,
            speaker_person=speaker,
            speaker_position=f"Position {number}",
            speaker_institution=InstitutionFactory(),
        )
        CitationFactory(agreement=None, person=speaker, field="name")

    def queries():
        client.get(speaker.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(speaker.get_absolute_url())
        return len(captured)

    for number in range(3):
        say(number)
    few = queries()
    for number in range(3, 300):
        say(number)

    assert queries() == few <= MAX_QUERIES


@pytest.mark.parametrize(
    ("query", "noun", "expected"),
    [
        ("Makhkamov", "person", ["Otabek Makhkamov"]),
        ("Махкамов", "person", ["Otabek Makhkamov"]),
        ("Makhkamov", "event", ["China-Uzbekistan Vocational Education Cooperation Conference"]),
        ("Yi Jun", "alliance", ["China-Uzbekistan Vocational Education Alliance"]),
        ("易俊", "person", ["Yi Jun"]),
        ("Tan Yingzi", "person", ["Tan Yingzi"]),
        (
            "Tan Yingzi",
            "source",
            [
                "Vocational education cooperation boosted with Uzbekistan",
                "13 new China-Uzbek vocational education tie-ups signed",
            ],
        ),
        ("马赫卡莫夫", "person", []),
    ],
)
def test_people_and_what_they_spoke_of_are_found(client, register, query, noun, expected):
    shown = client.get("/search/", {"q": query}).context

    groups = (*shown["meant"], *shown["groups"])
    found = {group.noun: [str(row) for row in group.best] for group in groups}
    assert found.get(noun, []) == expected


def test_person_who_is_found_by_a_body_says_so(client, register):
    found = client.get("/people/?q=ministry innovation").context["object_list"]

    [person] = [row for row in found if row.ref == "PE-0002"]
    assert person.reasons[0].startswith("institution: ")
