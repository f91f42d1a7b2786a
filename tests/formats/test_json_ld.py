"""What pages tell of the register and of their records in JSON-LD, whichever noun they are."""

import json
import re

import pytest

from tests.factories import AgreementFactory, PartyFactory

pytestmark = pytest.mark.django_db

HOSTILE = "</script><b>\"'&amp; \u2028<!--"
SITE = "http://testserver"


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


@pytest.mark.parametrize(
    ("address", "told_address"),
    [
        ("", {}),
        ("register@coop.example", {"email": "register@coop.example"}),
        ("https://coop.example/", {"url": "https://coop.example/"}),
    ],
)
def test_register_tells_who_keeps_it(head, settings, address, told_address):
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", address

    assert json.loads(head("/").data)["publisher"] == {
        "@type": "Organization",
        "name": "A college",
        **told_address,
    }


def test_register_lists_and_pages_of_records_tell_the_licence_that_is_set(client, head, settings):
    settings.DATA_LICENCE_URL = "https://coop.example/terms"
    address = AgreementFactory().get_absolute_url()

    found = json.loads(head("/").data), client.get("/agreements.jsonld").json()
    page = json.loads(head(address).data)["mainEntityOfPage"]

    assert [data["license"] for data in (*found, page)] == ["https://coop.example/terms"] * 3


def test_record_says_where_it_stands_and_under_which_licence(head):
    agreement = AgreementFactory()

    data = json.loads(head(agreement.get_absolute_url()).data)

    address = SITE + agreement.get_absolute_url()
    assert {name: data[name] for name in ("@context", "@id", "mainEntityOfPage")} == {
        "@context": "https://schema.org",
        "@id": address,
        "mainEntityOfPage": {
            "@type": "WebPage",
            "url": address,
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
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
