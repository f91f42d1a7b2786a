"""The first page of the admin tells what waits, and leads to lists of it."""

from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.admin.desk_pages import TOO_LARGE
from agreements.changes.edits import edit
from agreements.editing import register_checks
from agreements.evidence.asked_addresses import Told
from agreements.evidence.source_addresses import keep
from agreements.models import Agreement, FoundBreak, RegisterCheck, Sector
from tests.admin.forms import change, problems
from tests.admin.settle_pages import say
from tests.factories import AgreementFactory, EventFactory, SectorFactory, SourceFactory

pytestmark = pytest.mark.django_db

INDEX, CHECK = "/admin/", "/admin/check/"


@pytest.fixture
def editor_client(client):
    """The client of an editor."""
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    return client


def said(response):
    return [str(message) for message in response.context["messages"]]


def check():
    with suppress(CommandError):
        call_command("check_register", stdout=StringIO())


def desk(client):
    return client.get(INDEX).context["desk"]


def lines(found):
    return {str(line.label): (line.count, line.address) for line in found}


def test_desk_of_an_empty_register_says_that_nobody_checked(admin_client):
    page = problems(admin_client.get(INDEX))

    assert "Nobody has checked the register yet" in page
    assert {count for count, _address in lines(desk(admin_client).waiting).values()} == {"0"}


def test_breaks_are_counted_by_noun_and_listed_with_sentence_and_form(admin_client):
    agreement = AgreementFactory(title="Alone")
    check()

    found = lines(desk(admin_client).breaks)
    page = problems(admin_client.get("/admin/breaks/?noun=agreement"))

    assert found["Agreements"][1] == "/admin/breaks/?noun=agreement"
    assert f'<a href="{change(agreement)}"><bdi>Alone</bdi></a>' in page
    assert "An agreement needs at least two parties." in page
    assert page.count("<bdi>Alone</bdi>") == int(found["Agreements"][0])


def test_break_of_a_record_that_is_gone_is_told_without_a_link(admin_client):
    AgreementFactory(title="Alone")
    check()
    Agreement.objects.all().delete()

    page = problems(admin_client.get("/admin/breaks/?noun=agreement"))

    assert "No record, or one that is gone by now" in page


def test_page_says_how_much_was_changed_since_the_check(admin_client):
    SectorFactory()
    check()
    unchanged = problems(admin_client.get(INDEX))
    Sector.objects.update(name="Another")
    changed = problems(admin_client.get(INDEX))

    assert "nothing was changed since" in unchanged
    assert "noted since" in changed


def test_disputes_and_readings_that_wait_lead_to_their_lists(admin_client):
    event = EventFactory(first_on="2025-06-13")
    say(event, "Daily", "disputes", "14 June 2025")
    SourceFactory(title="Old", read_on="2020-01-01")
    check()

    found = lines(desk(admin_client).counted)

    disputed = found["Events with an open dispute"]
    unread = found["Sources that nobody read for a year"]
    assert disputed == ("1", "/admin/agreements/event/?disputes=open")
    for count, address in (disputed, unread):
        listed = admin_client.get(address).context["cl"].result_list
        assert str(len(listed)) == count


def test_dead_addresses_are_counted_and_listed(admin_client):
    for number in (1, 2):
        SourceFactory(title=f"Title {number}", url=f"https://news.example/{number}")
    answers = [
        Told("https://news.example/1", 404),
        Told("https://news.example/2", 200, "https://other.example/2"),
    ]
    keep(answers, date(2026, 1, 1))

    count, address = lines(desk(admin_client).waiting)["Addresses of sources that do not answer"]

    titles = {
        query: [one.title for one in admin_client.get(query).context["cl"].result_list]
        for query in (address, address.replace("dead", "moved"))
    }
    assert count == "1"
    assert list(titles.values()) == [["Title 1"], ["Title 2"]]


def test_edits_to_look_at_are_counted(admin_client):
    with edit("Anora"):
        SectorFactory()

    found = lines(desk(admin_client).waiting)["Edits that a second person is to look at"]

    assert found == ("1", "/admin/agreements/edit/?look=open")


def test_what_is_uncited_is_told_of_records_that_one_edited(admin_client):
    with edit("admin"):
        mine = EventFactory(name="Mine")
    with edit("Anora"):
        EventFactory(name="Not mine")

    count, address = lines(desk(admin_client).waiting)[
        "Values without a citation in what you edited last"
    ]
    page = problems(admin_client.get(address))

    assert page.count("<bdi>Mine</bdi>") == int(count) > 0
    assert f'href="{change(mine)}"' in page
    assert "No citation supports the value of “Name”." in page
    assert "Not mine" not in page


def test_body_that_one_only_named_as_party_is_not_ones_own(admin_client, agreement):
    with edit("admin"):
        agreement.parties.update(position=7)

    page = problems(admin_client.get("/admin/uncited/"))

    bodies = [party.institution.name for party in agreement.parties.all()]
    assert not any(f"<bdi>{name}</bdi>" in page for name in bodies)


def test_first_page_takes_as_many_queries_however_much_waits(editor_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(INDEX)
        return len(captured)

    with edit("editor"):
        EventFactory()
    check()
    one = queries()
    for _number in range(3):
        with edit("editor"):
            EventFactory()
            AgreementFactory()
    check()

    # Four of them find out who it is, and what they may do.
    assert one == queries() <= 14


def test_editor_checks_the_register_and_is_told_what_was_found(editor_client):
    held = editor_client.post(CHECK, follow=True)
    AgreementFactory(title="Alone")

    broken = editor_client.post(CHECK, follow=True)

    assert said(held) == ["The register was checked: every truth of it held."]
    assert said(broken) == [
        f"The register was checked: {FoundBreak.objects.count()} breaks were found."
    ]
    assert '<a href="/admin/breaks/?noun=agreement">' in problems(broken)


def test_large_register_is_not_checked_while_somebody_waits(editor_client, monkeypatch):
    monkeypatch.setattr(register_checks, "MOST_AT_ONCE", 1)
    SectorFactory()
    small = editor_client.post(CHECK, follow=True)
    SectorFactory()
    RegisterCheck.objects.all().delete()

    large = editor_client.post(CHECK, follow=True)

    assert "The register was checked" in said(small)[0]
    assert said(large) == [str(TOO_LARGE)]
    assert RegisterCheck.objects.count() == 0


def test_check_is_for_those_who_change_records(client):
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.groups.add(Group.objects.get(name="Viewer"))
    client.force_login(viewer)

    page = problems(client.get(INDEX))

    assert "Check now" not in page
    assert client.post(CHECK).status_code == 403
    assert RegisterCheck.objects.count() == 0


def test_address_of_the_check_only_leads_to_the_first_page(editor_client):
    response = editor_client.get(CHECK)

    assert (response.status_code, response["Location"]) == (302, INDEX)
    assert RegisterCheck.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["?noun=nothing", "?noun=%00", "?noun=agreement&page=x", "?page=-1"]
)
def test_hostile_address_of_breaks_is_answered(admin_client, query):
    status = admin_client.get(f"/admin/breaks/{query}").status_code

    assert status == (404 if query in ("?noun=nothing", "?noun=%00") else 200)


def test_lists_of_the_desk_are_for_those_who_work_here(client):
    statuses = [client.get(f"/admin/{page}/").status_code for page in ("breaks", "uncited")]

    assert statuses == [302, 302]
