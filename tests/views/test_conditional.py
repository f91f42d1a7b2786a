"""An unchanged page is not made twice, and a changed one is never kept."""

import threading
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.models import Agreement, Change, Epoch
from agreements.nouns import AGREEMENT
from agreements.views.agreements import AgreementPage
from agreements.views.conditional import revision_tag
from agreements.views.list_page import ListPage
from tests.factories import AgreementFactory, SectorFactory

pytestmark = pytest.mark.django_db


def again(client, address, first):
    """Return what a reader gets who asks anew with a copy at hand."""
    return client.get(address, headers={"If-None-Match": first.headers["ETag"]})


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/agreements/",
        "/agreements/AG-0001/",
        "/coverage/",
        "/about/",
        "/data/",
        "/sectors/?page=1",
    ],
)
def test_unchanged_page_costs_one_query(client, address):
    AgreementFactory()
    first = client.get(address)

    with CaptureQueriesContext(connection) as captured:
        second = again(client, address, first)

    assert (first.status_code, second.status_code, len(captured)) == (200, 304, 1)
    assert second.headers["ETag"] == first.headers["ETag"]
    assert {answer.headers["Cache-Control"] for answer in (first, second)} == {"public, no-cache"}


def test_page_is_made_anew_after_any_change(client):
    agreement, sector = AgreementFactory(title="Before"), SectorFactory()
    first = client.get("/agreements/AG-0001/")

    agreement.sectors.add(sector)
    second = again(client, "/agreements/AG-0001/", first)
    type(sector).objects.update(name="Renamed")
    third = again(client, "/agreements/AG-0001/", second)

    assert (second.status_code, third.status_code) == (200, 200)
    assert "Renamed" in third.content.decode()


def test_who_is_signed_in_keeps_no_copy(client):
    client.force_login(User.objects.create_superuser("editor"))

    page = client.get("/agreements/")

    assert "ETag" not in page.headers
    assert "no-store" in page.headers["Cache-Control"]


def test_copy_from_before_signing_in_is_not_confirmed(client):
    first = client.get("/agreements/")
    client.force_login(User.objects.create_superuser("editor"))

    assert again(client, "/agreements/", first).status_code == 200


def test_answer_to_a_reader_depends_on_no_cookie(client):
    response = client.get("/agreements/", headers={"Cookie": "seen=yes"})

    assert "Cookie" not in response.headers["Vary"]
    assert response.headers["Cache-Control"] == "public, no-cache"


def test_answer_to_an_editor_is_for_nobody_else(client):
    client.force_login(User.objects.create_superuser("editor"))

    response = client.get("/agreements/")

    assert "Cookie" in response.headers["Vary"]
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))


def test_program_under_development_is_always_asked(client, settings):
    settings.DEBUG = True

    assert "ETag" not in client.get("/agreements/").headers


@pytest.mark.parametrize("address", ["/agreements/AG-9999/", "/agreements/?page=7"])
def test_page_that_is_not_there_has_no_copy(client, address):
    response = client.get(address)

    assert (response.status_code, "ETag" in response.headers) == (404, False)


def test_copy_in_another_language_is_not_confirmed(client):
    first = client.get("/agreements/")

    second = again(client, "/ru/agreements/", first)

    assert second.status_code == 200


YESTERDAY = timezone.localdate() - timedelta(days=1)


class YesterdaysList(ListPage):
    today = YESTERDAY


class YesterdaysPage(AgreementPage):
    today = YESTERDAY


@pytest.mark.parametrize(
    ("address", "yesterdays"),
    [
        ("/agreements/", YesterdaysList.as_view(noun=AGREEMENT)),
        ("/agreements/AG-0001/", YesterdaysPage.as_view(noun=AGREEMENT)),
    ],
    ids=["list", "record"],
)
def test_copy_of_yesterday_is_not_confirmed(client, rf, address, yesterdays):
    agreement = AgreementFactory()
    request = rf.get(address)
    request.user = AnonymousUser()

    first = yesterdays(request, address=agreement.address)
    second = again(client, address, first)
    third = again(client, address, second)

    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 304)


def test_only_pages_that_are_others_tomorrow_bear_the_day(client):
    AgreementFactory()
    today = timezone.localdate().isoformat()

    dated = {
        address: today in client.get(address).headers["ETag"]
        for address in ("/agreements/", "/agreements/AG-0001/", "/sectors/", "/coverage/")
    }

    assert list(dated.values()) == [True, True, False, False]
    assert len({revision_tag(None, day) for day in (None, date(2024, 5, 1), YESTERDAY)}) == 3


def test_copy_from_before_the_database_was_restored_is_not_confirmed(client):
    AgreementFactory()
    first = client.get("/agreements/")
    newest = Change.objects.revision()

    Change.objects.filter(pk=newest.number).update(noted_at=newest.noted_at + timedelta(days=1))

    assert again(client, "/agreements/", first).status_code == 200
    assert client.get("/agreements/").headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KEEPER", "A college"),
        ("KEEPER_ADDRESS", "register@coop.example"),
        ("DATA_LICENCE", "CC0 1.0"),
        ("DATA_LICENCE_URL", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ],
)
def test_copy_that_names_another_keeper_or_licence_is_not_confirmed(client, settings, name, value):
    settings.KEEPER = "A ministry"
    first = client.get("/sources/")

    setattr(settings, name, value)

    assert again(client, "/sources/", first).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_page_bears_the_tag_of_the_revision_that_it_was_made_from(client, settings):
    AgreementFactory(title="before")

    def write_meanwhile(sender, **_signal):
        template_rendered.disconnect(write_meanwhile)
        writer = threading.Thread(target=rename)
        writer.start()
        writer.join()

    def rename():
        Agreement.objects.update(title="after")
        connection.close()

    template_rendered.connect(write_meanwhile)
    first = client.get("/agreements/")
    second = again(client, "/agreements/", first)

    assert [record.title for record in first.context["object_list"]] == ["before"]
    assert [record.title for record in second.context["object_list"]] == ["after"]


def test_page_of_another_epoch_is_another_page(client):
    AgreementFactory()
    first = client.get("/agreements/")

    Epoch.objects.begin()
    second = again(client, "/agreements/", first)

    assert second.status_code == 200
    assert second.headers["ETag"] != first.headers["ETag"]
