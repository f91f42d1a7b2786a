"""Atom: what changed last in a list, by the rules of RFC 4287."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection

from agreements.models import Change, Citation
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    CountryFactory,
    PartyFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def feed(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )
    return ElementTree.fromstring(response.content)  # noqa: S314, our own


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def ids(client, address="/agreements.atom"):
    """Return the last part of the address of each entry of a feed."""
    entries = feed(client, address).iter(f"{ATOM}entry")
    return [text(entry, "id").split("/")[-2] for entry in entries]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_feed_says_what_is_followed_whose_it_is_and_on_which_terms(client, settings):
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college & more", "https://coop.example/"
    agreement = AgreementFactory(title="<i>A college")
    agreement.sectors.add(SectorFactory(slug="forestry", name="Forestry"))

    found = feed(client, "/agreements.atom?sector=forestry&sort=title")

    assert [child.tag.removeprefix(ATOM) for child in found] == [
        *("id", "title", "updated", "link", "link", "link", "rights", "author", "entry")
    ]
    assert text(found, "id") == f"{SITE}/agreements.atom?sector=forestry"
    assert text(found, "title") == "Agreements (Sector: Forestry) · Coop"
    assert text(found, "rights") == "CC BY 4.0"
    assert links(found) == {
        "self": f"{SITE}/agreements.atom?sector=forestry",
        "alternate": f"{SITE}/agreements/?sector=forestry",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    author = found.find(f"{ATOM}author")
    assert [child.text for child in author] == ["A college & more", "https://coop.example/"]


def test_entry_is_a_record_with_its_evidence_and_the_moment_of_its_last_change(client):
    AgreementFactory(title="<i>A college", summary="Two bodies & a college.")

    found = feed(client, "/agreements.atom")
    entry = found.find(f"{ATOM}entry")

    address = f"{SITE}/agreements/AG-0001/"
    assert [text(entry, name) for name in ("id", "title", "summary")] == [
        *(address, "<i>A college", "Two bodies & a college.")
    ]
    assert links(entry) == {"alternate": address}
    assert entry.find(f"{ATOM}category").attrib == {
        "term": "unsourced",
        "label": "Unsourced",
        "scheme": f"{SITE}/about/",
    }
    newest = Change.objects.filter(noun="agreement").first().noted_at
    moment = f"{newest:%Y-%m-%dT%H:%M:%S.%f}Z"
    assert [text(entry, "updated"), text(found, "updated")] == [moment] * 2
    assert MOMENT.fullmatch(moment)


def test_entry_without_a_summary_says_who_agreed(client):
    agreement = AgreementFactory(summary="")
    for name in ("A college", "A plant"):
        PartyFactory(agreement=agreement, institution__name=name)

    agreements, bodies = (feed(client, f"/{name}.atom") for name in ("agreements", "institutions"))

    assert text(agreements.find(f"{ATOM}entry"), "summary") == "A college, A plant"
    assert [text(entry, "summary") for entry in bodies.iter(f"{ATOM}entry")] == [None, None]


def dispute_in_sql(citation, agreement):
    """Have a citation dispute another agreement too, past all forms and models."""
    table = Citation._meta.db_table
    columns = [field.column for field in Citation._meta.concrete_fields if not field.primary_key]
    told = {"agreement_id": "%s", "stance": "'disputes'", "stated_value": "'planned'"}
    values = ", ".join(told.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608, constants
            f"SELECT {values} FROM {table} WHERE id = %s",
            [agreement.pk, citation.pk],
        )


def test_dispute_that_is_written_in_sql_moves_its_record_to_the_top(client):
    first, second = AgreementFactory(), AgreementFactory()
    citation = CitationFactory(agreement=second, field="status", claim="It is said.")
    before, etag = ids(client), client.get("/agreements.atom").headers["ETag"]

    dispute_in_sql(citation, first)

    after = client.get("/agreements.atom", headers={"If-None-Match": etag})
    [top, below] = ElementTree.fromstring(after.content).iter(f"{ATOM}entry")  # noqa: S314, our own
    assert before == [second.ref, first.ref]
    assert [text(entry, "id").split("/")[-2] for entry in (top, below)] == [first.ref, second.ref]
    assert top.find(f"{ATOM}category").get("term") == "disputed"


def test_new_party_moves_its_record_to_the_top(client):
    first, _second = AgreementFactory(), AgreementFactory()

    PartyFactory(agreement=first)

    assert ids(client) == ["AG-0001", "AG-0002"]


def test_deleted_record_is_left_out(client):
    AgreementFactory()
    AgreementFactory().delete()

    assert ids(client) == ["AG-0001"]


def test_feed_of_a_search_has_only_what_is_found(client):
    for title in ("A school", "A college", "A school of ships"):
        AgreementFactory(title=title)

    assert ids(client, "/agreements.atom?q=school") == ["AG-0003", "AG-0001"]


def test_feed_that_has_not_changed_is_confirmed(client):
    AgreementFactory()
    etag = client.get("/agreements.atom").headers["ETag"]

    again = client.get("/agreements.atom", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_feed_without_an_entry_is_of_the_moment_of_the_register(client):
    AgreementFactory().delete()

    found = feed(client, "/agreements.atom")

    newest = Change.objects.revision().noted_at
    assert text(found, "updated") == f"{newest:%Y-%m-%dT%H:%M:%S.%f}Z"
    assert text(found.find(f"{ATOM}author"), "name") == "Coop"
    assert found.find(f"{ATOM}entry") is None


@pytest.mark.parametrize(
    "noun",
    [
        *("agreements", "institutions", "sectors", "countries", "alliances", "events", "projects"),
        *("people", "sources", "publishers"),
    ],
)
def test_list_of_each_noun_can_be_followed(client, register, noun):
    found = feed(client, f"/{noun}.atom")

    entries = list(found.iter(f"{ATOM}entry"))
    required = [text(entry, name) for entry in entries for name in ("id", "title", "updated")]
    moments = [text(entry, "updated") for entry in entries]
    assert len(entries) == min(50, int(client.get(f"/{noun}.atom").headers["Coop-Total"]))
    assert all(required)
    assert len({text(entry, "id") for entry in entries}) == len(entries)
    assert moments == sorted(moments, reverse=True)


def test_what_xml_cannot_hold_is_left_out(client):
    AgreementFactory(title="A\x0b college\ufffe")

    found = feed(client, "/agreements.atom?q=college%0B%EF%BF%BE")

    assert text(found, "title") == "Agreements (Search: college) · Coop"
    assert text(found.find(f"{ATOM}entry"), "title") == "A college"


@pytest.mark.parametrize(
    "query", ["page=2", "page_size=10", "sector=none", "sort=colour", "rows=parties", "q=%00"]
)
def test_feed_of_what_is_not_there_is_refused(client, query):
    response = client.get(f"/agreements.atom?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_page_of_a_list_tells_readers_of_feeds_where_its_feed_is(client):
    CountryFactory()

    page = client.get("/countries/?sort=-name").content.decode()

    link = (
        '<link rel="alternate" type="application/atom+xml" title="Follow" '
        'href="/countries.atom?sort=-name">'
    )
    assert page.partition("</head>")[0].count(link) == 1
