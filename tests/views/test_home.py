"""The first page: what is shown of the register, and in which order."""

import pytest

from tests.factories import AgreementFactory, CitationFactory, SourceFactory

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
