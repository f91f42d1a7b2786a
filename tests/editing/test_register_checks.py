"""What a walk through the register finds is kept for those who did not walk."""

from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agreements.editing import register_checks
from agreements.editing.register_checks import long_unread
from agreements.models import Agreement, Change, FoundBreak, RegisterCheck, Sector, Source
from tests.admin.settle_pages import say
from tests.factories import AgreementFactory, EventFactory, SourceFactory

pytestmark = pytest.mark.django_db


def check():
    """Run the command; return what it printed."""
    printed = StringIO()
    with suppress(CommandError):
        call_command("check_register", stdout=printed)
    return printed.getvalue()


def test_breaks_are_kept_with_their_records_and_sentences():
    agreement = AgreementFactory(title="Alone")

    printed = check()

    kept = [
        (row.noun, row.key, row.sentence) for row in FoundBreak.objects.filter(noun="agreement")
    ]
    assert ("agreement", str(agreement.pk), "An agreement needs at least two parties.") in kept
    assert len(printed.splitlines()) == FoundBreak.objects.count()
    [found] = RegisterCheck.objects.all()
    assert found.counts["breaks"]["agreement"] == len(kept)


def test_more_breaks_than_are_kept_are_counted(monkeypatch):
    monkeypatch.setattr(register_checks, "KEPT", 2)
    for _number in range(3):
        AgreementFactory()

    check()

    assert RegisterCheck.objects.get().counts["breaks"]["agreement"] > 2
    assert FoundBreak.objects.filter(noun="agreement").count() == 2


def test_next_check_takes_the_place_of_the_one_before():
    agreement = AgreementFactory()
    check()
    first = RegisterCheck.objects.get()
    agreement.delete()
    Sector.objects.all().delete()

    check()

    second = RegisterCheck.objects.get()
    assert second.pk != first.pk
    assert (second.counts["breaks"].get("agreement"), second.changes_since) == (None, 0)


def test_check_knows_how_much_was_changed_since():
    AgreementFactory()
    check()
    before = Change.objects.revision().number

    Agreement.objects.update(title="Another")

    newest = Change.objects.revision().number
    assert RegisterCheck.objects.get().changes_since == newest - before > 0


def test_open_disputes_and_long_unread_sources_are_counted():
    event = EventFactory(first_on="2025-06-13")
    say(event, "Daily", "disputes", "14 June 2025")
    Source.objects.update(read_on=date.today())
    SourceFactory(title="Old", read_on="2020-01-01")

    check()

    counts = RegisterCheck.objects.get().counts
    assert (counts["disputes"], counts["unread"]) == ({"event": 1}, {"source": 1})


@pytest.mark.parametrize(
    ("read_on", "expected"),
    [("2024-05-01", False), ("2024-04-30", True), (None, True)],
    ids=["a year ago", "longer ago", "never noted"],
)
def test_source_is_long_unread_after_a_year(read_on, expected):
    SourceFactory(read_on=read_on)

    assert Source.objects.filter(long_unread(on=date(2025, 5, 1))).exists() is expected
