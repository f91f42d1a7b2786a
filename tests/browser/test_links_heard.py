"""Who lists the links of a page by ear can tell where each leads."""

import pytest

from tests.browser import page_kinds
from tests.browser.heard import heard_alike, links_heard
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    PlaceFactory,
    SourceFactory,
)


def test_no_two_links_of_one_name_lead_to_different_places(new_page, visit):
    page = new_page()

    alike = {}
    for name in page_kinds.NAMES:
        visit(page, name)
        page.evaluate(page_kinds.OPEN_ALL)
        assert len(links_heard(page)) > 1, name
        alike[name] = heard_alike(page)

    assert {name: links for name, links in alike.items() if links} == {}


@pytest.mark.parametrize("address", ["/agreements/", "/search/?q=twin"])
def test_records_of_one_title_are_told_apart(new_page, register, address):
    twins = AgreementFactory.create_batch(2, title="Twin college")
    page = new_page()

    page.goto(address)

    assert heard_alike(page) == {}
    assert {twin.ref for twin in twins} & {name.rpartition(" · ")[2] for name in links_heard(page)}


def test_sources_without_a_title_are_told_apart(new_page, register):
    told = SourceFactory.create_batch(2, title="", url="https://example.org/a")
    page = new_page()

    page.goto("/sources/?page_size=100")

    assert str(told[0]) == str(told[1])
    assert heard_alike(page) == {}


def test_place_is_told_apart_from_a_country_of_its_name(new_page, register):
    country = CountryFactory(code="DJ", name="Djibouti")
    body = InstitutionFactory(country=country, place=PlaceFactory(name="Djibouti", country=country))
    page = new_page()

    page.goto(body.get_absolute_url())

    assert heard_alike(page) == {}
