"""The queue of proposals: who sees what of it, and how each is answered or closed."""

from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Edit, Proposal
from tests.admin.forms import change, problems
from tests.admin.proposal_pages import URL, logged_in
from tests.factories import (
    CitationFactory,
    ProposalFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/proposal/"


def test_proposal_is_shown_with_the_value_its_evidence_and_what_is_said(client, proposal):
    agreement = Agreement.objects.get()
    CitationFactory(agreement=agreement, field="signed_on", claim="Says the 13th.")
    proposal.value = "12 June 2025"
    proposal.save()

    page = problems(logged_in(client, "Editor").get(change(proposal)))

    for words in ("12 June 2025", "13 June 2025", "14 June 2025", "Says the 13th.", URL):
        assert words in page
    assert f'href="{change(agreement)}?proposal={proposal.pk}"' in page
    assert Proposal.objects.get().is_open


@pytest.mark.parametrize(
    ("button", "note", "state"),
    [
        ("_answered", "", "answered"),
        ("_answered", "We wrote.", "answered"),
        ("_closed", "It is right.", "closed"),
    ],
)
def test_proposal_is_answered_or_closed(client, proposal, button, note, state):
    logged_in(client, "Editor")

    response = client.post(change(proposal), {button: "x", "note": note})

    kept = Proposal.objects.get()
    assert response.headers["Location"] == f"{LIST}?state__exact=open"
    assert (kept.state, kept.note, kept.settled_by) == (state, note, "editor")
    assert Edit.objects.count() == 0


def test_proposal_is_not_closed_without_a_reason(client, proposal):
    response = logged_in(client, "Editor").post(change(proposal), {"_closed": "x", "note": " "})

    assert "Say why the proposal is closed." in problems(response)
    assert Proposal.objects.get().is_open


@pytest.mark.parametrize("note", ["a\0b", "a\ufffdb", 1001 * "x"])
def test_note_that_cannot_be_kept_is_refused_and_given_back(client, proposal, note):
    response = logged_in(client, "Editor").post(change(proposal), {"_closed": "x", "note": note})

    assert (response.status_code, Proposal.objects.get().state) == (200, "open")
    assert response.context["form"]["note"].value() == note


def test_note_that_was_sent_without_a_login_comes_back_unsaved(client, proposal):
    sent = {"_closed": "x", "_look": "x", "note": "It is right."}

    response = logged_in(client, "Editor").post(change(proposal), sent)

    assert response.context["form"]["note"].value() == "It is right."
    assert Proposal.objects.get().is_open


def test_letter_of_a_party_is_entered_as_a_source(client, proposal):
    Proposal.objects.update(kind="confirmation", source_url="")

    page = problems(logged_in(client, "Editor").get(change(proposal)))

    assert "What they wrote becomes a source, whose publisher is that body" in page
    assert f'href="/admin/agreements/source/add/?url=&proposal={proposal.pk}"' in page


def test_second_editor_is_told_that_it_is_settled(client, proposal):
    logged_in(client, "Editor")
    client.post(change(proposal), {"_answered": "x", "note": "First"})

    response = client.post(change(proposal), {"_closed": "x", "note": "Second"})

    assert "Somebody has settled this proposal already." in problems(response)
    assert Proposal.objects.get().note == "First"


def test_letter_to_the_reader_quotes_what_they_said(client, proposal):
    proposal.wrong = "Not & so\nat all?"
    proposal.save()

    letter = logged_in(client, "Editor").get(change(proposal)).context["letter"]

    assert letter.startswith("mailto:reader@college.example?subject=Your%20proposal%20on%20AG-0001")
    assert "> Not & so\r\n> at all?\r\n> 14 June 2025" in unquote(letter)
    assert "http://testserver/agreements/AG-0001/" in unquote(letter)


@pytest.mark.parametrize("contact", ["", "+998 71", "a@b.example?cc=c@d.example", "javascript:x"])
def test_contact_that_is_no_mail_address_gets_no_letter(client, proposal, contact):
    proposal.contact = contact
    proposal.save()

    response = logged_in(client, "Editor").get(change(proposal))

    assert response.context["letter"] == ""


@pytest.mark.parametrize("role", ["Viewer", "Editor", "Reviewer", "Administrator"])
def test_viewers_see_proposals_and_no_contacts_and_settle_none(client, proposal, role):
    logged_in(client, role)

    statuses = [client.get(address).status_code for address in (LIST, change(proposal))]
    page = problems(client.get(change(proposal)))
    settled = client.post(change(proposal), {"_answered": "x", "note": ""})

    is_viewer = role == "Viewer"
    assert statuses == [200, 200]
    assert ("reader@college.example" in page) is not is_viewer
    assert settled.status_code == (403 if is_viewer else 302)
    assert Proposal.objects.get().is_open is is_viewer


def test_proposals_are_for_those_who_work_here(client, proposal):
    User.objects.create_user("nobody", is_staff=True)
    anonymous = client.get(change(proposal)).status_code
    client.force_login(User.objects.get(username="nobody"))

    assert (anonymous, client.get(change(proposal)).status_code) == (302, 403)


def test_nobody_adds_or_deletes_proposals_here(admin_client, proposal):
    statuses = [
        admin_client.get(address).status_code
        for address in (f"{LIST}add/", change(proposal).replace("change", "delete"))
    ]

    assert statuses == [403, 403]


def test_record_that_is_gone_leaves_its_proposal(client, proposal):
    Agreement.objects.all().delete()

    page = problems(logged_in(client, "Editor").get(change(proposal)))

    assert "No record, or one that is gone by now" in page
    assert "There is no record here that you may change." in page


def test_hostile_text_of_a_reader_is_shown_as_text(admin_client, proposal):
    proposal.wrong, proposal.source_url = "<script>alert(1)</script>", "javascript:alert(1)"
    proposal.save()

    page = admin_client.get(change(proposal)).content.decode()

    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("query", ["0", "x", "%00", "-1", "9" * 30, "999"])
def test_proposal_that_is_none_changes_nothing_of_a_form(admin_client, agreement, query):
    response = admin_client.get(f"{change(agreement)}?proposal={query}")

    assert response.status_code == (400 if query == "%00" else 200)
    assert "proposal" not in response.context


def test_address_of_a_proposal_that_is_none_leads_away(admin_client):
    statuses = [
        admin_client.get(f"{LIST}{key}/change/").status_code for key in ("1", "x", "9" * 30)
    ]

    assert statuses == [302, 302, 302]


def test_open_proposals_are_counted_on_the_desk_and_listed(admin_client, proposal):
    ProposalFactory(state="answered", settled_by="Anora", settled_at="2026-01-01T00:00Z")

    lines = {line.label: line for line in admin_client.get("/admin/").context["desk"].waiting}
    line = lines["Proposals from readers"]
    listed = admin_client.get(line.address).context["cl"].result_list

    assert (line.count, line.address) == ("1", f"{LIST}?state__exact=open")
    assert [each.pk for each in listed] == [proposal.pk]


def test_list_takes_as_many_queries_for_one_proposal_as_for_three(admin_client, proposal):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(LIST)
        return len(captured)

    one = queries()
    ProposalFactory(noun="sector", address=SectorFactory().slug)
    ProposalFactory(address="AG-0009")

    assert queries() == one
