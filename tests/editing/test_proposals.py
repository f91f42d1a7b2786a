"""What a proposal means, who settles it, and what is kept of it afterwards."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from agreements.changes.edits import edit
from agreements.editing.merging import merge
from agreements.editing.proposals import (
    choices_of,
    receive,
    record_of,
    settle,
    target_now,
    target_of,
)
from agreements.editing.refusals import Refused
from agreements.models import Proposal
from tests.factories import (
    AgreementFactory,
    InstitutionFactory,
    PartyFactory,
    ProposalFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=181)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ("", "The record as a whole", "")),
        ("signed_on", ("signed_on", "Signed on", "13 June 2025")),
        ("status", ("status", "Status", "Signed")),
        ("parties", ("parties", "Parties", "A college (Partner)")),
        ("signed_on-1", None),
        ("parties-999", None),
        ("parties-", None),
        ("pk", None),
        ("updated_at", None),
    ],
)
def test_name_means_a_value_of_the_record(name, expected):
    agreement = AgreementFactory(signed_on="2025-06-13")
    PartyFactory(agreement=agreement, institution__name="A college")
    agreement.refresh_from_db()

    found = target_of(agreement, name)

    assert (found and (found.field, found.label, found.value)) == expected


def test_source_which_nobody_cites_has_values_too():
    source = SourceFactory(title="A title")

    assert target_of(source, "title").value == "A title"
    assert target_of(source, "claim") is None


def test_item_is_offered_after_the_values_of_its_field():
    party = PartyFactory(institution__name="A college")
    target = target_of(party.agreement, f"parties-{party.pk}")

    names = [name for name, _label in choices_of(target)]
    labels = dict(choices_of(target))

    assert names[names.index("parties") + 1] == f"parties-{party.pk}"
    assert labels[f"parties-{party.pk}"] == "Parties: A college"
    assert labels[""] == "The record as a whole"


def test_proposal_follows_its_record_where_that_is_merged():
    lost, kept = InstitutionFactory(), InstitutionFactory()
    proposal = ProposalFactory(noun="institution", address=lost.ref)
    with edit("Anora"):
        merge(lost, kept, {}, None)

    assert record_of(proposal) == kept


def test_proposal_outlives_its_record_and_its_item():
    party = PartyFactory()
    agreement = party.agreement
    proposal = ProposalFactory(address=agreement.ref, field="parties", item=party.pk)
    party.delete()
    without_item = target_now(proposal, agreement)
    agreement.delete()

    assert (without_item.field, without_item.item) == ("parties", None)
    assert record_of(proposal) is None


def test_proposal_is_settled_once():
    proposal = ProposalFactory()
    settle(proposal, Proposal.State.ANSWERED, "Anora", note="We wrote.")

    with pytest.raises(Refused, match="Somebody has settled this proposal already"):
        settle(proposal, Proposal.State.CLOSED, "Bek", note="No.")

    kept = Proposal.objects.get()
    assert (kept.state, kept.settled_by, kept.note) == ("answered", "Anora", "We wrote.")


def test_settling_deletes_contacts_that_outlived_their_purpose():
    settled = {"state": "answered", "settled_by": "Anora", "contact": "+998"}
    old = ProposalFactory(settled_at=timezone.now() - LONG_AGO, **settled)
    new = ProposalFactory(settled_at=timezone.now(), **settled)
    waiting = ProposalFactory(contact="+998", sent_at=timezone.now() - LONG_AGO, sender="hash")

    settle(ProposalFactory(), Proposal.State.ANSWERED, "Anora")

    contacts = dict(Proposal.objects.values_list("pk", "contact"))
    assert (contacts[old.pk], contacts[new.pk], contacts[waiting.pk]) == ("", "+998", "+998")
    assert Proposal.objects.exclude(sender="").count() == 0


def test_next_proposal_deletes_them_too():
    ProposalFactory(sent_at=timezone.now() - LONG_AGO, sender="hash")

    receive(ProposalFactory.build(sender="other"))

    assert set(Proposal.objects.values_list("sender", flat=True)) == {"", "other"}


def test_command_deletes_them_where_nobody_settles_anything():
    at = timezone.now() - LONG_AGO
    ProposalFactory(state="answered", settled_by="Anora", settled_at=at, contact="+998")
    ProposalFactory(sent_at=at, sender="hash")
    told = StringIO()

    call_command("forget_contacts", stdout=told)

    assert told.getvalue() == "Contacts deleted: 1; hashes of network addresses: 1\n"
    assert set(Proposal.objects.values_list("contact", "sender")) == {("", "")}


def test_sector_is_found_by_its_short_name():
    sector = SectorFactory(slug="forestry")

    assert record_of(ProposalFactory(noun="sector", address="forestry")) == sector
