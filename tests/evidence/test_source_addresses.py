"""Addresses of sources are asked politely, and their answers are kept with the day."""

from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from agreements.evidence.asked_addresses import Manners, Told, ask, ask_all
from agreements.evidence.source_addresses import addresses_to_ask, keep
from agreements.management.commands.check_links import Command
from agreements.models import AddressAnswer, Source
from tests.factories import SourceFactory
from tests.servers import free_port

MANNERS = Manners(patience=2, pause=0, may_ask_private=True)
STATUSES = {"/here": 200, "/gone": 410, "/locked": 403, "/broken": 500}


class Newspaper(BaseHTTPRequestHandler):
    """Answers as newspapers do: some pages moved, some are gone, one knows no HEAD."""

    asked = []

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.asked.append((self.command, self.path))
        if self.path == "/get-only":
            self.send_response(200 if self.command == "GET" else 405)
        elif self.path in ("/moved", "/round"):
            self.send_response(301)
            self.send_header("Location", "/here" if self.path == "/moved" else "/round")
        else:
            self.send_response(STATUSES.get(self.path, 404))
        self.end_headers()

    def log_message(self, *_arguments):
        """Say nothing."""


@pytest.fixture
def newspaper():
    """Return the address of a server in a thread of its own."""
    Newspaper.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Newspaper)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "status", "moved_to"),
    [
        ("/here", 200, ""),
        ("/gone", 410, ""),
        ("/locked", 403, ""),
        ("/get-only", 200, ""),
        ("/moved", 200, "/here"),
        ("/путь?слово=да", 404, ""),
    ],
)
def test_address_tells_its_status_and_where_it_moved(newspaper, path, status, moved_to):
    told = ask(f"{newspaper}{path}", MANNERS)

    assert told == Told(f"{newspaper}{path}", status, moved_to and f"{newspaper}{moved_to}")


def test_page_that_answers_is_asked_for_its_head_only(newspaper):
    ask(f"{newspaper}/here", MANNERS)

    assert Newspaper.asked == [("HEAD", "/here")]


def test_address_that_leads_on_for_ever_is_given_up(newspaper):
    told = ask(f"{newspaper}/round", MANNERS)

    assert (told.status, told.said, len(Newspaper.asked)) == (None, "It leads on and on.", 6)


def test_private_machines_are_not_asked(newspaper):
    port = newspaper.rpartition(":")[2]
    addresses = [
        f"{newspaper}/here",
        f"http://localhost:{port}/here",
        "http://[::1]/",
        "ftp://x.org",
    ]

    told = list(ask_all(addresses, Manners(pause=0)))

    assert [each.status for each in told] == [None] * 4
    assert Newspaper.asked == []


def test_nobody_at_an_address_is_told(newspaper):
    told = ask(f"http://127.0.0.1:{free_port()}/", MANNERS)

    assert (told.status, bool(told.said)) == (None, True)


def test_host_that_cannot_prove_who_it_is_does_not_answer(newspaper):
    told = ask(newspaper.replace("http:", "https:"), MANNERS)

    assert (told.status, "SSL" in told.said) == (None, True)


def run(monkeypatch, *options, manners=MANNERS):
    """Run the command on a machine of the tests; return what it printed."""
    monkeypatch.setattr(Command, "manners", manners)
    printed = StringIO()
    call_command("check_links", *options, stdout=printed, stderr=StringIO())
    return printed.getvalue()


def kept():
    return list(AddressAnswer.objects.order_by("address").values_list("address", "status"))


def listing(tmp_path, text):
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return ["--list", str(path)]


@pytest.mark.django_db
def test_command_asks_and_keeps_answers(newspaper, monkeypatch):
    paths = ("/here", "/gone")
    monkeypatch.setattr("agreements.evidence.source_addresses.is_web_address", bool)
    for path in paths:
        SourceFactory(url=f"{newspaper}{path}")

    printed = run(monkeypatch)

    assert kept() == [(f"{newspaper}/gone", 410), (f"{newspaper}/here", 200)]
    assert AddressAnswer.objects.first().asked_on == timezone.localdate()
    assert printed == (
        f"address,status,moved_to,said\n{newspaper}/here,200,,\n{newspaper}/gone,410,,\n"
    )
    assert [each.address for each in AddressAnswer.objects.dead()] == [f"{newspaper}/gone"]


@pytest.mark.django_db
def test_machine_without_a_network_keeps_nothing(monkeypatch):
    SourceFactory(url="https://news.invalid/1")

    with pytest.raises(CommandError, match="seems to be offline"):
        run(monkeypatch)

    assert kept() == []


@pytest.mark.django_db
def test_answers_made_elsewhere_are_read_and_take_the_place_of_older_ones(monkeypatch, tmp_path):
    for number in (1, 2, 3):
        SourceFactory(url=f"https://news.example/{number}")
    keep([Told("https://news.example/1", 200)], date(2025, 1, 1))

    run(
        monkeypatch,
        *listing(
            tmp_path,
            "url,status,moved_to\nhttps://news.example/1,404\nhttps://news.example/2,0\n\n"
            "https://news.example/3,200,https://other.example/3\nhttps://nobody.example/,200\n",
        ),
    )

    answers = [
        (f"https://news.example/{number}", status) for number, status in ((1, 404), (2, None))
    ]
    assert kept() == [*answers, ("https://news.example/3", 200)]
    dead = AddressAnswer.objects.dead().order_by("address")
    assert [(each.address, each.status) for each in dead] == answers
    assert [each.moved_to for each in AddressAnswer.objects.moved()] == ["https://other.example/3"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("https://news.example/1,fine", "Row 2: “fine” is no status"),
        ("https://news.example/1,99999", "Row 2: “99999” is no status"),
        ("javascript:alert(1),200", "Row 2: “javascript:alert"),
        ("https://news.example/1,200,http://localhost/", "Row 2: “http://localhost/”"),
        ("\x00,200", "Row 2"),
    ],
)
def test_list_with_a_bad_row_keeps_nothing(monkeypatch, tmp_path, row, sentence):
    SourceFactory(url="https://news.example/1")

    with pytest.raises(CommandError, match=sentence.replace("(", r"\(")):
        run(monkeypatch, *listing(tmp_path, f"https://news.example/1,200\n{row}\n"))

    assert kept() == []


@pytest.mark.django_db
def test_list_that_is_not_there_is_named(monkeypatch, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(monkeypatch, "--list", str(tmp_path / "nothing.csv"))


@pytest.mark.django_db
def test_addresses_never_asked_come_first_then_those_asked_longest_ago():
    for number in (1, 2, 3):
        SourceFactory(url=f"https://news.example/{number}")
    keep([Told("https://news.example/1", 200)], date(2025, 5, 1))
    keep([Told("https://news.example/2", 200)], date(2025, 4, 1))

    assert addresses_to_ask(2) == ["https://news.example/3", "https://news.example/2"]
    assert Source.objects.count() == 3
