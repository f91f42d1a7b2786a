"""What cannot be settled so is told, and nothing typed for it is lost."""

import threading

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from agreements.changes.edits import edit
from agreements.models import Edit, Event, Settlement
from tests.admin.forms import change, problems
from tests.admin.given_back import PASSWORD, log_in, send_again, token_of
from tests.admin.settle_pages import WHY, address, disputing, said, say, settle, shown
from tests.factories import CitationFactory, EventFactory, SourceFactory
from tests.views.wording import text, words

pytestmark = pytest.mark.django_db
NO_REASON = "Say why: it stands in the history."
STALE = (
    "This record was changed since this page was shown; nothing was saved. Look at what it holds "
    "now, then settle it again."
)


def test_reason_is_required_and_nothing_typed_is_lost(admin_client, event):
    where = address(event, "first_on", disputing(event))

    response = settle(admin_client, where, why=" ", **{"value-first_on": "June 2025"})

    assert response.status_code == 200
    assert NO_REASON in problems(response)
    assert response.context["value"]["first_on"].value() == "June 2025"
    assert (Edit.objects.count(), Settlement.objects.count()) == (0, 0)
    data = shown(response) | {"why": WHY}
    assert admin_client.post(where, data).status_code == 302
    assert str(Event.objects.get().first_day) == "June 2025"


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ("06/07/2025", "With strokes, 06/07/2025 is 6 July or 7 June"),
        ("2025-06-13", "This is the value as it stands: enter another one, or keep it."),
        ("2099", "This day is more than ten years ahead: nothing is planned for then."),
        ("", "The register has no value there to dispute: enter the one that the source states."),
    ],
)
def test_value_that_cannot_be_is_refused(admin_client, event, entered, sentence):
    where = address(event, "first_on", disputing(event))

    response = settle(admin_client, where, **{"value-first_on": entered})

    assert response.status_code == 200
    assert response.context["form"]["why"].value() == WHY
    assert str(Event.objects.get().first_day) == "13 June 2025"
    assert said(event)["Weekly"] == ("disputes", "14 June 2025")
    assert sentence in words(problems(response))


def test_party_that_is_there_already_is_refused(admin_client, agreement):
    first, second = agreement.parties.order_by("pk")
    rival = CitationFactory(
        agreement=agreement, field="parties", party=first, stance="disputes", stated_value="Other"
    )
    where = address(agreement, f"parties-{first.pk}", rival)

    response = settle(admin_client, where, **{"value-institution": second.institution_id})

    assert "This institution is already a party." in problems(response)
    first.refresh_from_db()
    assert first.institution_id != second.institution_id


def test_page_that_is_older_than_the_record_is_refused(admin_client, event):
    where = address(event, "first_on")
    data = shown(admin_client.get(where)) | {"why": WHY}
    with edit("Anna"):
        say(event, "Monthly", "disputes", "15 June 2025")

    refused = admin_client.post(where, data)

    assert STALE in words(problems(refused))
    assert "Tells it in Monthly." in text(refused)
    assert refused.context["form"]["why"].value() == WHY
    assert Settlement.objects.count() == 0
    assert admin_client.post(where, shown(refused)).status_code == 302
    assert Settlement.objects.get().citations.count() == 2


def test_what_is_sent_after_the_login_ended_settles_once_after_another_one(event):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.create_superuser("editor", password=PASSWORD))
    where = address(event, "first_on", disputing(event))
    page = browser.get(where)
    data = shown(page) | {"why": WHY, "csrfmiddlewaretoken": token_of(page)}
    Session.objects.all().delete()

    offered = log_in(browser, browser.post(where, data))
    before = Settlement.objects.count()
    answers = [send_again(browser, offered).status_code for _click in range(2)]

    assert (offered.status_code, before, answers) == (200, 0, [302, 302])
    assert str(Event.objects.get().first_day) == "14 June 2025"
    assert (Settlement.objects.count(), Edit.objects.count()) == (1, 1)


def test_second_click_settles_nothing_more(admin_client, event):
    where = address(event, "first_on", disputing(event))
    data = shown(admin_client.get(where)) | {"why": WHY}

    answers = [admin_client.post(where, data) for _click in range(2)]

    assert [answer["Location"] for answer in answers] == [change(event)] * 2
    assert (Settlement.objects.count(), Edit.objects.count()) == (1, 1)
    assert "This form was saved already; it was not saved a second time." in text(
        admin_client.get(change(event))
    )


def test_rival_that_is_gone_gives_back_what_was_typed(admin_client, event):
    where = address(event, "first_on", disputing(event))
    data = shown(admin_client.get(where)) | {"why": WHY}
    disputing(event).delete()

    response = admin_client.post(where, data)

    assert (response.status_code, Settlement.objects.count()) == (410, 0)
    assert "No source says so any longer: there is no such dispute" in text(response)
    assert WHY in text(response)


@pytest.mark.parametrize("name", ["first_on", "names-7", "nonsense"])
@pytest.mark.parametrize("rival", ["", "?rival=0", "?rival=x%00", "?rival=99999999999999999999"])
def test_address_of_no_dispute_leads_to_the_record(admin_client, name, rival):
    event = EventFactory()

    response = admin_client.get(f"{address(event, name)}{rival}")

    assert (response.status_code, response["Location"]) == (302, change(event))


def test_record_that_is_gone_says_so(admin_client, event):
    where = address(event, "first_on")
    data = shown(admin_client.get(where)) | {"why": WHY}
    event.delete()

    response = admin_client.post(where, data)

    assert response.status_code == 410
    assert WHY in text(response)


@pytest.mark.parametrize("why", ["\x00", "\ufffd", "=1+1", "x" * 1_001])
def test_reason_that_cannot_be_kept_comes_back(admin_client, event, why):
    response = settle(admin_client, address(event, "first_on"), why=why)

    assert (response.status_code, Settlement.objects.count()) == (200, 0)


def test_sources_of_what_is_told_along_are_asked_about(admin_client, event):
    CitationFactory(agreement=None, event=event, field="last_on", source=SourceFactory())
    Event.objects.update(last_on="2025-06-14")
    where = address(event, "first_on", disputing(event))

    asked = settle(admin_client, where, **{"value-last_on": "2025-06-15"})

    [notice] = asked.context["notices"]
    assert (notice.changed.field, notice.changed.before) == ("last_on", "2025-06-14")
    assert "supported: 2025-06-14" in text(asked)
    assert str(Event.objects.get().first_day) == "13 June 2025"
    data = shown(asked) | {notice.parameter: "disputes"}
    assert admin_client.post(where, data).status_code == 302
    notice.citation.refresh_from_db()
    assert (notice.citation.stance, notice.citation.stated_value) == ("disputes", "2025-06-14")
    assert str(Event.objects.get().first_day) == "14 June 2025"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_settle_at_once_one_is_told(event):
    editor = User.objects.create_superuser("editor")
    wheres = [address(event, "first_on"), address(event, "first_on", disputing(event))]
    clicks = []
    for where in wheres:
        client = Client()
        client.force_login(editor)
        clicks.append((client, where, shown(client.get(where)) | {"why": WHY}))
    barrier, answers = threading.Barrier(2), []

    def click(client, *sent):
        barrier.wait()
        try:
            answers.append(client.post(*sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=sent) for sent in clicks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200, 302]
    assert Settlement.objects.count() == Edit.objects.filter(who="editor").count() == 1
