"""The search over all nouns, and what a search that cannot be read is told."""

import pytest

from tests.factories import AgreementFactory, CountryFactory, InstitutionFactory
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def test_search_over_all_nouns_groups_what_it_finds(client, register):
    response = client.get("/search/?q=重庆")

    assert {group.noun: group.total for group in response.context["groups"]} == {
        "agreement": 4,
        "institution": 3,
        "place": 2,
        "alliance": 1,
        "event": 3,
        "person": 1,
        "source": 4,
        "publisher": 3,
    }


@pytest.mark.parametrize("address", ["/search/", "/agreements/"])
def test_page_says_what_was_read_in_another_way(client, address):
    AgreementFactory(title="Forestry")

    shown = text(client.get(f"{address}?q=forestry 2025 -energy"))

    assert "“2025” is looked for among days, as 2025, and in names." in shown
    assert "A minus leaves nothing out here: “-energy” is looked for as a word." in shown


def test_title_is_found_by_all_of_its_words(client):
    title = " ".join(f"Word{number} and" for number in range(30))[:300].strip()
    AgreementFactory(title=title)

    assert client.get("/agreements/", {"q": title}).context["result"].total == 1


def test_many_words_are_looked_for(client):
    AgreementFactory()

    response = client.get("/search/", {"q": " ".join(map(str, range(300)))[:1000]})

    assert response.status_code == 200


def test_search_without_words_explains_itself(client):
    assert "Names are found in any script" in text(client.get("/search/"))
    assert "Names are found in any script" in text(client.get("/search/?q="))


def test_search_that_finds_nothing_says_what_to_do(client):
    assert "No name in the register holds all of these words" in text(client.get("/search/?q=zzzz"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=🏫", "has no letter or digit to look for"),
        (f"q={'x' * 1001}", "at most 1,000 characters"),
        ("q=a&q=b", "Look for one thing at a time"),
        ("sort=relevance", "To sort by relevance, look for something"),
    ],
)
def test_search_that_cannot_be_read_says_why_above_an_empty_list(client, query, sentence):
    AgreementFactory()

    response = client.get(f"/agreements/?{query}")

    assert sentence in text(response)
    assert list(response.context["object_list"]) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [("oman", ["Muscat College"]), ("roman", ["Bucharest College"]), ("mania", [])],
)
def test_territory_is_found_from_the_beginning_of_a_word_on(client, query, expected):
    for code, country, college in (
        ("OM", "Oman", "Muscat College"),
        ("RO", "Romania", "Bucharest College"),
    ):
        InstitutionFactory(name=college, country=CountryFactory(code=code, name=country))

    found = client.get(f"/institutions/?q={query}")

    assert [str(record) for record in found.context["object_list"]] == expected


def test_best_suggestion_comes_first_and_five_are_enough(client):
    for name in ("Forestry Office", "Forestry Institute", "Northern Forestry Bureau", "Bureau"):
        InstitutionFactory(name=name)
    InstitutionFactory(name="Northern Forestry Institute")

    suggestions = client.get("/institutions/?q=northern forestry institute zzzzzz").context[
        "suggestions"
    ]

    assert [str(record) for record in suggestions] == [
        "Northern Forestry Institute",
        "Forestry Institute",
        "Northern Forestry Bureau",
        "Forestry Office",
    ]
