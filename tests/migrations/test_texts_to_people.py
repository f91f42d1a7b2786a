"""Those who speak and write become people, and go back to texts; nothing is lost on the way."""

from types import SimpleNamespace

import pytest

from agreements.editing.identity import records_have_no_twins
from agreements.models import Citation, Person, RefCounter, Source

BEFORE = "0024_split_places_in_sources"
AUTHORS = ["Tan Yingzi", "TAN Yingzi", "张珺", "ChinaNews", "China daily", "A B, C D", "A and B"]


def publish(of):
    """Write a source for each of the authors and one without, all of one publisher."""
    publisher = of("Publisher").create(ref="PB-0001", name="China Daily")
    sources = [
        of("Source").create(
            ref=f"SO-{number:04d}", title="News", publisher=publisher, language="en", author=author
        )
        for number, author in enumerate([*AUTHORS, ""], 1)
    ]
    return sources[-1]


def speak(of, source):
    """Write citations of those who spoke for two colleges of one name, for none, and of nobody."""
    about = of("Agreement").create(ref="AG-0001", title="Workshop")
    college, other = (
        of("Institution").create(ref=f"IN-000{number}", name="College") for number in (1, 2)
    )
    for speaker, position, institution in (
        ("Yi Jun", "Rector", college),
        ("YI JUN", "Secretary", college),
        ("Yi Jun", "Rector", other),
        ("Yi Jun", "Guest", None),
        ("experts", "", None),
        ("", "", None),
    ):
        of("Citation").create(
            source=source,
            agreement=about,
            claim="It says so.",
            speaker=speaker,
            speaker_position=position,
            speaker_institution=institution,
        )


def add_person(source, about):
    """Have somebody speak and write, at the newest version, who stands in no text."""
    person = Person.objects.create(name="Xi Ru")
    said = Citation.objects.create(
        source_id=source.pk,
        agreement_id=about.pk,
        claim="It says so.",
        speaker_person=person,
        speaker_position="Official",
    )
    named = Citation.objects.create(source_id=source.pk, person=person, claim="Names her.")
    Source.objects.get(pk=source.pk).written_by.add(person)
    return {said.pk, named.pk}


@pytest.fixture(scope="module")
def journey(at):
    """What is found of people at the newest version, and of their texts at the earlier one again.

    Between them somebody is added who stands in no text.
    """
    of = at(BEFORE)
    source = publish(of)
    speak(of, source)
    texts = list(of("Citation").order_by("id").values())
    at()
    found = SimpleNamespace(
        texts=texts,
        said=list(Citation.objects.order_by("id").values_list("speaker", "speaker_person__ref")),
        written=list(Source.objects.order_by("id").values_list("author", "written_by__ref")),
        names=dict(Person.objects.order_by("ref").values_list("ref", "name")),
        counter=RefCounter.objects.get(prefix="PE").last,
        twins=[violation.record.ref for violation in records_have_no_twins()],
    )
    added = add_person(source, of("Agreement").get())
    of = at(BEFORE)
    citations = of("Citation").order_by("id")
    found.texts_again = list(citations.exclude(pk__in=added).values())
    found.added = list(citations.filter(pk__in=added).values_list("speaker", "speaker_position"))
    found.authors_again = [source.author for source in of("Source").order_by("id")]
    found.has_counter = of("RefCounter").filter(prefix="PE").exists()
    return found


def test_speakers_become_people_where_they_have_a_post(journey):
    assert journey.said == [
        ("Yi Jun", "PE-0001"),
        ("YI JUN", "PE-0001"),
        ("Yi Jun", "PE-0002"),
        ("Yi Jun", "PE-0003"),
        ("experts", None),
        ("", None),
    ]
    assert journey.twins == ["PE-0002", "PE-0003", "IN-0002"]
    assert journey.texts_again == journey.texts


def test_authors_become_people_where_the_name_reads_like_that_of_one(journey):
    found = ["PE-0004", "PE-0004", "PE-0005", None, None, None, None, None]
    assert journey.written == list(zip([*AUTHORS, ""], found, strict=True))
    assert [journey.names[ref] for ref in ("PE-0004", "PE-0005")] == ["Tan Yingzi", "张珺"]
    assert journey.authors_again[:-1] == AUTHORS


def test_people_are_counted_only_where_there_are_people(journey):
    assert (journey.counter, journey.has_counter) == (5, False)


def test_people_without_a_text_are_named_in_one_on_the_way_back(journey):
    assert journey.added == [("Xi Ru", "Official")]
    assert journey.authors_again[-1] == "Xi Ru"
