"""The page of a source: what it says, in the order in which it says it."""

import re

import pytest

from tests.factories import AgreementFactory, CitationFactory, SourceFactory

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


def test_place_that_is_told_in_words_bears_their_language(client):
    agreement, source = AgreementFactory(), SourceFactory()
    for unit, locator in (("", "opening"), ("paragraph", "4")):
        told = {"source": source, "locator_unit": unit, "locator": locator}
        CitationFactory(agreement=agreement, field="status", **told)

    of_source = client.get(f"/ru{source.get_absolute_url()}").content.decode()
    of_agreement = client.get(f"/ru{agreement.get_absolute_url()}").content.decode()

    assert re.findall("<h3>(.*?)</h3>", of_source) == ['<bdi lang="en">Opening</bdi>', "Абзац 4"]
    assert '<span class="locator"><bdi lang="en">opening</bdi></span>' in of_agreement
    assert '<span class="visually-hidden">абзац 4</span></span>' in of_agreement


def test_agreement_and_project_of_one_name_are_told_apart(client, register):
    page = client.get("/zh-hans/sources/SO-0001/").content.decode()

    linked = re.findall(r'<dt><a href="([^"]*)">(.*?)</a>', page)
    names = {name for _href, name in linked}
    assert len({*linked}) == len(names)
    assert len({name.partition("<span")[0] for name in names}) < len(names)
