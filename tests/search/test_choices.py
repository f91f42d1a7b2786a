"""Records are found by what the register calls them."""

import pytest

from agreements.nouns.callings import choice_words
from agreements.nouns.choice_labels import choice_labels
from agreements.search import choices
from agreements.search.matches import Level
from agreements.search.query import parse
from tests.factories import (
    AgreementFactory,
    EventFactory,
    InstitutionFactory,
    PartyFactory,
    ProjectFactory,
    SourceFactory,
)

from .searching import levels, looked_up, records

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["memorandum", "меморандума", "备忘录", "memorandumlar"])
def test_kind_of_an_agreement_is_known_by_its_words(query):
    AgreementFactory(title="One", kind="memorandum")
    AgreementFactory(title="Other", kind="grant")

    assert levels(query)[Level.ENDING] == {"One"}


@pytest.mark.parametrize("kind", ["vocational_college", "technical_college"])
def test_college_of_any_kind_is_known_by_the_short_chinese_word(kind):
    InstitutionFactory(name="One", kind=kind)
    InstitutionFactory(name="Other", kind="university")

    assert levels("学院")[Level.ENDING] == {"One"}


@pytest.mark.parametrize("query", ["签约", "签订"])
def test_signed_agreements_are_known_by_other_words_for_signing(query):
    AgreementFactory(title="One", status="signed")
    AgreementFactory(title="Other", status="planned")

    assert levels(query)[Level.ENDING] == {"One"}


@pytest.mark.parametrize("query", ["Banmo", "BanMo", "«Бань-Мо»", "班墨学院"])
def test_kind_is_known_by_what_a_hyphen_ties_in_its_words(query):
    AgreementFactory(title="One", kind="ban_mo_college")
    AgreementFactory(title="Other", kind="joint_college")

    assert levels(query)[Level.ENDING] == {"One"}


def test_kind_and_role_that_are_no_filters_are_known_too():
    EventFactory(name="Meeting", kind="conference")
    ProjectFactory(name="Courses", kind="workshop")
    party = PartyFactory(role="host", agreement=AgreementFactory(title="Hosted"))
    party.institution.name = "Body"
    party.institution.save()

    assert levels("conferences")[Level.ENDING] == {"Meeting"}
    assert levels("workshop")[Level.ENDING] == {"Courses"}
    assert levels("host")[Level.ENDING] == {"Hosted"}


def test_word_for_a_noun_leads_to_all_its_records():
    AgreementFactory(title="One")
    InstitutionFactory(name="Body")

    assert levels("соглашения")[Level.ENDING] == {"One"}


def test_every_choice_with_words_has_a_label_in_each_language():
    assert choice_labels().keys() == choice_words().keys()
    assert {"Grant agreement", "赠款协议"} <= {*choice_labels()["agreement", "kind", "grant"]}


def test_every_word_of_a_pasted_label_leads_to_its_choice():
    lost = [
        (label, term.written)
        for (noun, parameter, key), labels in choice_labels().items()
        for label in labels
        for term in parse(label).terms
        if not choices.is_noun_called(noun, term)
        and key not in choices.called(noun, term).get(parameter, ())
        and key not in choices.labelled(noun, term).get(parameter, ())
    ]

    assert lost == []


@pytest.mark.parametrize(
    "query",
    [
        "Announcement by the institution itself",
        "Bought: announcement by the INSTITUTION itself",
        "Объявление самой организации",
    ],
)
def test_label_leads_to_its_records_among_other_words_too(query):
    SourceFactory(title="Bought land", kind="announcement")
    SourceFactory(title="Bought an institution", kind="news")

    matches = looked_up(query)
    found = [records(term.found[Level.ENDING], matches) for term in matches.terms]

    assert set.intersection(*found) == {"Bought land"}


def test_single_word_of_a_label_calls_nothing():
    [term] = parse("institution").terms

    assert choices.called("source", term) == {}
