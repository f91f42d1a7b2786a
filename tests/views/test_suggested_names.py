"""Names that may have been meant stand under sentences that are true of them."""

import re

import pytest

from tests.factories import AgreementFactory, CountryFactory, InstitutionFactory, NameFactory
from tests.folded import fold_everything
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def titles(client, query):
    """Return the titles of the agreements that a query finds."""
    page = client.get("/agreements/", {"q": query})
    return [str(record) for record in page.context["object_list"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "chonqing zebra college",
            {
                "Did you mean one of these?": ["Chongqing Office"],
                "Names with some of these words in the register": ["Anhui College"],
            },
        ),
        ("zebra college", {"Names with some of these words in the register": ["Anhui College"]}),
        ("college", {"Names with this word in the register": ["Anhui College"]}),
        ("chonqing", {"Did you mean one of these?": ["Chongqing Office"]}),
        ("zebra", {}),
    ],
    ids=["both", "held", "one word", "spelt alike", "neither"],
)
def test_sentence_about_spelling_stands_above_names_that_are_spelt_alike(client, query, expected):
    InstitutionFactory(name="Chongqing Office")
    InstitutionFactory(name="Anhui College")

    page = client.get("/institutions/", {"q": query, "country": CountryFactory(code="XK").pk})

    parts = re.findall(r'<h2 id="(?:alike|holding)">(.*?)</section>', page.content.decode(), re.S)
    told = {part.split("</h2>")[0]: re.findall("<bdi>(.*?)</bdi>", part) for part in parts}
    assert told == expected


@pytest.mark.parametrize("address", ["/agreements/", "/search/"])
def test_similar_spelling_is_told_above_rows_that_it_led_to_only(client, address):
    AgreementFactory(title="Florest office", summary="Colleges allied with industry.")
    InstitutionFactory(name="Allieb")
    fold_everything()

    told = text(client.get(address, {"q": "allied with industry"}))
    similar = text(client.get(address, {"q": "florst office"}))

    assert "Nothing is named “allied”." in told
    assert "spelt much like it are shown" not in told
    assert "Nothing is named “florst”. Names that are spelt much like it are shown." in similar
    assert [page.count("Florest office") for page in (told, similar)] == [1, 1]


def test_abbreviation_of_a_country_begins_no_word_of_a_sentence(client):
    country = CountryFactory(code="US", name="United States")
    NameFactory(institution=None, country=country, text="США")
    AgreementFactory(title="First", summary="Signed in Shanghai.")
    AgreementFactory(title="Second", summary="Оплачен США.")
    fold_everything()

    assert titles(client, "США") == ["Second"]
    assert titles(client, "Shan") == ["First"]


def test_similar_spelling_is_told_above_charts(client):
    AgreementFactory(title="Florest office")

    page = text(client.get("/agreements/", {"q": "florst", "view": "charts"}))

    assert "Names that are spelt much like it are shown." in page
