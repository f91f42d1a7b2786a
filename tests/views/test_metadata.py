"""What pages tell of themselves: a sentence, one address, and in JSON-LD what they are about."""

import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from agreements.models import Institution
from agreements.urls import NOUNS
from agreements.views.metadata import shortened
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    CitationFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

HOSTILE = "</script><b>\"'&amp; \u2028<!--"
SITE = "http://testserver"


class Head(HTMLParser):
    """What stands in the head of a page: `named` by name or property, `links` by relation."""

    def __init__(self, page):
        super().__init__()
        self.named, self.links, self.title, self.data, self.inside = {}, {}, "", "", ""
        self.feed(page.partition("</head>")[0])

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = tag
        if tag == "meta":
            key = attributes.get("name") or attributes.get("property")
            self.named[key] = attributes.get("content")
        if tag == "link":
            self.links[attributes["rel"]] = attributes["href"]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data
        if self.inside == "script":
            self.data += data


@pytest.fixture
def head(client):
    """Return the function that reads the head of the page at an address."""
    return lambda address: Head(client.get(address).content.decode())


def told(head, record):
    """Return the JSON-LD of a record without what all records have."""
    data = json.loads(head(record.get_absolute_url()).data)
    address = SITE + record.get_absolute_url()
    assert data.pop("@context") == "https://schema.org"
    assert (data.pop("@id"), data.pop("mainEntityOfPage")) == (address, address)
    return data


def test_record_has_a_name_a_sentence_and_one_address(head):
    AgreementFactory(title="A college", summary="Two bodies found a college.")

    found = head("/agreements/AG-0001/?sort=title&sector=none")

    assert found.title == "A college · Coop"
    assert found.links["canonical"] == f"{SITE}/agreements/AG-0001/"
    assert {name: found.named.get(name) for name in ("description", "robots")} == {
        "description": "Two bodies found a college.",
        "robots": None,
    }
    assert {name: text for name, text in found.named.items() if name and "og:" in name} == {
        "og:type": "website",
        "og:site_name": "Coop",
        "og:title": "A college",
        "og:description": "Two bodies found a college.",
        "og:url": f"{SITE}/agreements/AG-0001/",
        "og:image": f"{SITE}/static/agreements/card.svg",
        "og:image:alt": "Coop: who agreed what with whom, and how we know",
    }


def test_every_page_tells_another_sentence(head):
    project = ProjectFactory(agreement=AgreementFactory(title="A college"))
    institution = InstitutionFactory()
    records = [project, project.agreement, institution, institution.country, AllianceFactory()]
    records += [EventFactory(), SectorFactory(), SourceFactory()]
    addresses = ["/", "/search/", "/coverage/", *(f"/{noun}/" for noun in NOUNS)]
    addresses += [record.get_absolute_url() for record in records]

    found = [head(address) for address in addresses]

    sentences = [page.named["description"] for page in found]
    assert len(set(sentences)) == len(sentences)
    assert [sentence for sentence in sentences if not 20 < len(sentence) <= 160] == []
    assert [page.links["canonical"] for page in found] == [SITE + address for address in addresses]
    assert {page.named.get("robots") for page in found} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Two bodies  found\na college.", "Two bodies found a college."),
        (f"A first sentence of this kind. {'word ' * 40}.", "A first sentence of this kind."),
        (f"第一句话说明这所学院是怎样由两个机构共同建立起来的。{'字' * 200}。", None),
        ("word " * 40, f"{('word ' * 40)[:159]}…"),
    ],
    ids=["empty", "short", "two sentences", "Chinese", "one long sentence"],
)
def test_description_ends_with_a_sentence_where_one_fits(text, expected):
    assert shortened(text) == (text.partition("。")[0] + "。" if expected is None else expected)


def test_long_name_leaves_room_for_the_sentence(head):
    SectorFactory(slug="long", name="n" * 100)

    sentence = head("/sectors/long/").named["description"]

    assert sentence == f"{'n' * 89}…: cooperation agreements of this sector, and who made them."


@pytest.mark.parametrize(
    ("query", "canonical", "robots"),
    [
        ("", "", None),
        ("?page=1&utm_source=news", "", None),
        ("?sector=forestry", "?sector=forestry", None),
        ("?sort=title&page_size=50&sector=forestry", "?sector=forestry", None),
        ("?page=2", "?page=2", None),
        ("?page=2&sort=title", "", None),
        (
            "?sector=forestry&country=UZ",
            "?country=UZ&sector=forestry",
            "noindex, nofollow",
        ),
        ("?q=Agreement", "?q=Agreement", "noindex, nofollow"),
        ("?sector=astrology", None, "noindex, nofollow"),
    ],
)
def test_list_has_one_address_for_its_choice_and_combinations_are_not_kept(
    head, query, canonical, robots
):
    sector = SectorFactory(slug="forestry")
    InstitutionFactory()
    for _each in range(26):
        AgreementFactory().sectors.add(sector)

    found = head(f"/agreements/{query}")

    expected = None if canonical is None else f"{SITE}/agreements/{canonical}"
    assert (found.links.get("canonical"), found.named.get("og:url")) == (expected, expected)
    assert found.named.get("robots") == robots


def test_what_a_search_finds_is_not_kept(head):
    found = head("/search/?q=college&x=1")

    assert (found.links["canonical"], found.named["robots"]) == (
        f"{SITE}/search/",
        "noindex, nofollow",
    )


def test_error_tells_nothing_of_itself(head):
    found = head("/nothing/")

    assert (found.links.get("canonical"), found.data) == (None, "")
    assert set(found.named) == {None, "viewport"}


def test_register_tells_its_licence_and_how_it_is_searched(head):
    assert json.loads(head("/").data) == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Coop",
        "description": "Who agreed what with whom, in which sector, and how we know.",
        "url": f"{SITE}/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{SITE}/search/?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def test_agreement_is_a_work_with_its_sources(head):
    agreement = AgreementFactory(
        title="A college", signed_on=date(2024, 9, 1), signed_precision="month"
    )
    agreement.sectors.add(SectorFactory(name="Forestry"))
    PartyFactory(agreement=agreement, institution__name="A local college")
    Institution.objects.update(is_named=False)
    source = SourceFactory(title="News", url="https://example.org/news")
    CitationFactory(agreement=agreement, source=source)

    assert told(head, agreement) == {
        "@type": "CreativeWork",
        "identifier": "AG-0001",
        "name": "A college",
        "genre": "Agreement",
        "dateCreated": "2024-09",
        "about": ["Forestry"],
        "contributor": [
            {
                "@id": f"{SITE}/institutions/IN-0001/",
                "@type": "CollegeOrUniversity",
                "description": "A local college",
            }
        ],
        "citation": [
            {
                "@type": "CreativeWork",
                "@id": f"{SITE}/sources/SO-0001/",
                "name": "News",
                "publisher": {"@type": "Organization", "name": "iChongqing"},
                "inLanguage": "en",
                "url": "https://example.org/news",
            }
        ],
    }


def test_record_that_stands_for_several_agreements_is_a_collection(head):
    data = told(head, AgreementFactory(stands_for=11))

    assert (data["@type"], data["collectionSize"]) == ("Collection", 11)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("university", "CollegeOrUniversity"),
        ("vocational_school", "EducationalOrganization"),
        ("ministry", "GovernmentOrganization"),
        ("enterprise", "Organization"),
        ("", "Organization"),
    ],
)
def test_institution_is_an_organisation_of_its_kind(head, kind, expected):
    assert told(head, InstitutionFactory(kind=kind))["@type"] == expected


def test_institution_tells_its_names_seat_and_parent(head):
    parent = InstitutionFactory(name="Ministry", kind="ministry")
    college = InstitutionFactory(
        name="College", parent=parent, place=PlaceFactory(name="Tashkent"), summary="It teaches."
    )
    NameFactory(institution=college, language="uz-Latn", text="Kollej")

    assert told(head, college) == {
        "@type": "CollegeOrUniversity",
        "identifier": "IN-0002",
        "name": "College",
        "alternateName": [{"@language": "uz-Latn", "@value": "Kollej"}],
        "description": "It teaches.",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Tashkent",
            "addressCountry": "UZ",
        },
        "parentOrganization": {
            "@id": f"{SITE}/institutions/IN-0001/",
            "@type": "GovernmentOrganization",
            "name": "Ministry",
        },
    }


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({}, {}),
        ({"first_on": date(2025, 6, 1), "precision": "month"}, {"startDate": "2025-06"}),
        (
            {"first_on": date(2025, 6, 1), "last_on": date(2025, 6, 3)},
            {"startDate": "2025-06-01", "endDate": "2025-06-03"},
        ),
    ],
    ids=["no day", "a month", "days"],
)
def test_event_tells_days_no_more_exact_than_known(head, days, expected):
    event = EventFactory(name="Forum", place=PlaceFactory(name="Tashkent"), **days)

    assert told(head, event) == {
        "@type": "Event",
        "identifier": "EV-0001",
        "name": "Forum",
        "location": {
            "@type": "Place",
            "name": "Tashkent",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Tashkent",
                "addressCountry": "UZ",
            },
        },
        **expected,
    }


def test_records_of_other_nouns_are_what_schema_org_calls_them(head):
    sector = SectorFactory(slug="forestry", name="Forestry", isced_code="0821")
    alliance = AllianceFactory(
        name="Alliance", launched_on=date(2025, 1, 1), launched_precision="year"
    )
    project = ProjectFactory(name="Workshop", alliance=alliance)
    country = InstitutionFactory().country
    source = SourceFactory(title="News", published_on=date(2025, 6, 9), author="A. Writer")

    assert told(head, sector) == {
        "@type": "DefinedTerm",
        "name": "Forestry",
        "termCode": "0821",
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "ISCED-F 2013"},
    }
    assert told(head, alliance) == {
        "@type": "Organization",
        "identifier": "AL-0001",
        "name": "Alliance",
        "foundingDate": "2025",
    }
    assert told(head, project) == {
        "@type": "Project",
        "identifier": "PR-0001",
        "name": "Workshop",
    }
    assert told(head, country) == {
        "@type": "Country",
        "identifier": "UZ",
        "name": "Uzbekistan",
        "alternateName": [
            {"@language": "zh-Hans", "@value": "乌兹别克斯坦"},
            {"@language": "uz", "@value": "Oʻzbekiston"},
            {"@language": "ru", "@value": "Узбекистан"},
        ],
    }
    assert told(head, source) == {
        "@type": "CreativeWork",
        "identifier": "SO-0001",
        "name": "News",
        "author": "A. Writer",
        "publisher": {"@type": "Organization", "name": "iChongqing"},
        "datePublished": "2025-06-09",
        "inLanguage": "en",
    }


def test_hostile_name_stays_a_name(client, head):
    agreement = AgreementFactory(title=HOSTILE, summary=HOSTILE)
    PartyFactory(agreement=agreement, institution__name=HOSTILE)

    page = client.get(agreement.get_absolute_url()).content.decode()
    [script] = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)

    assert set(script) & set("<>&\u2028") == set()
    assert "<b>" not in page
    assert json.loads(script)["name"] == HOSTILE
    assert json.loads(script)["contributor"][0]["name"] == HOSTILE
    found = head(agreement.get_absolute_url())
    assert found.named["og:title"] == HOSTILE
    assert found.named["description"] == " ".join(HOSTILE.split())
