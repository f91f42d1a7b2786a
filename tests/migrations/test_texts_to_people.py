"""Those who speak and write become people, and go back to texts; nothing is lost on the way."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from agreements.editing.identity import records_have_no_twins
from agreements.models import Citation, Person, RefCounter, Source

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = ("agreements", "0024_split_places_in_sources")
NEWEST = "agreements"


@pytest.fixture(autouse=True)
def newest_version():
    """Leave the tables as the other tests expect them."""
    yield
    call_command("migrate", NEWEST, verbosity=0)


@pytest.fixture
def earlier():
    """Return what gives the managers of the earlier version, to which the tables went back."""
    call_command("migrate", *BEFORE, verbosity=0)
    apps = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    return lambda model: apps.get_model("agreements", model).objects


def publish(earlier, *authors):
    """Write a source for each of the authors, all of one publisher."""
    publisher = earlier("Publisher").create(ref="PB-0001", name="China Daily")
    return [
        earlier("Source").create(
            ref=f"SO-{number:04d}", title="News", publisher=publisher, language="en", author=author
        )
        for number, author in enumerate(authors, 1)
    ]


def test_speakers_become_people_where_they_have_a_post(earlier):
    [source] = publish(earlier, "")
    about = earlier("Agreement").create(ref="AG-0001", title="Workshop")
    college, other = (
        earlier("Institution").create(ref=f"IN-000{number}", name="College") for number in (1, 2)
    )
    for speaker, position, institution in (
        ("Yi Jun", "Rector", college),
        ("YI JUN", "Secretary", college),
        ("Yi Jun", "Rector", other),
        ("Yi Jun", "Guest", None),
        ("experts", "", None),
        ("", "", None),
    ):
        earlier("Citation").create(
            source=source,
            agreement=about,
            claim="It says so.",
            speaker=speaker,
            speaker_position=position,
            speaker_institution=institution,
        )
    before = list(earlier("Citation").order_by("id").values())

    call_command("migrate", NEWEST, verbosity=0)

    said = Citation.objects.order_by("id").values_list("speaker", "speaker_person__ref")
    assert list(said) == [
        ("Yi Jun", "PE-0001"),
        ("YI JUN", "PE-0001"),
        ("Yi Jun", "PE-0002"),
        ("Yi Jun", "PE-0003"),
        ("experts", None),
        ("", None),
    ]
    assert RefCounter.objects.get(prefix="PE").last == 3
    assert [violation.record.ref for violation in records_have_no_twins()] == [
        "PE-0002",
        "PE-0003",
        "IN-0002",
    ]

    call_command("migrate", *BEFORE, verbosity=0)
    assert list(earlier("Citation").order_by("id").values()) == before
    assert not earlier("RefCounter").filter(prefix="PE").exists()


def test_authors_become_people_where_the_name_reads_like_that_of_one(earlier):
    authors = [
        "Tan Yingzi",
        "TAN Yingzi",
        "张珺",
        "ChinaNews",
        "China daily",
        "A B, C D",
        "A and B",
    ]
    publish(earlier, *authors)

    call_command("migrate", NEWEST, verbosity=0)

    written = Source.objects.order_by("id").values_list("author", "written_by__ref")
    found = ["PE-0001", "PE-0001", "PE-0002", None, None, None, None]
    assert list(written) == list(zip(authors, found, strict=True))
    names = Person.objects.order_by("ref").values_list("name", flat=True)
    assert list(names) == ["Tan Yingzi", "张珺"]

    call_command("migrate", *BEFORE, verbosity=0)
    assert [source.author for source in earlier("Source").order_by("id")] == authors


def test_people_without_a_text_are_named_in_one_on_the_way_back(earlier):
    [source] = publish(earlier, "")
    about = earlier("Agreement").create(ref="AG-0001", title="Workshop")
    call_command("migrate", NEWEST, verbosity=0)
    person = Person.objects.create(name="Xi Ru")
    Citation.objects.create(
        source_id=source.pk,
        agreement_id=about.pk,
        claim="It says so.",
        speaker_person=person,
        speaker_position="Official",
    )
    Citation.objects.create(source_id=source.pk, person=person, claim="Names her.")
    Source.objects.get().written_by.add(person)

    call_command("migrate", *BEFORE, verbosity=0)

    said = earlier("Citation").values_list("speaker", "speaker_position")
    assert list(said) == [("Xi Ru", "Official")]
    assert earlier("Source").get().author == "Xi Ru"
