"""The first page: what is shown of the register, and in which order."""

import pytest

from tests.factories import (
    AgreementFactory,
    CitationFactory,
    CountryFactory,
    PartyFactory,
    SourceFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def dispute(agreement, times):
    for _each in range(times):
        CitationFactory(
            agreement=agreement, field="status", stance="disputes", source=SourceFactory()
        )


def test_agreements_that_most_citations_dispute_come_first(client):
    once, thrice, twice, four = (AgreementFactory(title=title) for title in "abcd")
    for agreement, times in ((once, 1), (thrice, 3), (twice, 2), (four, 4)):
        dispute(agreement, times)

    context = client.get("/").context

    assert context["disputed"] == [four, thrice, twice]
    assert context["disputed_count"] == 4


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        ([1], "1 agreement is described."),
        ([1, 1, 1], "All 3 agreements are described."),
        (
            [1, 1, 11],
            "2 agreements are described. 11 more are only counted by a source.",
        ),
        ([1, 11], "1 agreement is described. 11 more are only counted by a source."),
    ],
    ids=["one", "all", "some", "one and many"],
)
def test_number_of_described_agreements_names_others_only_where_there_are_any(
    client, records, sentence
):
    for stands_for in records:
        AgreementFactory(stands_for=stands_for)

    assert f" {sentence} 0 records are disputed." in text(client.get("/"))


def test_stranger_is_told_what_this_is_and_led_on(client, register, settings):
    settings.KEEPER = "A college"
    page = client.get("/")
    shown = text(page)

    for sentence in (
        "A register of cooperation agreements between colleges, enterprises and authorities",
        "Most agreements are between China and Uzbekistan.",
        "The agreements were signed in 2025.",
        "It is kept by A college.",
    ):
        assert sentence in shown
    for door in ("/sources/", "/institutions/", "/agreements/", "/data/"):
        assert client.get(door).status_code == 200
        assert f'<li><a href="{door}">' in page.content.decode()


def test_thirteen_are_explained(client, register):
    shown = text(client.get("/"))

    assert "13 agreements counted at one event" in shown
    assert "2 of them are described here." in shown
    assert "11 are known by number only." in shown
    assert "1 agreement that is described here stands beside them" in shown


def test_most_are_between_two_countries_only_where_they_are_more_than_half(client):
    pairs = [("CN", "UZ"), ("CN", "UZ"), ("CN", "KZ"), ("KZ", "UZ")]
    countries = {code: CountryFactory(code=code) for code in ("CN", "UZ", "KZ")}
    for codes in pairs:
        agreement = AgreementFactory()
        for code in codes:
            PartyFactory(agreement=agreement, institution__country=countries[code])

    assert client.get("/").context["pair"] == ""
