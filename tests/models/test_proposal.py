"""What readers from outside propose: which proposals can be kept, and for how long what of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from agreements.changes.dependencies import tracked_models
from agreements.changes.edits import edit
from agreements.models import Change, Proposal, Version
from agreements.release.released import LEFT_OUT
from tests.factories import ProposalFactory, SectorFactory
from tests.models.rules import KEPT, outcome, refused

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db

SETTLED = {"settled_by": "Anora", "settled_at": NOW}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, KEPT),
        ({"wrong": "", "right": "14 June 2025"}, KEPT),
        ({"wrong": ""}, refused("Say what is wrong or missing, or what is right.")),
        ({"noun": ""}, refused("Say which one record this is about.")),
        ({"address": ""}, refused("Say which one record this is about.")),
        ({"state": "accepted", **SETTLED}, KEPT),
        ({"state": "answered", **SETTLED}, KEPT),
        ({"state": "closed", "note": "It is right.", **SETTLED}, KEPT),
        ({"state": "closed", **SETTLED}, refused("Say why the proposal is closed.")),
        (
            {"state": "answered"},
            refused("A settled proposal says who settled it, and when."),
        ),
        (SETTLED, refused("A settled proposal says who settled it, and when.")),
    ],
)
def test_proposal_says_what_is_meant_and_who_settled_it(values, expected):
    assert outcome(ProposalFactory(), **values) == expected


def test_only_an_accepted_proposal_names_an_edit():
    with edit("Anora") as made:
        SectorFactory()

    assert outcome(ProposalFactory(), edit=made) == refused(
        "Only an accepted proposal names an edit."
    )
    assert outcome(ProposalFactory(), edit=made, state="accepted", **SETTLED) == KEPT


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("wrong", "a\0b", "This text holds a character that could not be read."),
        ("right", "\u202eevil", "This text holds an invisible mark that turns the order of words"),
        ("contact", "\u200b", "This text holds nothing that can be seen."),
        ("source_url", "javascript:alert(1)", "Enter a valid URL."),
        ("source_url", "https://localhost/", "Only one's own network has this address"),
    ],
)
def test_text_that_cannot_be_read_is_refused(field, text, sentence):
    with pytest.raises(ValidationError) as error:
        ProposalFactory.build(**{field: text}).clean_fields()

    assert error.value.message_dict[field][0].startswith(sentence)


@pytest.mark.parametrize("contact", ["+998 71 200 00 00", "anora@college.example", "@anora"])
def test_contact_may_begin_with_any_sign(contact):
    assert ProposalFactory.build(contact=contact).clean_fields() is None


@pytest.mark.parametrize(("days", "is_outlived"), [(179, False), (180, True), (400, True)])
def test_contact_outlives_its_settlement_by_180_days(days, is_outlived):
    settled = {"state": "answered", "settled_by": "Anora"}
    ProposalFactory(contact="+998", settled_at=NOW - timedelta(days=days), **settled)
    ProposalFactory(contact="+998")

    assert Proposal.objects.with_outlived_contact(NOW).exists() is is_outlived


@pytest.mark.parametrize(("hours", "is_outlived"), [(23, False), (24, True)])
def test_whence_it_came_is_known_for_a_day(hours, is_outlived):
    ProposalFactory(sender="hash", sent_at=NOW - timedelta(hours=hours))

    assert Proposal.objects.with_outlived_sender(NOW).exists() is is_outlived


def test_proposal_is_no_part_of_what_is_published():
    noted = Version.objects.count(), Change.objects.count()

    ProposalFactory()

    assert Proposal not in tracked_models()
    assert Proposal in LEFT_OUT
    assert (Version.objects.count(), Change.objects.count()) == noted
