"""Records are found by what the register calls them."""

import pytest

from agreements.search.matches import Level
from tests.factories import (
    AgreementFactory,
    EventFactory,
    InstitutionFactory,
    PartyFactory,
    ProjectFactory,
)

from .searching import levels

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["memorandum", "меморандума", "备忘录", "memorandumlar"])
def test_kind_of_an_agreement_is_known_by_its_words(query):
    AgreementFactory(title="One", kind="memorandum")
    AgreementFactory(title="Other", kind="grant")

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
