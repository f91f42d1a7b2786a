"""The page of a source: what it says, in the order in which it says it."""

import pytest

from tests.factories import CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_numbers_of_places_are_ordered_as_numbers_and_what_has_no_place_comes_last(client):
    source = SourceFactory()
    for unit, locator in (
        *(("paragraph", "10"), ("", ""), ("paragraph", "9"), ("", "opening")),
        *(("page", "1"), ("title", "")),
    ):
        CitationFactory(source=source, locator_unit=unit, locator=locator)

    sayings = client.get(source.get_absolute_url()).context["sayings"]

    assert [citation.place_in_source for citation in sayings] == [
        "opening",
        "title",
        "page 1",
        "paragraph 9",
        "paragraph 10",
        "",
    ]
