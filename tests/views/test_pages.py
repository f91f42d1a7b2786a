"""Every page: its number of queries, its ways of saying that a record is not there."""

import html
import re
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.nouns import LISTED
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    EventFactory,
    InstitutionFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)
from tests.views.connected import MEASURES, hub, tie

PLURALS = [noun.plural for noun in LISTED]

pytestmark = pytest.mark.django_db


# Of the same measure: a figure of another one takes a query more.
numbers = count(step=len(MEASURES))


def queries(client, address):
    """Return how many queries the page at the address takes where nothing changed before it."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_detail_pages_take_as_many_queries_for_one_row_as_for_three(client):
    records = hub()
    addresses = {record.get_absolute_url() for record in records.values()}
    tie(records, next(numbers))
    one = {address: queries(client, address) for address in addresses}

    for _each in range(2):
        tie(records, next(numbers))

    assert {address: queries(client, address) for address in addresses} == one


@pytest.mark.parametrize("noun", PLURALS)
def test_lists_take_as_many_queries_for_one_row_as_for_three(client, noun):
    records = hub()
    tie(records, next(numbers))
    one = queries(client, f"/{noun}/")

    for _each in range(2):
        tie(records, next(numbers))

    assert queries(client, f"/{noun}/") == one


def test_home_takes_as_many_queries_for_one_row_as_for_three(client):
    records = hub()
    tie(records, next(numbers))
    one = queries(client, "/")

    for _each in range(2):
        tie(records, next(numbers))

    assert queries(client, "/") == one


def test_home_counts_what_the_register_holds(client, register):
    words = [words for words, _address in client.get("/").context["holdings"]]

    assert words == [
        *("14 institutions", "4 bodies that no source names", "1 alliance", "4 events"),
        *("5 projects", "8 people", "28 sources", "20 publishers"),
    ]


def test_home_of_an_empty_register_says_what_to_do(client):
    page = client.get("/").content.decode()

    assert "The register holds no agreement yet." in page


@pytest.mark.parametrize("noun", PLURALS)
def test_list_of_an_empty_register_is_a_page(client, noun):
    response = client.get(f"/{noun}/")

    assert (response.status_code, b"record-list-empty" in response.content) == (200, True)


@pytest.mark.parametrize(
    "factory",
    [
        AgreementFactory,
        InstitutionFactory,
        AllianceFactory,
        EventFactory,
        ProjectFactory,
        SourceFactory,
    ],
)
def test_deleted_record_is_gone_with_a_sentence(client, factory):
    record = factory()
    address, ref = record.get_absolute_url(), record.ref
    record.delete()

    response = client.get(address)

    assert client.get(address.replace(ref, ref.lower())).status_code == 410
    assert response.status_code == 410
    assert f"{ref} was given to a record that has since been deleted." in response.content.decode()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/agreements/AG-0009/", "The register has no agreement with the number AG-0009."),
        ("/institutions/AG-0001/", "The register has no institution with the number AG-0001."),
        ("/sectors/astrology/", "The register has no sector called astrology."),
        ("/countries/QQ/", "No country has the code QQ; codes have two letters, as in UZ."),
        ("/nothing/", "The address may be misspelt, or the page was never there."),
    ],
)
def test_address_without_a_record_helps(client, address, sentence):
    AgreementFactory()

    response = client.get(address)

    assert response.status_code == 404
    assert sentence in html.unescape(response.content.decode())


@pytest.mark.parametrize("noun", ["agreement", "sector", "country"])
def test_address_in_other_letters_leads_to_the_true_one(client, noun):
    true = hub()[noun].get_absolute_url()
    other = true.lower() if true.lower() != true else true.replace("forestry", "Forestry")

    response = client.get(other)

    assert (response.status_code, response.headers["Location"]) == (301, true)


def test_page_offers_editing_only_to_who_may(client, admin_client):
    address = AgreementFactory().get_absolute_url()

    assert b"edit-link" not in client.get(address).content
    assert b"edit-link" in admin_client.get(address).content


def test_record_without_sources_says_so(client):
    page = client.get(AgreementFactory().get_absolute_url()).content.decode()

    assert "No source is cited for this record yet." in page
    assert page.count("No source is cited yet.") == 2


def test_pages_carry_no_script_but_data(client):
    records = hub()
    tie(records, next(numbers))
    addresses = ["/", *(f"/{noun}/" for noun in PLURALS)]
    addresses += [record.get_absolute_url() for record in records.values()]

    scripts = {
        script
        for address in addresses
        for script in re.findall(rb"<script[^>]*>", client.get(address).content)
    }

    assert scripts == {b'<script type="application/ld+json">'}


def test_health_is_told_in_plain_text(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_agreement_shows_its_place_in_the_list_it_was_found_in(client):
    sector = SectorFactory(slug="forestry")
    first, _other, second, third = (AgreementFactory(title=title) for title in "abcd")
    for agreement in (first, second, third):
        agreement.sectors.add(sector)

    listed = client.get("/agreements/?sector=forestry&sort=title").content.decode()
    page = client.get("/agreements/AG-0003/?sector=forestry&sort=title").content.decode()

    assert 'href="/agreements/AG-0003/?sector=forestry&amp;sort=title"' in listed
    assert 'href="/agreements/AG-0001/?sector=forestry&amp;sort=title" rel="prev"' in page
    assert 'href="/agreements/AG-0004/?sector=forestry&amp;sort=title" rel="next"' in page
    assert '<a href="/agreements/?sector=forestry&amp;sort=title">2 of 3 in the list</a>' in page
    assert '<link rel="canonical" href="http://testserver/agreements/AG-0003/">' in page


@pytest.mark.parametrize("query", ["?sector=astrology", "?sectors=energy", "?sector=energy"])
def test_agreement_stands_alone_where_the_list_is_none_or_lacks_it(client, query):
    SectorFactory(slug="energy")
    AgreementFactory()

    page = client.get(f"/agreements/AG-0001/{query}")

    assert (page.status_code, "neighbours" in page.context) == (200, False)
