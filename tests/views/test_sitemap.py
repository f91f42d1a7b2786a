"""What crawlers read first."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.formats import FORMATS
from agreements.language_paths import OTHERS, OWN_NAMES, bare
from agreements.models import Agreement, Version
from agreements.models.refs import number_between
from agreements.nouns import LISTED
from agreements.views.sitemap import PART, in_languages
from tests.factories import AgreementFactory, CitationFactory, InstitutionFactory, SectorFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
# As sitemaps.org has it.
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024
OLD, NEW = datetime(2024, 3, 1, tzinfo=UTC), datetime(2025, 6, 1, 12, 30, tzinfo=UTC)


def locations(response):
    """Return the addresses of a sitemap, of those in several languages the English ones."""
    found = re.findall("<loc>(.*?)</loc>", response.content.decode())
    return [address for address in found if address == SITE + bare(address.removeprefix(SITE))]


def changed(response):
    found = re.findall("<lastmod>(.*?)</lastmod>", response.content.decode())
    return found[:: len(OWN_NAMES)]


def test_robots_names_what_is_not_worth_a_visit(client):
    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[:7] == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?*&",
        "Disallow: /*?q=",
        "Disallow: /*search/?",
        "Disallow: /*/history/",
        "Disallow: /*/correct/",
    ]
    below = [f"Disallow: /*{name}/*/?" for name in (*(noun.plural for noun in LISTED), "data")]
    assert lines[7:-2] == [*below, *(f"Disallow: /*.{extension}" for extension in FORMATS)]
    assert lines[-1] == f"Sitemap: {SITE}/sitemap.xml"


def test_index_has_a_part_for_so_many_numbers_of_each_noun(client):
    AgreementFactory(ref="AG-5001")
    InstitutionFactory()

    found = locations(client.get("/sitemap.xml"))

    names = ["agreements-1", "agreements-2", "institutions-1", "sectors-1", "countries-1"]
    assert found == [f"{SITE}/sitemap-{name}.xml" for name in names]


def test_part_has_the_records_whose_numbers_lie_in_its_range(client):
    for number in (1, 4999, 5000, 5001, 9999, 10000, 10001):
        AgreementFactory(ref=f"AG-{number:04d}")
    AgreementFactory(ref="AG-0002").delete()

    first, second = (client.get(f"/sitemap-agreements-{part}.xml") for part in (1, 2))

    assert [location.split("/")[-2] for location in locations(first)] == [
        "AG-0001",
        "AG-4999",
        "AG-5000",
    ]
    assert [location.split("/")[-2] for location in locations(second)] == [
        "AG-5001",
        "AG-9999",
        "AG-10000",
    ]
    assert first["Content-Type"] == "application/xml"


def test_countries_are_those_of_the_list_and_sectors_all(client):
    InstitutionFactory(country__code="UZ")
    SectorFactory(slug="forestry")

    countries, sectors = (client.get(f"/sitemap-{of}-1.xml") for of in ("countries", "sectors"))

    assert locations(countries) == [f"{SITE}/countries/UZ/"]
    assert locations(sectors) == [f"{SITE}/sectors/forestry/"]


def test_record_is_at_an_address_in_each_language_and_each_names_all(client):
    AgreementFactory()

    text = client.get("/sitemap-agreements-1.xml").content.decode()
    found = ElementTree.fromstring(text)  # noqa: S314, it is our own

    pages = {"en": f"{SITE}/agreements/AG-0001/"}
    pages |= {code: f"{SITE}/{code}/agreements/AG-0001/" for code in OTHERS}
    told = [
        (url[0].text, {link.get("hreflang"): link.get("href") for link in url[2:]}) for url in found
    ]
    every = {**pages, "x-default": pages["en"]}
    assert told == [(page, every) for page in pages.values()]


def test_part_is_as_large_as_search_engines_take_it():
    long_name = "https://a-register-of-cooperation-agreements.education.example"
    starts = {code: f"{long_name}/{code}/institutions/" for code in OWN_NAMES}

    entry = in_languages(starts, "IN-000000001", "<lastmod>2025-06-01T12:30:00+00:00</lastmod>")

    assert PART * len(OWN_NAMES) <= MOST_ADDRESSES
    assert PART * len(entry) <= MOST_BYTES


def test_record_changes_with_what_hangs_on_it(client):
    agreement = AgreementFactory()
    Agreement.objects.filter(pk=agreement.pk).update(updated_at=OLD)
    Version.objects.update(at=OLD)
    CitationFactory(agreement=agreement)
    Version.objects.filter(table="agreements_citation").update(at=NEW)

    assert changed(client.get("/sitemap-agreements-1.xml")) == ["2025-06-01T12:30:00+00:00"]


def test_record_without_versions_was_changed_when_it_says_so(client):
    agreement = AgreementFactory()
    Version.objects.all().delete()
    Agreement.objects.filter(pk=agreement.pk).update(updated_at=OLD)
    Version.objects.all().delete()

    assert changed(client.get("/sitemap-agreements-1.xml")) == ["2024-03-01T00:00:00+00:00"]


@pytest.mark.parametrize(
    "part",
    [
        "agreements-0",
        "agreements-2",
        f"agreements-{10**20 - 1}",
        "agreements-x",
        "agreements-01",
        "agreements-%D9%A1",
        "agreements-%00",
        "agreements-1%0A",
        "places-1",
        "people-1",
        "cats-1",
    ],
)
def test_part_that_does_not_exist_is_not_found(client, part):
    AgreementFactory()

    assert client.get(f"/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-agreements-1.xml"])
def test_copy_is_confirmed_until_something_is_written(client, address):
    AgreementFactory()
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})
    AgreementFactory()
    later = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, later.status_code) == (304, 200)


@pytest.mark.parametrize("records", [1, 3])
def test_part_takes_as_many_queries_however_many_records_there_are(client, records):
    AgreementFactory.create_batch(records)
    client.get("/sitemap-agreements-1.xml")

    with CaptureQueriesContext(connection) as captured:
        client.get("/sitemap-agreements-1.xml")

    assert len([query for query in captured if "SELECT" in query["sql"]]) == 3


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 9999, ["AG-0001", "AG-9999"]),
        (9999, 10000, ["AG-9999", "AG-10000"]),
        (2, 100000, ["AG-9999", "AG-10000", "AG-100000"]),
        (100001, 10**9 - 1, ["AG-999999999"]),
        (10**9, 10**10, []),
    ],
)
def test_range_of_numbers_is_no_range_of_texts(first, last, expected):
    for ref in ("AG-0001", "AG-9999", "AG-10000", "AG-100000", "AG-999999999"):
        AgreementFactory(ref=ref)

    found = Agreement.objects.filter(number_between("AG", first, last)).order_by("pk")

    assert [agreement.ref for agreement in found] == expected


def test_every_noun_with_pages_has_a_part(client, register):
    found = locations(client.get("/sitemap.xml"))

    assert [location.split("-")[1] for location in found] == [noun.plural for noun in LISTED]
    assert [part for part in found if not locations(client.get(part.removeprefix(SITE)))] == []
