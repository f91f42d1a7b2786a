"""The lists of sources, projects, events, alliances, people and publishers, narrowed."""

import pytest

from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    PlaceFactory,
    ProjectFactory,
    PublisherFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def college():
    """A body of Uzbekistan, in a record of each noun; beside that each has one that says less."""
    country = CountryFactory(code="UZ", name="Uzbekistan")
    city = PlaceFactory(country=country)
    college = InstitutionFactory(country=country)
    SourceFactory(publisher__name="Daily", kind="news", published_on="2025-06-18", language="ru")
    SourceFactory(publisher__name="Weekly", language="")
    PublisherFactory(name="College", institution=college)
    agreement = AgreementFactory()
    agreement.sectors.add(SectorFactory(slug="forestry"))
    ProjectFactory(place=city, agreement=agreement, status="planned", kind="courses")
    ProjectFactory(place=None, status="operating", kind="workshop")
    EventFactory(place=city, first_on="2024-05-01")
    EventFactory(place=None, first_on=None)
    AllianceFactory(guided_by=college, launched_on="2023-05-01")
    MembershipFactory(alliance=AllianceFactory(), institution=college)
    CitationFactory(speaker_person=PersonFactory(), speaker_institution=college)
    PersonFactory()
    return college


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sources/?kind=news", ["SO-0001"]),
        ("sources/?publisher=PB-0002", ["SO-0002"]),
        ("sources/?language=ru", ["SO-0001"]),
        ("sources/?year=2020-2025", ["SO-0001"]),
        ("publishers/?country=UZ", ["PB-0003"]),
        ("projects/?kind=courses", ["PR-0001"]),
        ("projects/?status=operating", ["PR-0002"]),
        ("projects/?sector=forestry", ["PR-0001"]),
        ("projects/?sector=not-stated", ["PR-0002"]),
        ("projects/?country=UZ", ["PR-0001"]),
        ("events/?year=2024", ["EV-0001"]),
        ("events/?year=undated", ["EV-0002"]),
        ("events/?country=not-stated", ["EV-0002"]),
        ("alliances/?guided_by=IN-0001", ["AL-0001"]),
        ("alliances/?country=UZ", ["AL-0002"]),
        ("alliances/?year=2023", ["AL-0001"]),
        ("people/?institution=IN-0001", ["PE-0001"]),
        ("people/?institution=not-stated", ["PE-0002"]),
    ],
)
def test_list_is_narrowed(client, college, address, expected):
    page = client.get(f"/{address}")

    assert [record.ref for record in page.context["object_list"]] == expected
    parameter = address.split("?")[1].split("=")[0]
    [panel] = [panel for panel in page.context["panels"] if panel.parameter == parameter]
    assert [entry.count for entry in panel.entries if entry.is_chosen] == [
        page.context["result"].total
    ]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("sources/?kind=book", "No kind of source is called “book”."),
        ("sources/?publisher=PB-0999", "No publisher has the number “PB-0999”."),
        ("sources/?language=Russian", "“Russian” is not the code of a language, as in zh-Hans."),
        ("projects/?kind=castle", "No kind of project is called “castle”."),
        ("alliances/?guided_by=IN-0999", "No institution has the number “IN-0999”."),
        ("events/?year=next", "“next” is not a year of four digits"),
    ],
)
def test_value_that_there_is_not_is_named(client, college, address, sentence):
    page = client.get(f"/{address}")

    assert page.context["object_list"] == []
    assert sentence in page.content.decode()
    assert client.get(f"/{address.replace('/?', '.json?')}").status_code == 400


def test_narrowed_list_without_a_record_says_so(client, college):
    page = client.get("/projects/?kind=courses&status=operating")

    assert "No project matches all of these filters." in page.content.decode()
