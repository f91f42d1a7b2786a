"""The search over all nouns, and what a search that cannot be read is told."""

import re

import pytest

from tests.factories import (
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    NameFactory,
    PartyFactory,
    PersonFactory,
)
from tests.views.wording import text

pytestmark = pytest.mark.django_db


def test_search_over_all_nouns_groups_what_it_finds(client, register):
    response = client.get("/search/?q=重庆")

    assert [str(*group.meant) for group in response.context["meant"]] == ["Chongqing"]
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

    assert "“2025” is looked for among days and in names." in shown
    assert "A minus leaves nothing out here: “-energy” is looked for as a word." in shown


def test_day_of_nothing_is_not_told_as_a_word(client):
    shown = text(client.get("/search/?q=1975"))

    assert "Nothing is dated “1975”, and no name holds it." in shown
    assert "Nothing is named" not in shown


def test_title_is_found_by_all_of_its_words(client):
    title = " ".join(f"Word{number} and" for number in range(30))[:300].strip()
    AgreementFactory(title=title)

    assert client.get("/agreements/", {"q": title}).context["result"].total == 1


def test_many_words_are_looked_for(client):
    AgreementFactory()

    response = client.get("/search/", {"q": " ".join(map(str, range(300)))[:1000]})

    assert response.status_code == 200


def test_search_without_words_explains_itself(client):
    assert "Names are found in any language" in text(client.get("/search/"))
    assert "Names are found in any language" in text(client.get("/search/?q="))


@pytest.mark.parametrize("address", ["/search/", "/countries/"])
@pytest.mark.parametrize("query", ["States", "United States", "USA", "United zzzz"])
def test_country_without_records_is_not_denied(client, address, query):
    country = CountryFactory(code="US", name="United States")
    NameFactory(country=country, text="USA", institution=None)

    page = text(client.get(address, {"q": query}))

    told = "The name of a country holds what you look for, but the register has no records of"
    denied = ("holds all of these words", "Try another spelling")
    assert (told in page) is ("zzzz" not in query)
    assert any(sentence in page for sentence in denied) is ("zzzz" in query)


def test_words_without_spaces_are_told_of_one_by_one(client):
    InstitutionFactory(name="重庆大学")

    page = text(client.get("/search/?q=重庆大学森林"))

    assert "Nothing is named “森林”." in page
    assert "holds all of these words" in page


def test_search_that_finds_nothing_says_what_to_do(client):
    word, words = (text(client.get(f"/search/?q={query}")) for query in ("zzzz", "zzzz+yyyy"))

    assert "Nothing is named “zzzz”. Try another spelling, or another word." in word
    assert "No name in the register holds all of these words." in words
    assert all("Agreements Institutions Sources The first page" in page for page in (word, words))
    assert "The first page" not in text(client.get("/search/"))


def headings(client, query):
    page = client.get("/search/", {"q": query}).content.decode()
    return [found.strip() for found in re.findall(r"<h2[^>]*>([^<]+)", page.partition("<main")[2])]


@pytest.mark.parametrize("query", ["forestry institute", "The Forestry Institute"])
def test_record_that_is_called_so_stands_first_and_alone(client, query):
    institute = InstitutionFactory(name="Forestry institute")
    InstitutionFactory(name="Northern forestry institute")

    context = client.get("/search/", {"q": query}).context

    assert [group.meant for group in context["meant"]] == [(institute,)]
    assert [(group.others, len(group.rows)) for group in context["groups"]] == [(1, 1)]
    assert context["total"] == 2


def test_records_of_several_nouns_that_are_called_so_stand_first(client):
    office, person = InstitutionFactory(name="Zebra"), PersonFactory(name="Zebra")
    InstitutionFactory(name="Zebra office")

    context = client.get("/search/?q=zebra").context

    assert [group.meant for group in context["meant"]] == [(office,), (person,)]
    assert headings(client, "zebra") == ["Exact matches", "Institutions"]


def test_name_that_many_bear_singles_out_none(client):
    for _number in range(6):
        PersonFactory(name="Zebra")

    assert headings(client, "zebra") == ["People"]


def test_record_whose_number_is_pasted_stands_first(client):
    college = InstitutionFactory(name="College")
    PartyFactory(agreement=AgreementFactory(), institution=college)

    assert headings(client, f"({college.ref})") == ["Exact match", "Agreements"]


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

    assert [str(record) for record in suggestions.holding] == [
        "Northern Forestry Institute",
        "Forestry Institute",
        "Northern Forestry Bureau",
        "Forestry Office",
    ]
