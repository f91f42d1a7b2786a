"""Places in sources that were written in words become units with numbers, and words again."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ("agreements", "0022_terms_and_sectors_of_agreements")
SPLIT = ("agreements", "0024_split_places_in_sources")
PLACES = [
    ("paragraph 4", "paragraph", "4"),
    ("page 12a", "page", "12a"),
    ("section 4.2", "section", "4.2"),
    ("minute 12:30", "minute", "12:30"),
    ("title", "title", ""),
    ("heading What was signed", "heading", "What was signed"),
    ("", "", ""),
    ("opening", "", "opening"),
    ("Paragraph 4", "", "Paragraph 4"),
    ("paragraph 4, last line", "", "paragraph 4, last line"),
    ("paragraph", "", "paragraph"),
    ("paragraph last", "", "paragraph last"),
    ("title 2", "", "title 2"),
    ("time zone Asia/Tashkent, zh-Hans", "", "time zone Asia/Tashkent, zh-Hans"),
]


@pytest.fixture
def citations():
    """Return the function that goes to a version and gives the citations of it."""

    def of(version):
        call_command("migrate", *version, verbosity=0)
        apps = MigrationExecutor(connection).loader.project_state(version).apps
        return apps.get_model("agreements", "Citation").objects

    yield of
    call_command("migrate", "agreements", verbosity=0)


def write(citations):
    """Return the function that writes a citation of one agreement."""
    get = citations.model._meta.apps.get_model
    publisher = get("agreements", "Publisher").objects.create(ref="PB-0001", name="Daily")
    source = get("agreements", "Source").objects.create(
        ref="SO-0001", title="News", publisher=publisher, language="en"
    )
    agreement = get("agreements", "Agreement").objects.create(ref="AG-0001", title="Workshop")
    return lambda **fields: citations.create(
        source=source, agreement=agreement, claim="It says so.", **fields
    )


def test_places_get_their_units_and_go_back(citations):
    before = citations(WORDS)
    cite = write(before)
    for words, _unit, _number in PLACES:
        cite(locator=words)

    after = citations(SPLIT).order_by("pk").values_list("locator_unit", "locator")
    assert list(after) == [(unit, number) for _words, unit, number in PLACES]

    again = citations(WORDS).order_by("pk").values_list("locator", flat=True)
    assert list(again) == [words for words, _unit, _number in PLACES]


def test_place_that_is_too_long_for_words_stops_the_way_back(citations):
    cite = write(citations(SPLIT))
    long = cite(locator_unit="heading", locator="x" * 93)

    with pytest.raises(ValueError, match=rf"shorten them first: \[{long.pk}\]"):
        citations(WORDS)

    long.locator = "x" * 92
    long.save()
    [words] = citations(WORDS).values_list("locator", flat=True)
    assert words == "heading " + "x" * 92
