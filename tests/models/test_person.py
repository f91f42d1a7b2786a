"""People: their newest post, and how much they said and wrote."""

from datetime import date

import pytest
from django.db.models import ProtectedError

from agreements.models import Citation, Person
from tests.factories import CitationFactory, InstitutionFactory, PersonFactory, SourceFactory
from tests.models.rules import KEPT, REF_OF_ANOTHER_NOUN, outcome, refused

pytestmark = pytest.mark.django_db


def say(person, position="", published_on=None, institution=None):
    return CitationFactory(
        source=SourceFactory(published_on=published_on),
        speaker_person=person,
        speaker_position=position,
        speaker_institution=institution,
    )


def test_person_is_given_a_number_of_the_noun():
    assert PersonFactory().ref.startswith("PE-")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": "Xi Ru"}, KEPT),
        ({"name": ""}, refused("A person needs a name.")),
        ({"ref": "PB-0001"}, refused(REF_OF_ANOTHER_NOUN)),
    ],
    ids=["a name", "no name", "a publisher's number"],
)
def test_person_bears_a_name_and_its_number(values, expected):
    assert outcome(PersonFactory(), **values) == expected


def test_row_has_the_newest_post_and_what_was_said_and_written(django_assert_num_queries):
    person, college = PersonFactory(name="A"), InstitutionFactory(name="College")
    say(person, "Teacher", date(2020, 1, 1))
    say(person, "Rector", date(2025, 6, 1), college)
    say(person, "", date(2025, 7, 1))
    say(person, "Founder")
    for _source in range(2):
        SourceFactory().written_by.add(person)
    PersonFactory(name="B")

    with django_assert_num_queries(1):
        rows = [
            (row.name, row.position, row.body_name, row.statement_count, row.written_count)
            for row in Person.objects.for_rows()
        ]

    assert rows == [("A", "Rector", "College", 4, 2), ("B", None, None, 0, 0)]


def test_post_is_told_by_its_newest_source():
    person, college = PersonFactory(), InstitutionFactory()
    say(person, "Rector", date(2020, 1, 1), college)
    newest = say(person, "Rector", date(2025, 1, 1), college)
    elsewhere = say(person, "Rector", date(2022, 1, 1))
    no_day = say(person, "Founder")
    say(person)

    posts = Citation.objects.newest_in_each_post().order_by_source_day()

    assert list(posts) == [newest, elsewhere, no_day]


def test_person_who_speaks_cannot_be_deleted():
    person = say(PersonFactory(), "Rector").speaker_person

    with pytest.raises(ProtectedError):
        person.delete()
