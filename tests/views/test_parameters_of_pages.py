"""What pages do with parameters that they do not know."""

import pytest
from django.utils import timezone

from agreements.nouns import LISTED
from tests.factories import AgreementFactory, InstitutionFactory, SectorFactory
from tests.views.wording import text

pytestmark = pytest.mark.django_db

LEFT_OUT = "The address has a parameter that this page does not know: foo"
MEANT = "This page has no filter called “contry”. Did you mean “country”?"
PAGES = ["/", "/about/", "/coverage/", "/search/", *(f"/{noun.plural}/" for noun in LISTED)]
RECORDS = ["/agreements/AG-0001/", "/agreements/AG-0001/history/", "/institutions/IN-0001/"]


@pytest.fixture
def records(db):
    return AgreementFactory(), InstitutionFactory()


def shown(response):
    """Return a page without the address that stands on its foot when it is printed."""
    return response.content.partition(b"on-paper")[0]


@pytest.mark.parametrize("address", [*PAGES, *RECORDS])
def test_unknown_parameter_is_named_and_the_page_is_not_indexed(client, head, records, address):
    plain, asked = client.get(address), client.get(f"{address}?foo=1")

    found, before = head(f"{address}?foo=1"), head(address)
    assert (asked.status_code, LEFT_OUT in text(asked), LEFT_OUT in text(plain)) == (
        200,
        True,
        False,
    )
    assert (found.named["robots"], before.named.get("robots")) == ("noindex", None)
    assert found.links["canonical"] == before.links["canonical"]
    assert b"foo=" not in shown(asked)


@pytest.mark.parametrize("address", [*PAGES, *RECORDS])
def test_tracker_changes_nothing(client, records, address):
    plain, tracked = client.get(address), client.get(f"{address}?utm_source=x&from=timeline")

    paper = "on-paper"
    assert (
        tracked.content.partition(paper.encode())[0] == plain.content.partition(paper.encode())[0]
    )
    assert tracked.headers["ETag"] == plain.headers["ETag"]


def test_slip_for_a_filter_is_an_error_above_an_empty_list(client, head, records):
    response = client.get("/agreements/?contry=UZ&foo=1")

    assert (MEANT in text(response), LEFT_OUT in text(response)) == (True, True)
    assert list(response.context["object_list"]) == []
    assert head("/agreements/?contry=UZ").named["robots"] == "noindex, nofollow"


def test_slip_in_the_address_of_a_record_is_told(client, head, records):
    response = client.get("/agreements/AG-0001/?as_off=2020-01-01")

    sentence = "This page has no filter called “as_off”. Did you mean “as_of”?"
    assert sentence in text(response)
    assert head("/agreements/AG-0001/?as_off=2020-01-01").named["robots"] == "noindex"


def test_list_in_which_an_agreement_was_found_is_known_to_its_page(client, head, records):
    address = "/agreements/AG-0001/?status=signed&sort=title"

    assert "does not know" not in text(client.get(address))
    assert head(address).named.get("robots") is None


def test_record_of_an_earlier_day_names_what_it_does_not_know(client, records):
    today = timezone.localdate()

    assert LEFT_OUT in text(client.get(f"/agreements/AG-0001/?as_of={today}&foo=1"))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/agreements.jsonld?foo=1", ("foo", "This page has no filter called “foo”.", "")),
        ("/agreements.csv?contry=UZ", ("contry", MEANT, "country")),
        ("/agreements/AG-0001.jsonld?foo=1", ("foo", "This page has no filter called “foo”.", "")),
        (
            "/agreements/AG-0001.json?sector=x",
            ("sector", "This page has no filter called “sector”.", ""),
        ),
    ],
)
def test_data_refuses_what_it_does_not_know(client, records, address, told):
    response = client.get(address)

    [error] = response.json()["errors"]
    assert response.status_code == 400
    assert (error["parameter"], error["detail"], error["nearest"]) == told


@pytest.mark.parametrize("address", ["/agreements.jsonld", "/agreements/AG-0001.jsonld"])
def test_data_knows_trackers(client, records, address):
    plain, tracked = client.get(address), client.get(f"{address}?utm_source=x&fbclid=y")

    assert (tracked.status_code, tracked.content) == (200, plain.content)


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/agreements/?sector=a&amp;country=UZ", "/agreements/?sector=a&country=UZ"),
        ("/agreements/?sector=a&amp;amp;country=UZ", "/agreements/?sector=a&country=UZ"),
        ("/agreements.jsonld?q=%E9%87%8D&amp;page=2", "/agreements.jsonld?q=%E9%87%8D&page=2"),
        ("/search/?q=a&amp%3Bx=1", "/search/?q=a&x=1"),
    ],
)
def test_address_out_of_html_leads_to_the_right_one(client, address, location):
    SectorFactory()

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, location)
