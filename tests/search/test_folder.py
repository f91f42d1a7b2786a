"""A server folds in the background what it or others wrote, and never gets in anybody's way."""

import gc
import os
import subprocess
import sys
from time import monotonic, sleep

import pytest
from django.db import DatabaseError, connection

from agreements.models import Change, SearchText
from agreements.search import folder as folder_module
from agreements.search.folder import Folder
from agreements.search.texts import are_folded, text_id
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)

MAX_SECONDS = 20


@pytest.fixture
def folder(monkeypatch):
    """A Folder at work, which is stopped in the end."""
    monkeypatch.setattr(folder_module, "EVERY", 0.05)
    folder = Folder()
    folder.start()
    yield folder
    folder.stop()


def waited_for(is_so):
    """Return whether something becomes so within some seconds."""
    end = monotonic() + MAX_SECONDS
    while not is_so() and monotonic() < end:
        sleep(0.02)
    return is_so()


def is_in_step():
    return are_folded(Change.objects.revision())


def text_of(record):
    return SearchText.objects.filter(id=text_id("institution", record.pk)).values_list("text")


def test_what_anybody_writes_is_folded_before_long(folder):
    college = InstitutionFactory(name="First")
    assert waited_for(is_in_step)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_institution SET name = 'Renamed'")

    assert waited_for(is_in_step)
    assert list(text_of(college)) == [("| renamed |",)]


def test_woken_folder_looks_at_once(folder, monkeypatch):
    monkeypatch.setattr(folder_module, "EVERY", 1_000)
    sleep(0.2)
    InstitutionFactory(name="First")

    folder.wake()

    assert waited_for(is_in_step)


def test_stopped_folder_has_ended_and_let_go_of_its_connection(folder):
    thread = folder._thread
    InstitutionFactory(name="First")
    assert waited_for(is_in_step)

    folder.stop()
    folder.stop()

    assert not thread.is_alive()
    gc.collect()


def test_folder_is_started_once_in_a_process(folder):
    thread = folder._thread

    folder.start()

    assert folder._thread is thread


def test_stopped_folder_can_be_started_again(folder):
    folder.stop()
    folder.start()
    InstitutionFactory(name="First")

    assert waited_for(is_in_step)


def test_error_is_told_once_and_outlived(folder, monkeypatch, caplog):
    fold_part = folder_module.fold_part

    def fails(_turn):
        raise DatabaseError("read only")

    monkeypatch.setattr(folder_module, "fold_part", fails)
    InstitutionFactory(name="First")
    assert waited_for(lambda: caplog.records)
    sleep(0.3)
    monkeypatch.setattr(folder_module, "fold_part", fold_part)

    assert waited_for(is_in_step)
    assert [record.message for record in caplog.records] == ["Names could not be folded: read only"]


SERVED = """
import io, os, threading
from coop import wsgi

def folds():
    return any(thread.name == "folder" for thread in threading.enumerate())

before = folds()
if not (child := os.fork()):
    os._exit(0 if folds() else 1)
_pid, status = os.waitpid(child, 0)
environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/healthz", "SERVER_NAME": "localhost",
           "SERVER_PORT": "80", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http"}
wsgi.application(environ, lambda *answer: None)
print(before, status == 0, folds())
"""


def test_process_of_a_server_folds_after_a_fork_and_from_its_first_request(tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "ALLOWED_HOSTS": "localhost",
    }

    ran = subprocess.run(
        [sys.executable, "-c", SERVED], env=environment, capture_output=True, text=True, check=True
    )

    assert ran.stdout == "False True True\n"
