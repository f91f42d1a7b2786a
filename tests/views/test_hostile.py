"""Whatever is asked of an address, the answer is a page; never an error of the register's own."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.nouns import LISTED
from tests.factories import AgreementFactory, InstitutionFactory, PartyFactory
from tests.sweeps import examples

BY_PLURAL = {noun.plural: noun for noun in LISTED}
PLURALS = list(BY_PLURAL)
pytestmark = pytest.mark.django_db

HOSTILE = {
    "negative": "-1",
    "huge": "1" + 30 * "0",
    "nul": "a\0b",
    "right-to-left": "\u202eevil",
    "arabic digits": "٢٠٢٥",
    "sql": "' OR 1=1; DROP TABLE agreements_agreement; --",
    "html": "<script>alert(1)</script>",
    "wildcards": "%_*?",
    "five kilobytes": 5000 * "x",
    "emoji": "🏫",
    "dotted": "../../etc/passwd",
    "braces": "{{ 7 }}{% now %}%(value)s",
}
PARAMETERS = (
    "sector",
    "country",
    "corridor",
    "partners",
    "place",
    "institution",
    "alliance",
    "event",
    "kind",
    "status",
    "year",
    "evidence",
    "in_force",
    "heard",
    "on",
    "sort",
    "page",
    "page_size",
    "page[]",
)
SEARCHES = {
    **HOSTILE,
    "four hundred words": " ".join(f"word{number}" for number in range(400)),
    "unclosed quote": '"forestry college',
    "only quotes": '"" “” «» 「」',
    "operators": 'NEAR("a" "b", 2) AND -forestry* OR title: ^',
    "sql wildcards": "100% _ \\",
    "half a character": "\ud83c",
    "only marks": "\u0301\u0302",
    "invisible": "\u200b\u200d\u2060",
    "long repetition": 300 * "重",
    "one letter": "a",
    "all spaces": " \u00a0\u3000\t",
}


def asked_of(noun, text):
    """Return the parameters of a list, for one of the texts those of all lists."""
    own = {facet.parameter for facet in (*noun.facets, *noun.derived)}
    elsewhere = {facet.parameter for other in LISTED for facet in (*other.facets, *other.derived)}
    is_known = text == HOSTILE["html"]
    return [name for name in PARAMETERS if is_known or name in own or name not in elsewhere]


# A register and its index are made once for many values: that takes longer than to ask for a page.
@pytest.mark.parametrize("noun", PLURALS)
def test_hostile_value_empties_the_list_and_says_why(client, noun):
    PartyFactory(agreement=AgreementFactory(title="Unfiltered"))

    wrong = [
        (parameter, name)
        for name, text in HOSTILE.items()
        for parameter in asked_of(BY_PLURAL[noun], text)
        if not is_empty(client.get(f"/{noun}/?{urlencode({parameter: text})}"), parameter)
    ]

    assert wrong == []


def is_empty(response, parameter):
    """Return whether a list is empty, says why, and prints nothing as it came."""
    is_told = response.status_code == 200 and b"error-summary" in response.content
    if parameter == "page":
        is_told = response.status_code == 404
    rows = [] if response.status_code == 404 else list(response.context["object_list"])
    return is_told and not rows and b"<script>alert" not in response.content


@pytest.mark.parametrize("address", ["search", *PLURALS])
def test_hostile_search_finds_nothing_or_says_why(client, address):
    elsewhere = InstitutionFactory(name="Elsewhere")
    PartyFactory(agreement=AgreementFactory(title="Unfiltered"), institution=elsewhere)

    wrong = [name for name, text in SEARCHES.items() if not finds_nothing(client, address, text)]

    assert wrong == []


def finds_nothing(client, address, text):
    """Return whether a search is answered by a page without rows; no words are no search."""
    response = client.get(f"/{address}/?{urlencode({'q': text}, errors='surrogatepass')}")
    rows = response.context.get("object_list") or response.context.get("groups") or []
    is_right = not text.strip() or list(rows) == []
    return response.status_code == 200 and is_right and b"<script>alert" not in response.content


@pytest.mark.parametrize("parameter", [*PARAMETERS, "q"])
def test_value_repeated_two_hundred_times_is_answered(client, parameter):
    AgreementFactory()
    different = "&".join(f"{parameter}=x{number}" for number in range(200))

    same = client.get("/agreements/?" + "&".join(200 * [f"{parameter}=x"]))
    many = client.get(f"/agreements/?{different}")

    # There is no such page; that there are many is told above an empty list.
    expected = 404 if parameter == "page" else 200
    assert (same.status_code, many.status_code) == (expected, 200)


@pytest.mark.parametrize("noun", PLURALS)
def test_broken_encoding_is_answered(client, noun):
    broken = ["%ED%A0%80", "%FF%FE", "%", "%zz", "&&&===", "a" * 5000]
    queries = [query for raw in broken for query in (f"sector={raw}", f"{raw}=1")]

    statuses = {query: client.get(f"/{noun}/?{query}").status_code for query in queries}

    assert statuses == dict.fromkeys(queries, 200)


@pytest.mark.parametrize("noun", PLURALS)
def test_hostile_address_of_a_record_is_not_found(client, noun):
    for text in HOSTILE.values():
        response = client.get(f"/{noun}/{quote(text, safe='')}/")

        assert response.status_code == 404, text
        assert b"These lists lead to everything" in response.content


@settings(
    max_examples=examples(30),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    noun=st.sampled_from([*PLURALS, "search"]),
    pairs=st.lists(
        st.tuples(st.sampled_from([*PARAMETERS, "q"]), st.text(max_size=30)), max_size=6
    ),
)
def test_no_address_breaks_a_list(client, noun, pairs):
    query = urlencode(pairs, errors="surrogatepass")

    assert client.get(f"/{noun}/?{query}").status_code in {200, 404}
