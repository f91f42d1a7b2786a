"""A crowd: many connections that ask without a pause, and many that send byte by byte."""

import http.client
import socket
import time
from collections import Counter
from contextlib import ExitStack, suppress
from http import HTTPStatus
from threading import Thread

from tests.faults.editor import SAVED

CONNECTIONS, SLOW, SECONDS = 200, 300, 30
ASKED = "/agreements/?country=UZ&sort=title"
MOST_GROWTH = 1.1
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


def crowd(_place, site, writer):
    """200 connections that ask for 30 s, then 300 that send byte by byte for 30 s, all twice"""
    held, wrong, told = [site.resident()], [], []
    for name, act in 2 * (("asking", ask_all), ("slow", send_slowly)):
        answers, saved = among(site, writer, act)
        told.append(f"{name}: {answers}, {saved} saves meanwhile")
        if not saved:
            wrong.append(f"nobody could save ({name})")
        time.sleep(1)
        began = time.monotonic()
        if site.status("/healthz", 5) != HTTPStatus.OK or time.monotonic() - began > 1:
            wrong.append(f"not healthy one second later ({name})")
        held.append(site.resident())
    # What the first two take is of first uses: of templates, words and threads.
    if (growth := max(held[3:]) / held[2]) > MOST_GROWTH:
        wrong.append(f"memory is {growth:.2f} of what it was")
    return wrong, "; ".join([*told, f"memory {' → '.join(f'{each // 10**6}' for each in held)} MB"])


def among(site, writer, act):
    """Return what a crowd was answered, and how many saves were acknowledged meanwhile."""
    answers, saved, number = Counter(), 0, 0
    crowded = Thread(target=act, args=(site, answers))
    crowded.start()
    while crowded.is_alive():
        number += 1
        status, _page = writer.editor.save(writer.keys[0], f"kept{number:05} in a crowd")
        saved += status == SAVED
        time.sleep(0.5)
    crowded.join()
    counted = ", ".join(f"{count} times {status}" for status, count in sorted(answers.items()))
    return counted or "no answer", saved


def ask_all(site, answers):
    """Ask over many connections, each as soon as it was answered."""
    end = time.monotonic() + SECONDS
    threads = [Thread(target=_ask, args=(site.port, end, answers)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _ask(port, end, answers):
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        try:
            connection.request("GET", ASKED)
            answer = connection.getresponse()
            answer.read()
            answers[answer.status] += 1
            if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
                time.sleep(1)
        except (OSError, http.client.HTTPException):
            answers[0] += 1
        finally:
            connection.close()


def send_slowly(site, _answers):
    """Send a byte a second over many connections."""
    end = time.monotonic() + SECONDS
    with ExitStack() as held:
        sockets = []
        for _each in range(SLOW):
            with suppress(OSError):
                one = socket.create_connection(("127.0.0.1", site.port), timeout=1)
                sockets.append(held.enter_context(one))
                one.sendall(HEAD)
        while time.monotonic() < end:
            for one in sockets:
                with suppress(OSError):
                    one.sendall(b"x")
            time.sleep(1)
