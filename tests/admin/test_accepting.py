"""How a proposal is accepted: the edit that follows from it names it."""

import re

import pytest

from agreements.models import Agreement, Citation, Edit, Proposal, Source
from tests.admin.forms import change, filled_in, problems
from tests.admin.proposal_pages import URL, logged_in
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    PartyFactory,
    ProposalFactory,
    PublisherFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return SourceFactory(title="A report", url=URL)


def accept(client, proposal, **values):
    """Open the record's form for a proposal, and save it with some values."""
    record = Agreement.objects.get(ref=proposal.address)
    address = f"{change(record)}?proposal={proposal.pk}"
    data = filled_in(client.get(address)) | values
    return client.post(address, data)


def test_accepting_begins_the_citation_and_names_the_proposal(client, proposal, source):
    logged_in(client, "Editor")
    shown = client.get(f"{change(Agreement.objects.get())}?proposal={proposal.pk}")
    data = filled_in(shown)

    assert data["why"] == f"Proposal {proposal.pk}"
    assert "Another day is meant." in problems(shown)
    assert (data["citations-1-source"], data["citations-1-claim"]) == (source.pk, "14 June 2025")
    assert data["citations-1-field"] == ["signed_on"]


def test_saving_accepts_the_proposal_and_history_names_it(client, proposal, source):
    logged_in(client, "Editor")

    response = accept(client, proposal, signed_on="2025-06-14")

    proposal.refresh_from_db()
    edit = Edit.objects.get()
    cited = Citation.objects.get(field="signed_on")
    history = problems(client.get("/agreements/AG-0001/history/"))
    assert (response.status_code, response.headers["Location"]) == (302, change(proposal))
    assert (proposal.state, proposal.settled_by, proposal.edit) == ("accepted", "editor", edit)
    assert edit.why == f"Proposal {proposal.pk}"
    assert (cited.source, cited.claim) == (source, "14 June 2025")
    assert str(Agreement.objects.get().signed_on) == "2025-06-14"
    assert f"<bdi>Proposal {proposal.pk}</bdi>" in history
    assert f'href="{change(proposal)}"' in problems(client.get(change(edit)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "Proposal {}"),
        ("A slip", "Proposal {}. A slip"),
        ("As Proposal {} says", "As Proposal {} says"),
    ],
)
def test_reason_names_the_proposal_whatever_is_typed(client, proposal, source, typed, expected):
    logged_in(client, "Editor")

    accept(client, proposal, why=typed.format(proposal.pk))

    assert Edit.objects.get().why == expected.format(proposal.pk)


def test_form_that_is_refused_or_changes_nothing_accepts_nothing(client, proposal, source):
    logged_in(client, "Editor")

    refused = accept(client, proposal, title="")
    unchanged = accept(client, proposal, **{"citations-TOTAL_FORMS": 1})

    assert (refused.status_code, unchanged.status_code) == (200, 302)
    assert Proposal.objects.get().is_open


def test_form_of_another_record_accepts_nothing(client, proposal, source):
    other = AgreementFactory()
    for _each in range(2):
        PartyFactory(agreement=other)
    CitationFactory(agreement=other)
    logged_in(client, "Editor")
    address = f"{change(other)}?proposal={proposal.pk}"

    client.post(address, filled_in(client.get(address)) | {"title": "Edited"})

    assert Agreement.objects.get(pk=other.pk).title == "Edited"
    assert Proposal.objects.get().is_open


def test_source_that_is_not_here_is_entered_first_and_leads_back(client, proposal):
    logged_in(client, "Editor")
    page = problems(client.get(change(proposal)))
    [add] = re.findall(r'href="(/admin/agreements/source/add/[^"]+)"', page)
    data = filled_in(client.get(add))

    response = client.post(
        add, data | {"title": "A report", "publisher": PublisherFactory().pk, "language": "en"}
    )

    assert data["url"] == URL
    assert response.headers["Location"] == change(proposal)
    assert (Source.objects.get(url=URL).title, Proposal.objects.get().state) == ("A report", "open")
    assert "Enter the source first" not in problems(client.get(change(proposal)))


def test_source_itself_is_corrected(client, source):
    proposal = ProposalFactory(noun="source", address=source.ref, field="title", right="Reports")
    logged_in(client, "Editor")
    address = f"{change(source)}?proposal={proposal.pk}"

    client.post(address, filled_in(client.get(address)) | {"title": "Reports"})

    assert Proposal.objects.get().state == "accepted"
