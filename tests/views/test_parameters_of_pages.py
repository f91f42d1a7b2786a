"""What pages do with parameters that they do not know."""

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

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


ORDERS = "Choose one order of the list: the address has several."
NUMBERS = "Choose one number of rows on a page: the address has several."
SEVERAL_PAGES = "Choose one page of the list: the address has several."
DAYS = "Ask for one day at a time: the address has several."
ONCE = "Give this parameter once: the address has several."


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/agreements/?sort=title&sort=-signed", ORDERS),
        ("/countries/?sort=name&sort=agreements", ORDERS),
        ("/agreements/?page_size=1&page_size=2", NUMBERS),
        ("/search/?q=a&page_size=1&page_size=2", NUMBERS),
        ("/agreements/?page=1&page=2", SEVERAL_PAGES),
        ("/countries/?page=1&page=2", SEVERAL_PAGES),
        ("/coverage/?page=1&page=2", SEVERAL_PAGES),
    ],
)
def test_list_is_empty_and_says_so_where_one_value_can_be_meant(client, records, address, sentence):
    response = client.get(address)

    form = response.context["filter"].form
    assert [error for errors in form.errors.values() for error in errors] == [sentence]
    assert sentence in text(response)
    assert list(response.context.get("object_list", ())) == []


@pytest.mark.parametrize("language", ["ru", "uz", "zh-hans"])
def test_several_values_are_told_in_the_language_of_the_page(client, records, language):
    address = (
        f"/{language}/agreements/?sort=title&sort=-signed&page=1&page=2&page_size=1&page_size=2"
    )

    response = client.get(address)

    with override(language):
        sentences = [gettext(sentence) for sentence in (ORDERS, NUMBERS, SEVERAL_PAGES)]
    assert all(sentence in text(response) for sentence in sentences)
    assert not {ORDERS, NUMBERS, SEVERAL_PAGES} & set(sentences)


def test_address_without_the_pages_is_offered(client, records):
    [mistake] = client.get("/agreements/?page=1&page=2&status=signed").context["mistakes"]

    assert (mistake.written, mistake.meant, mistake.without) == ("page", "", "?status=signed")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/agreements/AG-0001/?as_of=2026-01-01&as_of=2026-01-02", DAYS),
        ("/agreements/AG-0001/history/?before=1&before=2", ONCE),
        ("/agreements/AG-0001/correct/?field=title&field=kind", ONCE),
    ],
)
def test_page_of_a_record_is_not_there_for_several_values(client, records, address, sentence):
    response = client.get(address)

    assert (response.status_code, sentence in text(response)) == (404, True)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/agreements.json?sort=title&sort=-signed", ("sort", "-signed", ORDERS)),
        ("/agreements.csv?sort=title&sort=-signed", ("sort", "-signed", ORDERS)),
        ("/agreements.json?page_size=1&page_size=2", ("page_size", "2", NUMBERS)),
        ("/agreements.json?page=1&page=2", ("page", "2", SEVERAL_PAGES)),
        ("/agreements.json?as_of=2026-01-01&as_of=2026-01-02", ("as_of", "2026-01-02", DAYS)),
        (
            "/agreements/AG-0001.json?as_of=2026-01-01&as_of=2026-01-02",
            ("as_of", "2026-01-02", DAYS),
        ),
        ("/agreements.csv?lang=ru&lang=uz", ("lang", "uz", ONCE)),
        ("/agreements.svg?chart=years&chart=kinds", ("chart", "kinds", ONCE)),
        ("/changes.json?since=1&since=2", ("since", "2", ONCE)),
        ("/data/codebook.csv?lang=ru&lang=uz", ("lang", "uz", ONCE)),
    ],
)
def test_data_refuses_several_values_where_one_can_be_meant(client, records, address, told):
    response = client.get(address)

    [error] = response.json()["errors"]
    assert response.status_code == 400
    assert (error["parameter"], error["value"], error["detail"]) == told


@pytest.mark.parametrize(
    ("twice", "once"),
    [
        ("page=1&page=1&sort=title&sort=title", "page=1&sort=title"),
        ("page=1&page=&page_size=1&page_size=1", "page=1&page_size=1"),
    ],
)
def test_equal_values_are_one(client, records, twice, once):
    told, asked = (client.get(f"/agreements.json?{query}").json() for query in (twice, once))

    assert told["items"] == asked["items"] != []
