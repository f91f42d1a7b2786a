"""What readers are told of a dispute that the editors settled."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.changes.edits import edit
from agreements.changes.history import newest_version_of
from agreements.changes.past_record import past_record
from agreements.editing.disputes import disputes_of, settle
from agreements.evidence.values import Evidence
from agreements.models import Agreement, Citation, Party, Settlement
from tests.factories import CitationFactory, PartyFactory
from tests.views.wording import text

pytestmark = pytest.mark.django_db

REASON = "The ministry names the university."
SETTLED = f"Settled on 5 March 2026 : {REASON}"


@pytest.fixture
def agreement(register):
    return Agreement.objects.get(ref="AG-0001")


def settled(agreement, *, on=datetime(2026, 3, 5, 12, tzinfo=UTC)):
    """Settle the dispute about the partner as it stands."""
    [dispute] = disputes_of(agreement)
    with edit("Anna", REASON):
        settlement = settle(dispute, REASON, {})
        Settlement.objects.update(settled_at=on)
    return settlement


def page_of(client, record):
    return text(client.get(record.get_absolute_url()))


def test_open_dispute_is_not_said_to_be_settled(client, agreement):
    page = page_of(client, agreement)

    assert "Tashkent State Transport University ◐ Disputed Stated by 1 publisher" in page
    assert "Disputed, settled" not in page


def test_settled_dispute_says_so_with_its_reason_and_its_day(client, agreement):
    settled(agreement)

    page = page_of(client, agreement)

    assert "Tashkent State Transport University ◐ Disputed, settled Stated by 1 publisher" in page
    assert "The dispute is settled." in page
    assert SETTLED in page
    assert "by CRI Online · settled" in page


def test_settled_dispute_keeps_its_grade(client, agreement):
    settled(agreement)

    response = client.get(agreement.get_absolute_url())
    listed = client.get("/agreements/?evidence=disputed").content.decode()

    assert response.context["grade"] == "disputed"
    assert agreement.title in listed


def test_settled_dispute_takes_no_more_queries(client, agreement):
    def queries():
        client.get(agreement.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(agreement.get_absolute_url())
        return len(captured)

    before = queries()
    settled(agreement)

    assert queries() == before


def test_settlement_counts_no_longer_once_the_value_is_changed(client, agreement):
    settled(agreement)

    Party.objects.filter(agreement=agreement, citations__stance="disputes").update(role="host")

    assert SETTLED not in page_of(client, agreement)


def test_settlement_counts_no_longer_once_another_source_disputes(client, agreement):
    settled(agreement)

    [weighed] = Citation.objects.filter(agreement=agreement, stance="disputes")
    CitationFactory(
        agreement=agreement,
        field="parties",
        party=weighed.party,
        stance="disputes",
        stated_value="Another college",
    )

    page = page_of(client, agreement)
    assert SETTLED not in page
    assert "Disputed, settled" not in page


def test_days_of_events_and_bodies_of_alliances_say_it_too(client, register):
    for noun in ("event", "alliance"):
        [citation] = Citation.objects.disputes().exclude(**{noun: None})
        settled(citation.subject)

        assert SETTLED in page_of(client, citation.subject)


def test_text_that_stands_nowhere_else_says_it_beside_its_sources(client, agreement):
    CitationFactory(agreement=agreement, field="summary", stance="disputes", stated_value="More")
    [_partner, summary] = disputes_of(agreement)

    settle(summary, REASON, {})

    assert REASON in page_of(client, agreement)


def test_history_says_on_what_it_was_settled_and_why(client, agreement):
    settled(agreement)

    history = text(client.get(f"{agreement.get_absolute_url()}history/"))

    assert "Settlement: Parties, added Value became Tashkent State Transport University" in history
    assert f"Reason became {REASON}" in history
    assert "Dispute settled on became Tashkent State Transport University" in history


def test_glossary_says_what_settled_means(client, register):
    page = text(client.get("/about/"))

    assert "◐ Disputed, settled Sources state different values" in page


def test_party_that_shares_a_page_is_not_settled_with_it(client, agreement):
    settled(agreement)
    other = PartyFactory(agreement=agreement)
    CitationFactory(
        agreement=agreement, field="parties", party=other, stance="disputes", stated_value="X"
    )

    page = page_of(client, agreement)

    assert f"{other.institution.name} ◐ Disputed Stated by no publisher" in page
    assert SETTLED in page


def test_earlier_state_of_a_record_is_told_as_it_was(agreement):
    open_then = newest_version_of(agreement)
    settled(agreement)
    settled_then = newest_version_of(agreement)
    Settlement.objects.all().delete()

    told = []
    for moment in (open_then, settled_then):
        past = past_record(agreement, moment)
        evidence = Evidence(past.record, past.citations, items=past.items)
        told += [[one.reason for one in value.settlements] for value in evidence.of_record()]

    assert [reasons for reasons in told if reasons] == [[REASON]]


def test_settlements_are_taken_away_and_brought_back(client, agreement, tmp_path):
    settled(agreement)
    dump = tmp_path / "dump.json"
    nouns = ("agreements.settlement", "agreements.citation")
    call_command("dumpdata", *nouns, output=dump, verbosity=0)
    Settlement.objects.all().delete()
    assert SETTLED not in page_of(client, agreement)

    call_command("loaddata", dump, verbosity=0)

    assert SETTLED in page_of(client, agreement)
