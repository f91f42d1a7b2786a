"""Names that may have been meant stand under sentences that are true of them."""

import re

import pytest

from tests.factories import CountryFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


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
