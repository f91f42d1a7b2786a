"""What the register offers to programs, and where that is found."""

import re

import pytest

from agreements.formats import FORMATS
from agreements.nouns import LISTED
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def test_document_is_served_to_all_and_spared_who_has_it(client):
    AgreementFactory()

    response = client.get("/openapi.json")
    again = client.get("/openapi.json", headers={"If-None-Match": response["ETag"]})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["openapi"] == "3.1.0"
    assert response.json()["servers"] == [{"url": SITE}]
    assert again.status_code == 304


def test_catalog_leads_to_the_document_and_to_the_page(client):
    response = client.get("/.well-known/api-catalog")

    assert response["Content-Type"].startswith("application/linkset+json")
    assert response["Link"] == '</.well-known/api-catalog>; rel="api-catalog"'
    assert response.json() == {
        "linkset": [
            {
                "anchor": f"{SITE}/",
                "service-desc": [{"href": f"{SITE}/openapi.json", "type": "application/json"}],
                "service-doc": [{"href": f"{SITE}/api/", "type": "text/html"}],
            }
        ]
    }
    assert client.head("/.well-known/api-catalog")["Link"] == response["Link"]


@pytest.mark.parametrize(
    "address", ["/agreements.json", "/agreements.csv", "/agreements/AG-0001.json"]
)
def test_data_leads_to_what_is_said_of_it(client, address):
    AgreementFactory()

    links = client.get(address)["Link"].split(", ")

    assert '</openapi.json>; rel="service-desc"; type="application/json"' in links
    assert '</api/>; rel="service-doc"; type="text/html"' in links


def test_page_names_each_list_and_each_format(client):
    page = client.get("/api/").content.decode()

    assert [noun.plural for noun in LISTED if f"<code>/{noun.plural}.csv</code>" not in page] == []
    assert [name for name in FORMATS if not re.search(rf"<code>[^<]*\.{name}</code>", page)] == []
    assert f"pandas.read_csv(&quot;{SITE}/agreements.csv?country=UZ&quot;)" not in page
    assert f'pandas.read_csv("{SITE}/agreements.csv?country=UZ")' in page
    assert "<script" not in page.split("</head>")[1]


def test_formats_are_named_alike_in_all_languages(client):
    page = client.get("/ru/api/").content.decode()

    assert "(CSV, SVG)" in page
    assert ", NDJSON, RIS, SVG, XLSX)" in page
    summary = client.get("/openapi.json").json()["paths"]["/agreements.atom"]["get"]["summary"]
    assert summary == "Agreements as Atom"


def test_addresses_of_the_examples_answer(client, register):
    page = client.get("/api/")

    for _noun, example, _parameters in page.context["nouns"]:
        assert client.get(f"/{_noun.plural}/{example}.json").status_code == 200
    assert client.get("/agreements.csv?country=UZ&bom=0").status_code == 200
    counted = client.get("/agreements.json?facets=sector,year&page_size=0").json()
    assert (list(counted["facets"]), counted["items"]) == (["sector", "year"], [])
