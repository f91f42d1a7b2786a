"""What each noun's records are called in the words of schema.org."""

import html
import json
from datetime import date

import pytest

from agreements.models import Institution
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
COMMON = ("@context", "@id", "mainEntityOfPage")


def told(head, record):
    """Return the JSON-LD of a record without what all records have."""
    data = json.loads(head(record.get_absolute_url()).data)
    return {name: data[name] for name in data if name not in COMMON}


@pytest.mark.parametrize(
    ("term", "interval"),
    [
        ({"starts_on": date(2024, 5, 1), "is_open_ended": True}, "2024-05-01/.."),
        (
            {"starts_on": date(2024, 5, 1), "ends_on": date(2027, 1, 1), "ends_precision": "year"},
            "2024-05-01/2027",
        ),
        ({"starts_on": date(2024, 5, 1)}, None),
        ({"ends_on": date(2024, 5, 1)}, None),
    ],
)
def test_term_is_an_interval_where_both_of_its_ends_are_known(head, term, interval):
    assert told(head, AgreementFactory(**term)).get("temporalCoverage") == interval


def test_person_is_told_in_the_newest_office(head):
    person = PersonFactory(name="Yi Jun")
    CitationFactory(
        speaker_person=person,
        speaker_position="Party secretary",
        speaker_institution=InstitutionFactory(name="College"),
    )

    assert told(head, person) == {
        "@type": "Person",
        "identifier": person.ref,
        "name": "Yi Jun",
        "jobTitle": "Party secretary",
        "affiliation": {"@type": "Organization", "name": "College"},
    }


def test_agreement_is_a_work_with_its_sources(head):
    agreement = AgreementFactory(
        title="A college", signed_on=date(2024, 9, 1), signed_precision="month"
    )
    agreement.sectors.add(SectorFactory(name="Forestry"))
    PartyFactory(agreement=agreement, institution__name="A local college")
    Institution.objects.update(is_named=False)
    source = SourceFactory(title="News", kind="news", url="https://example.org/news")
    CitationFactory(agreement=agreement, source=source)

    assert told(head, agreement) == {
        "@type": "CreativeWork",
        "identifier": "AG-0001",
        "name": "A college",
        "genre": "Agreement",
        "dateCreated": "2024-09",
        "about": ["Forestry"],
        "contributor": [
            {
                "@id": f"{SITE}/institutions/IN-0001/",
                "@type": "CollegeOrUniversity",
                "description": "A local college",
            }
        ],
        "citation": [
            {
                "@type": "NewsArticle",
                "@id": f"{SITE}/sources/SO-0001/",
                "name": "News",
                "publisher": {"@type": "Organization", "name": "iChongqing"},
                "inLanguage": "en",
                "url": "https://example.org/news",
            }
        ],
    }


def test_record_that_stands_for_several_agreements_is_a_collection(head):
    data = told(head, AgreementFactory(stands_for=11))

    assert (data["@type"], data["collectionSize"]) == ("Collection", 11)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("university", "CollegeOrUniversity"),
        ("vocational_school", "EducationalOrganization"),
        ("ministry", "GovernmentOrganization"),
        ("enterprise", "Organization"),
        ("", "Organization"),
    ],
)
def test_institution_is_an_organisation_of_its_kind(head, kind, expected):
    assert told(head, InstitutionFactory(kind=kind))["@type"] == expected


def test_institution_tells_its_names_seat_and_parent(head):
    parent = InstitutionFactory(name="Ministry", kind="ministry")
    college = InstitutionFactory(
        name="College", parent=parent, place=PlaceFactory(name="Tashkent"), summary="It teaches."
    )
    NameFactory(institution=college, language="uz-Latn", text="Kollej")

    assert told(head, college) == {
        "@type": "CollegeOrUniversity",
        "identifier": "IN-0002",
        "name": "College",
        "alternateName": [{"@language": "uz-Latn", "@value": "Kollej"}],
        "description": "It teaches.",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Tashkent",
            "addressCountry": "UZ",
        },
        "parentOrganization": {
            "@id": f"{SITE}/institutions/IN-0001/",
            "@type": "GovernmentOrganization",
            "name": "Ministry",
        },
    }


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({}, {}),
        ({"first_on": date(2025, 6, 1), "precision": "month"}, {"startDate": "2025-06"}),
        (
            {"first_on": date(2025, 6, 1), "last_on": date(2025, 6, 3)},
            {"startDate": "2025-06-01", "endDate": "2025-06-03"},
        ),
    ],
    ids=["no day", "a month", "days"],
)
def test_event_tells_days_no_more_exact_than_known(head, days, expected):
    event = EventFactory(name="Forum", place=PlaceFactory(name="Tashkent"), **days)

    assert told(head, event) == {
        "@type": "Event",
        "identifier": "EV-0001",
        "name": "Forum",
        "location": {
            "@type": "Place",
            "name": "Tashkent",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Tashkent",
                "addressCountry": "UZ",
            },
        },
        **expected,
    }


def test_part_of_an_event_names_the_whole(head):
    part = EventFactory(part_of=EventFactory(name="Conference"))

    assert told(head, part)["superEvent"] == {
        "@type": "Event",
        "@id": f"{SITE}/events/EV-0001/",
        "name": "Conference",
    }


def test_records_of_other_nouns_are_what_schema_org_calls_them(head):
    sector = SectorFactory(slug="forestry", name="Forestry", isced_code="0821")
    alliance = AllianceFactory(
        name="Alliance", launched_on=date(2025, 1, 1), launched_precision="year"
    )
    project = ProjectFactory(name="Workshop", alliance=alliance)
    country = InstitutionFactory().country
    for text, language in (("乌兹别克斯坦", "zh-Hans"), ("Узбекистан", "ru")):
        NameFactory(institution=None, country=country, text=text, language=language)
    source = SourceFactory(title="News", published_on=date(2025, 6, 9), author="A. Writer")

    assert told(head, sector) == {
        "@type": "DefinedTerm",
        "name": "Forestry",
        "termCode": "0821",
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "ISCED-F 2013"},
    }
    assert told(head, alliance) == {
        "@type": "Organization",
        "identifier": "AL-0001",
        "name": "Alliance",
        "foundingDate": "2025",
    }
    assert told(head, project) == {
        "@type": "Project",
        "identifier": "PR-0001",
        "name": "Workshop",
    }
    assert told(head, country) == {
        "@type": "Country",
        "identifier": "UZ",
        "name": "Uzbekistan",
        "alternateName": [
            {"@language": "ru", "@value": "Узбекистан"},
            {"@language": "zh-Hans", "@value": "乌兹别克斯坦"},
        ],
    }
    assert told(head, source) == {
        "@type": "CreativeWork",
        "identifier": "SO-0001",
        "name": "News",
        "author": "A. Writer",
        "publisher": {"@type": "Organization", "name": "iChongqing"},
        "datePublished": "2025-06-09",
        "inLanguage": "en",
    }


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("news", "NewsArticle"),
        ("announcement", "Article"),
        ("document", "DigitalDocument"),
        ("reference", "CreativeWork"),
    ],
)
def test_source_is_what_its_kind_says(client, head, kind, word):
    source = SourceFactory(kind=kind)

    assert told(head, source)["@type"] == word
    assert source.get_kind_display() in html.unescape(
        client.get(source.get_absolute_url()).content.decode()
    )
