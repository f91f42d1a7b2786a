"""While a large change is taken in, readers are answered by what was known before it."""

import gc
import threading
import weakref

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from agreements.index import live_indexes, register_index
from agreements.index.selection import Selection
from agreements.lists import live
from agreements.models import Agreement, Change, Citation, Party, Project, Sector
from agreements.nouns import AGREEMENT
from tests.browser import page_kinds
from tests.factories import AgreementFactory, PartyFactory
from tests.folded import fold_everything
from tests.views.wording import text

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Much was written a moment ago and is still being taken in."
# In seconds.
PATIENCE = 60


class Left:
    """What nobody needs any more."""


def test_first_records_of_a_register_are_taken_in(monkeypatch):
    monkeypatch.setattr(live_indexes, "is_much", lambda _entries: True)
    Change.objects.all().delete()
    indexes = live_indexes.LiveIndexes()
    with indexes.snapshot() as (empty, _release):
        assert empty.revision is None

    AgreementFactory()
    with indexes.snapshot(patience=PATIENCE) as (snapshot, _release):
        assert snapshot.is_newest
        assert snapshot.index(AGREEMENT).select(Selection()).total == 1


@pytest.fixture
def held(monkeypatch):
    """Have every change be a large one, which is taken in once the event is set."""
    event, take_in = threading.Event(), register_index.RegisterIndex.take_in

    def take_in_late(self, entries):
        if threading.current_thread().name == "index":
            event.wait(PATIENCE)
        take_in(self, entries)

    AgreementFactory(title="Before")
    live.catch_up()
    monkeypatch.setattr(live_indexes, "is_much", lambda _entries: True)
    monkeypatch.setattr(register_index.RegisterIndex, "take_in", take_in_late)
    yield event
    event.set()
    assert total(PATIENCE) == Agreement.objects.count()


def total(patience):
    """Return how many agreements the index counts for who waits so many seconds."""
    with live.snapshot(patience) as snapshot:
        return snapshot.index(AGREEMENT).select(Selection()).total


def test_visitor_is_told_and_keeps_no_copy(client, held):
    AgreementFactory(title="After")

    early = client.get("/agreements/")
    held.set()
    total(PATIENCE)
    late = client.get("/agreements/")

    assert [answer.context["result"].total for answer in (early, late)] == [1, 2]
    assert [SENTENCE in text(answer) for answer in (early, late)] == [True, False]
    assert [answer.has_header("ETag") for answer in (early, late)] == [False, True]
    assert "no-store" in early["Cache-Control"]


def test_record_is_shown_as_it_is_now(client, held):
    [agreement] = Agreement.objects.all()
    Agreement.objects.update(title="Renamed")
    added = AgreementFactory(title="After")

    assert "Renamed" in text(client.get(agreement.get_absolute_url()))
    assert "After" in text(client.get(added.get_absolute_url()))


def test_editor_waits_for_it(client, held):
    client.force_login(get_user_model().objects.create_user("editor"))
    AgreementFactory()
    threading.Timer(0.2, held.set).start()

    assert client.get("/agreements/").context["result"].total == 2


def test_data_is_one_state_or_is_not_sent(client, held, monkeypatch):
    AgreementFactory()
    monkeypatch.setattr("agreements.views.data.Data.patience", 0.1)

    refused = client.get("/agreements.csv")
    held.set()
    total(PATIENCE)
    sent = client.get("/agreements.csv")

    assert (refused.status_code, refused["Retry-After"]) == (503, "30")
    assert refused.json()["detail"] == "Much was written just now. Ask again in half a minute."
    assert (sent.status_code, sent["Coop-Total"]) == (200, "2")


def test_what_pages_leave_behind_meanwhile_is_taken_away(held):
    """Each leaves a thousand objects in circles, and there are thousands of pages meanwhile."""
    AgreementFactory()
    assert total(0) == 1
    left = Left()
    left.circle, known = left, weakref.ref(left)
    del left
    held.set()
    assert total(PATIENCE) == 2

    gc.collect()

    assert known() is None


def test_who_writes_reads_what_was_written(held):
    with transaction.atomic():
        AgreementFactory()

        assert total(0) == 2


def test_small_changes_meanwhile_are_taken_in_after_it(held):
    AgreementFactory()
    assert total(0) == 1
    AgreementFactory()
    held.set()

    assert total(PATIENCE) == 3


def test_what_failed_is_tried_again(held, monkeypatch, caplog):
    errors = [ValueError("torn"), None]
    monkeypatch.setattr(Change.objects, "unseen", failing(errors))
    held.set()
    AgreementFactory()

    assert total(PATIENCE) == 2
    assert "A large change could not be taken in." in caplog.text


def failing(errors):
    unseen = Change.objects.unseen

    def fail_once(*arguments, **options):
        if threading.current_thread().name == "index" and (error := errors.pop(0)):
            raise error
        return unseen(*arguments, **options)

    return fail_once


def test_names_are_found_once_they_are_taken_in(client, held):
    PartyFactory(institution__name="Yangtze College")
    fold_everything()
    assert client.get("/institutions/?q=yangtze").context["result"].total == 0

    held.set()
    total(PATIENCE)

    assert client.get("/institutions/?q=yangtze").context["result"].total == 1


def test_every_page_holds_where_rows_are_gone_that_are_counted(client, register, held):
    held.set()
    total(PATIENCE)
    held.clear()
    read = lambda path: client.get(path).content.decode()  # noqa: E731, a page's text by address
    addresses = [page_kinds.address(name, read) for name in page_kinds.NAMES]
    for model in (Citation, Party, Project, Agreement, Sector):
        model.objects.all().delete()

    answers = {address: client.get(address).status_code for address in filter(None, addresses)}

    assert total(0) > Agreement.objects.count()
    assert {address: code for address, code in answers.items() if code >= 500} == {}
