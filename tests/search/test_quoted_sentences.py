"""Of what is said of a record, few sentences are quoted, and whole ones."""

import pytest

from agreements.search.passages import Excerpt, excerpt
from agreements.search.query import parse
from tests.factories import CitationFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("signed BYD 2025", ["In 2025 it signed with BYD."]),
        ("delegations BYD 2025 signed zebra", ["In 2025 it signed with BYD.", "Delegations met."]),
        ("delegations workshops", ["Delegations met.", "Workshops are held."]),
        ("workshops delegations", ["Delegations met.", "Workshops are held."]),
        ("signed workshops BYD", ["BYD signed.", "Workshops are held."]),
    ],
)
def test_sentence_that_holds_most_of_the_words_is_quoted_first(query, sentences):
    summary = "Delegations met. They met BYD. BYD signed. Workshops are held."
    body = InstitutionFactory(name="College", summary=summary)
    CitationFactory(agreement=None, institution=body, claim="In 2025 it signed with BYD. BYD.")

    assert [one.sentence for one in excerpt(body, parse(query))] == sentences


def test_word_in_two_spellings_is_shown_by_either():
    body = InstitutionFactory(summary="It is in Çirçiq. Two workshops in Chirchiq.")

    assert excerpt(body, parse("Çirçiq workshops")) == [Excerpt("Two workshops in Chirchiq.")]


def test_sentence_is_quoted_with_the_initials_in_it():
    body = InstitutionFactory(summary="Там учат. Это университет имени Л.Н. Гумилева. Он велик.")

    assert excerpt(body, parse("Gumilev")) == [Excerpt("Это университет имени Л.Н. Гумилева.")]
