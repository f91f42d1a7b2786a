"""Connections over which nothing comes keep nobody out."""

import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from coop.worker import SECONDS
from tests.servers import free_port

THREADS = 2
HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-"
BODILESS = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na="


def application(environ, start_response):
    """Read what was sent, and answer."""
    environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", "5")])
    return [b"heard"]


@pytest.fixture
def port():
    """The port of a server with two threads."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "tests.coop.test_worker:application"),
        *("--worker-class", "coop.worker.PatientWorker", "--threads", str(THREADS)),
        *("--bind", f"127.0.0.1:{port}", "--log-level", "critical"),
    ]
    with subprocess.Popen(command) as server:
        for _attempt in range(100):
            try:
                seconds_to_answer(port)
                break
            except URLError:
                time.sleep(0.1)
        yield port
        server.terminate()


def seconds_to_answer(port):
    """Return how long the server takes to answer."""
    began = time.monotonic()
    with urlopen(f"http://127.0.0.1:{port}/", timeout=4 * SECONDS) as answer:
        assert answer.read() == b"heard"
    return time.monotonic() - began


@pytest.mark.parametrize(
    ("sent", "number", "longest"),
    [(b"", 40, 1), (HALF, THREADS, SECONDS + 1), (BODILESS, THREADS, SECONDS + 1)],
    ids=["nothing", "half a head", "no body"],
)
def test_others_are_answered(port, sent, number, longest):
    with ExitStack() as connections:
        for _socket in range(number):
            connection = socket.create_connection(("127.0.0.1", port))
            connections.enter_context(connection).sendall(sent)
        time.sleep(0.2)

        assert seconds_to_answer(port) < longest


def test_connection_that_says_nothing_is_closed(port):
    with socket.create_connection(("127.0.0.1", port), timeout=3 * SECONDS) as connection:
        assert connection.recv(1) == b""
