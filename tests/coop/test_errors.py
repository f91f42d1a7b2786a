"""Each error has a page that says in plain words what to do, even without a database."""

import html
import re

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError, InterfaceError, connection, connections
from django.test import Client
from django.urls import path

from agreements.models import Sector
from coop import urls
from tests.factories import AgreementFactory

pytestmark = pytest.mark.urls(__name__)

PROTECTING = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


def meet(error):
    """Return a view that meets an error."""

    def view(request):
        raise error

    return view


class Damage(Exception):  # noqa: N818, as drivers tell of it
    """What both databases say of a file that is not as it was written."""

    sqlite_errorcode, sqlstate = 11, "XX001"


def meet_damage(request):
    """Meet a database that is damaged, as Django tells of it."""
    raise DatabaseError("database disk image is malformed") from Damage()


handler500 = urls.handler500
urlpatterns = [
    path("bad/", meet(BadRequest("secret"))),
    path("denied/", meet(PermissionDenied)),
    path("denied-with-reason/", meet(PermissionDenied("Only on weekdays."))),
    path("broken/", meet(ZeroDivisionError("secret"))),
    path("writing/", lambda request: Sector.objects.create(slug="new")),
    path("damaged/", meet_damage),
    path("cut/", meet(InterfaceError("connection already closed"))),
    *urls.urlpatterns,
]


@pytest.fixture
def client(client):
    """A reader, who sees of an error what the register answers."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def lost_database(django_db_blocker):
    """Have the register look for its database where there is none."""
    kept = connections["default"]
    lost = kept.copy()
    lost.settings_dict |= {"NAME": "/nowhere/register", "HOST": "/nowhere"}
    connections["default"] = lost
    with django_db_blocker.unblock():
        yield
    connections["default"] = kept


def told(response):
    """Return the status, the heading and the first sentence below it."""
    page = html.unescape(response.content.decode())
    heading, sentence = re.search(r"<h1>(.*?)</h1>\s*<p>(.*?\.)[ <]", page, re.DOTALL).groups()
    assert f"<title>{heading} · Coop</title>" in page
    assert 'href="/agreements/"' in page
    return response.status_code, heading, sentence


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/bad/",
            (
                400,
                "This request cannot be read",
                "The address, or what was sent to it, is not what a browser sends.",
            ),
        ),
        (
            "/denied/",
            (
                403,
                "This page is not open to you",
                "Sign in with an account that may do this, or ask whoever keeps the register for "
                "the right to.",
            ),
        ),
        (
            "/denied-with-reason/",
            (403, "This page is not open to you", "Only on weekdays."),
        ),
        (
            "/nothing/",
            (
                404,
                "There is no page at this address",
                "The address may be misspelt, or the page was never there.",
            ),
        ),
        (
            "/broken/",
            (
                500,
                "Something went wrong here",
                "The fault is the register’s, not yours, and has been noted.",
            ),
        ),
        (
            "/cut/",
            (503, "The register cannot be read just now", "Its database does not answer."),
        ),
        (
            "/damaged/",
            (503, "The register cannot be read just now", "Its database does not answer."),
        ),
    ],
)
def test_error_is_told_without_a_database_and_keeps_the_headers(client, address, expected):
    response = client.get(address)

    assert told(response) == expected
    assert PROTECTING - set(response.headers) == set()
    assert b"secret" not in response.content


@pytest.mark.django_db
def test_database_that_takes_no_writes_is_told_of_who_writes(client):
    statement = {"sqlite": "PRAGMA query_only = 1", "postgresql": "SET transaction_read_only = 1"}
    with connection.cursor() as cursor:
        cursor.execute(statement[connection.vendor])
    try:
        response = client.get("/writing/")
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = 0")

    assert told(response) == (
        *(503, "Nothing can be saved just now"),
        "The database takes no writes: its disk is full, or it is there for reading only.",
    )


def test_error_has_a_number_by_which_it_is_found_in_the_log(client):
    numbers = {client.get("/broken/").headers["X-Request-ID"] for _time in range(2)}

    assert [len(number) for number in numbers] == [16, 16]
    assert "X-Request-ID" not in client.get("/nothing/").headers


def test_request_to_a_host_of_another_name_cannot_be_read(client):
    response = client.get("/", headers={"host": "elsewhere.example"})

    assert told(response)[:2] == (400, "This request cannot be read")
    assert PROTECTING - set(response.headers) == set()


def kept(response):
    """Return the words at the foot of a page that say who keeps the register."""
    foot = response.content.decode().partition('<footer class="site-footer">')[2]
    return re.findall(r"Kept by <bdi>(.*?)</bdi>, <a href=\"(.*?)\">|rel=\"license\"", foot)


@pytest.fixture
def keeper(settings):
    settings.KEEPER, settings.KEEPER_ADDRESS = "A college", "register@coop.example"
    return [("A college", "mailto:register@coop.example"), ("", "")]


@pytest.mark.parametrize("address", ["/bad/", "/denied/", "/nothing/", "/broken/", "/cut/"])
def test_error_says_who_keeps_the_register_without_a_database(client, keeper, address):
    assert kept(client.get(address)) == keeper


def test_lost_database_leaves_the_keeper_named(client, lost_database, keeper):
    assert kept(client.get("/")) == keeper


@pytest.mark.django_db
def test_deleted_record_says_who_keeps_the_register(client, keeper):
    agreement = AgreementFactory()
    agreement.delete()

    assert kept(client.get(agreement.get_absolute_url())) == keeper


@pytest.mark.django_db
def test_deleted_record_is_told_with_the_headers(client):
    agreement = AgreementFactory()
    address = agreement.get_absolute_url()
    agreement.delete()

    response = client.get(address)

    assert told(response) == (
        410,
        "This record was deleted",
        "AG-0001 was given to a record that has since been deleted.",
    )
    assert PROTECTING - set(response.headers) == set()


def test_form_without_its_cookie_is_refused_with_advice():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "editor"})

    assert told(response) == (
        403,
        "The form was not accepted",
        "It was opened too long ago, or your browser kept back the cookie that belongs to it.",
    )
    assert PROTECTING - set(response.headers) == set()


@pytest.mark.parametrize(
    "address", ["/", "/agreements/", "/agreements/AG-0001/", "/search/?q=college"]
)
def test_lost_database_is_told_and_noted(client, lost_database, caplog, address):
    response = client.get(address)

    assert told(response)[:2] == (503, "The register cannot be read just now")
    assert response.headers["Retry-After"] == "60"
    assert "no-store" in response.headers["Cache-Control"]
    [noted] = [record for record in caplog.records if record.name == "django.request"]
    assert (noted.levelname, noted.args) == (
        "ERROR",
        ("Service Unavailable", address.split("?")[0]),
    )


def test_lost_database_is_told_to_an_editor(client, lost_database):
    client.cookies["sessionid"] = "0123456789abcdef0123456789abcdef"

    response = client.get("/admin/")

    assert told(response)[:2] == (503, "The register cannot be read just now")


def test_error_of_the_register_is_not_kept(client):
    headers = client.get("/broken/").headers

    assert ("no-store" in headers["Cache-Control"], "Retry-After" in headers) == (True, False)
