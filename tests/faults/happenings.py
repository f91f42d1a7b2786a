"""The faults: each is done to a register that is served, and yields what was wrong and what seen.

Each takes the database (`place`), the Site that serves it and the Writer whose saves are counted.
It returns (what was wrong, what was seen).
"""

import os
import shutil
import signal
import socket
import sqlite3
import time
from contextlib import ExitStack, closing, contextmanager

from tests.faults.editor import SAVED, Editor
from tests.faults.site import manage

KILLS = 4
SECONDS_OF_CROWD = 30
PAGES = ("/", "/agreements/", "/agreements/AG-0001/", "/search/?q=college", "/agreements.csv")
NOT_SAVED = "Nothing can be saved just now"
FAILING = ("--settings", "tests.faults.failing_settings")


def unread(site, pages=PAGES, seconds=30):
    """Return what is wrong with pages that ought to be read."""
    found = {page: site.status(page, seconds) for page in pages}
    return [f"{page} answered {status}" for page, status in found.items() if status != 200]


def refusal(site, writer):
    """Return what is wrong with the answer to a save that cannot be taken."""
    status, page = writer.editor.save(writer.keys[0], "never")
    return [] if status == 503 and NOT_SAVED in page else [f"a save was answered by {status}"]


def taken(writer, title):
    """Return what is wrong with a save that ought to be taken."""
    status, _page = writer.editor.save(writer.keys[0], title)
    return [] if status == SAVED else [f"a later save was answered by {status}"]


def wait_for_save(writer, seconds=20):
    """Wait until one more save was acknowledged."""
    before, end = writer.editor.saves, time.monotonic() + seconds
    while writer.editor.saves == before and time.monotonic() < end:
        time.sleep(0.05)


def killed(_place, site, writer):
    """kill -9 of workers and of the whole server, while editors save"""
    with writer.at_work():
        for turn in range(KILLS):
            wait_for_save(writer)
            if turn % 2:
                site.stop(signal.SIGKILL)
                site.start()
            else:
                os.kill(site.workers()[0], signal.SIGKILL)
        wait_for_save(writer)
    wrong = unread(site)
    if writer.failed:
        wrong.append(f"{writer.failed} pages answered 500")
    return wrong, f"{KILLS} kills, {writer.read} pages read"


def full_disk(place, site, writer):
    """a disk that is full"""
    wrong = taken(writer, "kept before")
    with place.disk.full():
        wrong += unread(site)
        status, page = writer.editor.save(writer.keys[0], "kept in spite")
        if status != SAVED and not (status == 503 and NOT_SAVED in page):
            wrong.append(f"a save was answered by {status}")
    return wrong + taken(writer, "kept later"), f"all read; a save then: {status}"


def started_on_full_disk(place, site, writer):
    """a server that starts on a full disk"""
    wrong = taken(writer, "kept before")
    site.stop(signal.SIGKILL)
    with place.disk.full():
        site.start()
        wrong += unread(site)
    return wrong + taken(writer, "kept later"), "all read"


def read_only(place, site, writer):
    """a database that takes no writes, when the server starts"""
    wrong = taken(writer, "kept before")
    site.stop(signal.SIGKILL)
    with place.refusing_writes():
        site.start()
        wrong += unread(site)
        if "takes no writes" not in site.ask("/readyz")[1]:
            wrong.append("/readyz does not tell")
        status, page = Editor(site.root).log_in()
        if status != 503 or NOT_SAVED not in page:
            wrong.append(f"a login was answered by {status}")
        site.stop(signal.SIGKILL)
    site.start()
    return wrong + taken(writer, "kept later"), "all read, logins get the reason"


def outage(place, site, writer):
    """a database server that is stopped for ten seconds"""
    before = len(site.log.read_text().splitlines())
    with writer.at_work():
        time.sleep(2)
        place.stop("immediate")
        time.sleep(5)
        during = {site.status(page) for page in PAGES}
        time.sleep(5)
        place.start()
        time.sleep(3)
    wrong = unread(site) + taken(writer, "kept99999")
    if during != {503}:
        wrong.append(f"pages answered {sorted(during)}")
    lines = len(site.log.read_text().splitlines()) - before
    if lines > 60:
        wrong.append(f"{lines} lines were logged")
    return wrong, f"503 meanwhile, {lines} lines of log"


def restored(place, site, writer):
    """a backup that is restored under a running server"""
    wrong = taken(writer, "kept before")
    folder = place.folder / "backups"
    manage(place.url, place.folder, "backup", folder)
    [backup] = folder.glob("*.zip")
    later = Editor(site.root)
    later.log_in()
    later.save(writer.keys[1], "after the backup")
    manage(place.url, place.folder, "restore", backup, "--replace")
    shutil.rmtree(folder)
    if "after the backup" in site.ask("/agreements.csv?columns=title")[1]:
        wrong.append("a page shows what is not there any more")
    return wrong + unread(site), "pages are of the restored state"


def replaced(place, site, writer):
    """another file in the place of the one that is open"""
    wrong = taken(writer, "kept before")
    other = place.path.with_suffix(".other")
    with closing(sqlite3.connect(place.path)) as here, closing(sqlite3.connect(other)) as there:
        here.backup(there)
    os.replace(other, place.path)
    status = site.status("/agreements/")
    if status not in {200, 503}:
        wrong.append(f"a page answered {status}")
    place.remove_logs()
    return wrong + unread(site), f"{status} until the log of the one before was removed"


def failed_migration(place, site, writer):
    """a migration that fails"""
    wrong = taken(writer, "kept before")
    if not manage(place.url, place.folder, "migrate", *FAILING, check=False).returncode:
        wrong.append("the migration did not fail")
    if site.ask("/readyz")[1] != "ok\n":
        wrong.append(f"/readyz: {site.ask('/readyz')[1].strip()}")
    return wrong + taken(writer, "kept later") + unread(site), "triggers are there"


def locked(place, site, writer):
    """an import that holds the lock, and eight editors who save meanwhile"""
    editors = [Editor(site.root) for _each in range(8)]
    for editor in editors:
        editor.log_in()
    with place.locked(), ExitStack() as all_of_them:
        for editor, key in zip(editors, writer.keys, strict=False):
            all_of_them.enter_context(editor.saving(key, "while it was locked"))
        time.sleep(1)
        wrong = unread(site, (*PAGES, "/healthz"), seconds=8)
    return wrong + taken(writer, "kept later"), "all read meanwhile"


@contextmanager
def connections(site, number, sent):
    """Hold connections over which nothing more comes."""
    with ExitStack() as held:
        for _each in range(number):
            connection = socket.create_connection(("127.0.0.1", site.port), timeout=30)
            held.enter_context(connection).sendall(sent)
        yield


def idle_sockets(_place, site, writer):
    """300 connections that say nothing, or half of something"""
    wrong = []
    for sent in (b"", b"GET / HTTP/1.1\r\nHost: 127"):
        with connections(site, 300, sent):
            time.sleep(6)
            wrong += unread(site, ("/agreements/", "/healthz"), seconds=8)
    return wrong + taken(writer, "kept later"), "all read meanwhile"
