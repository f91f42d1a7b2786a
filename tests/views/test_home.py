"""The first page: what is shown of the register, and in which order."""

import pytest

from tests.factories import AgreementFactory, CitationFactory, SourceFactory
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
            "2 of 13 agreements are described; the others are only counted by a source.",
        ),
        ([1, 11], "1 of 12 agreements is described; the others are only counted by a source."),
    ],
    ids=["one", "all", "some", "one and many"],
)
def test_number_of_described_agreements_names_others_only_where_there_are_any(
    client, records, sentence
):
    for stands_for in records:
        AgreementFactory(stands_for=stands_for)

    assert f" {sentence} 0 records are disputed." in text(client.get("/"))
