"""Connections over which nothing comes, or little, keep nobody out."""

import select
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from urllib.request import urlopen

import django
import pytest

from coop.waiting import MOST, MOST_URGENT, Waiting
from coop.worker import SECONDS, PatientWorker
from tests.servers import free_port

THREADS = 2
HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-"
FORM = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na="
SHEET = FORM.replace(b"1000", b"1000000")

SLOWLY = 0.05

# The server loads nothing of the register but its words.
django.setup()


class HastyWorker(PatientWorker):
    """Waits little longer for the rest of a form than for that of a head."""

    seconds_to_send = SECONDS + 2


def application(environ, start_response):
    """Read what was sent, and answer; some addresses take their time."""
    environ["wsgi.input"].read()
    if environ["PATH_INFO"].endswith("/slow/"):
        time.sleep(SLOWLY)
    start_response("200 OK", [("Content-Length", "5")])
    return [b"heard"]


@pytest.fixture(scope="module")
def port():
    """The port of a server with two threads."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "tests.coop.test_worker:application"),
        *("--worker-class", "tests.coop.test_worker.HastyWorker", "--threads", str(THREADS)),
        *("--bind", f"127.0.0.1:{port}", "--log-level", "critical"),
    ]
    with subprocess.Popen(command) as server:
        try:
            for _attempt in range(100):
                try:
                    seconds_to_answer(port)
                    break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            server.terminate()


def seconds_to_answer(port):
    """Return how long the server takes to answer."""
    began = time.monotonic()
    with urlopen(f"http://127.0.0.1:{port}/", timeout=4 * SECONDS) as answer:
        assert answer.read() == b"heard"
    return time.monotonic() - began


@pytest.mark.parametrize(
    ("sent", "number"),
    [(b"", 300), (HALF, 300), (FORM, 300), (SHEET, 3 * THREADS)],
    ids=["nothing", "half a head", "little of a form", "little of a long sheet"],
)
def test_others_are_answered(port, sent, number):
    with ExitStack() as connections:
        for _socket in range(number):
            connection = socket.create_connection(("127.0.0.1", port), timeout=20)
            connections.enter_context(connection).sendall(sent)
        time.sleep(0.2)

        assert seconds_to_answer(port) < 2


def test_half_a_head_is_waited_for_and_its_rest_answered_at_once(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for part in (*map(bytes.fromhex, HALF.hex(" ").split()), b"Y: 1\r\n\r\nGET / HT"):
            connection.sendall(part)
            time.sleep(0.01)
        first = answer_of(connection)
        connection.sendall(b"TP/1.1\r\nHost: localhost\r\n\r\n")
        second = answer_of(connection)

    assert [first, second] == 2 * ["HTTP/1.1 200 OK"]


def answer_of(connection):
    """Return the first line of an answer, and read all of it."""
    answer = b""
    while not answer.endswith(b"heard"):
        answer += connection.recv(4096)
    return answer.decode().splitlines()[0]


def test_connections_without_end_are_closed(port):
    # All at once: each is waited for some seconds.
    unfinished = {"half a head": HALF, "empty lines": b"\r\n\r\n", "half a form": FORM}
    with ExitStack() as connections:
        waiting = {}
        for name, sent in {"nothing": b"", **unfinished}.items():
            connection = socket.create_connection(("127.0.0.1", port), timeout=3 * SECONDS)
            waiting[name] = connections.enter_context(connection)
            connection.sendall(sent)
        ends = {name: end_of(connection) for name, connection in waiting.items()}

    assert ends == {"nothing": "closed", **dict.fromkeys(unfinished, "broken off")}


def end_of(connection):
    """Return how the server ends a connection without an answer."""
    try:
        return "closed" if connection.recv(1) == b"" else "answered"
    except ConnectionResetError:
        return "broken off"


def test_form_that_comes_in_pieces_is_answered_once_it_is_whole(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(FORM)
        time.sleep(SECONDS + 0.5)
        connection.sendall(b"b" * 997)
        answered, _, _ = select.select([connection], [], [], 0.2)
        connection.sendall(b"b" + HALF)
        first = answer_of(connection)
        connection.sendall(b"Y: 1\r\n\r\n")
        second = answer_of(connection)

    assert [answered, first, second] == [[], "HTTP/1.1 200 OK", "HTTP/1.1 200 OK"]


def test_form_that_broke_off_is_not_answered(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(FORM)
        time.sleep(0.2)
        connection.shutdown(socket.SHUT_WR)

        with pytest.raises(ConnectionResetError):
            connection.recv(1)


def test_whoever_sends_a_long_sheet_while_another_does_is_told_to_ask_later(port):
    with ExitStack() as connections:
        first, second = (
            connections.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            for _each in range(2)
        )
        first.sendall(SHEET)
        time.sleep(0.2)
        second.sendall(SHEET)
        refused = second.recv(4096).decode()
        first.sendall(b"b" * 999998)

        assert answer_of(first) == "HTTP/1.1 200 OK"

    assert refused.startswith("HTTP/1.1 503 ")
    assert "Retry-After: 5\r\n" in refused


def test_head_that_is_too_long_is_told_so(port):
    with socket.create_connection(("127.0.0.1", port), timeout=3 * SECONDS) as connection:
        connection.sendall(b"GET /ru/ HTTP/1.1\r\n" + b"X: y\r\n" * 10000)
        answer = connection.recv(4096).decode()

    assert answer.startswith("HTTP/1.1 431 ")
    assert "Запрос слишком длинный." in answer


def test_who_hangs_up_amid_a_head_leaves_the_server_whole(port):
    for _each in range(5):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(HALF)

    assert seconds_to_answer(port) < 2


def test_who_does_not_hang_up_keeps_nobody_waiting(port):
    with ExitStack() as connections:
        for _each in range(5):
            connection = socket.create_connection(("127.0.0.1", port), timeout=20)
            connections.enter_context(connection).sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert connection.recv(15) == b"HTTP/1.0 200 OK"

        assert seconds_to_answer(port) < 2


def test_those_for_whom_there_is_no_room_are_told_at_once(port):
    with ExitStack() as connections:
        asking = [
            connections.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            for _each in range(MOST + THREADS + 10)
        ]
        for connection in asking:
            connection.sendall(b"GET /ru/slow/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        urgent = connections.enter_context(
            socket.create_connection(("127.0.0.1", port), timeout=20)
        )
        urgent.sendall(b"GET /admin/ HTTP/1.1\r\nHost: localhost\r\n\r\n")

        assert urgent.recv(15) == b"HTTP/1.1 200 OK"
        answers = [connection.recv(4096).decode() for connection in asking]

    refused = [answer for answer in answers if answer.startswith("HTTP/1.1 503 ")]
    assert 0 < len(refused) <= 10
    assert len(refused) + sum(answer.startswith("HTTP/1.1 200 ") for answer in answers) == len(
        asking
    )
    assert "Retry-After: 5\r\n" in refused[0]
    assert "Сейчас обращается слишком много читателей." in refused[0]


def test_queues_are_answered_in_turns_and_have_an_end():
    waiting, reader, editor = Waiting(), b"GET / HTTP/1.1", b"POST /admin/ HTTP/1.1"

    taken = [waiting.add(f"reader {number}", reader) for number in range(MOST + 1)]
    urgent = [waiting.add(f"editor {number}", editor) for number in range(MOST_URGENT + 1)]

    assert (taken.count(True), urgent.count(True)) == (MOST, MOST_URGENT)
    first = [waiting.next() for _turn in range(4)]
    assert first == ["editor 0", "reader 0", "editor 1", "reader 1"]
    assert len(waiting) == MOST + MOST_URGENT - 4
