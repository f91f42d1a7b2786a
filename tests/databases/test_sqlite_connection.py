"""A server notices that another file was put in the place of its SQLite database."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import Error, OperationalError, connection, connections

from agreements import databases
from agreements.databases.sqlite_connection.base import DatabaseWrapper
from tests.factories import AgreementFactory

OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def made(path, word):
    """Make a database of one word, closed and whole."""
    with closing(sqlite3.connect(path)) as new:
        new.execute("PRAGMA journal_mode=WAL")
        new.execute("CREATE TABLE word (text)")
        new.execute("INSERT INTO word VALUES (?)", [word])
        new.commit()
    return path


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """Return a connection as a server keeps it, to a database that says "old"."""
    path = made(tmp_path / "register.sqlite3", "old")
    opened = DatabaseWrapper(
        {
            **connections.settings["default"],
            "NAME": str(path),
            "OPTIONS": OPTIONS,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    )
    with django_db_blocker.unblock():
        with opened.cursor() as cursor:
            cursor.execute("INSERT INTO word VALUES ('written')")
        asked(opened)
        yield opened
        opened.close()


def asked(database):
    """Return what a request reads of a database."""
    database.close_if_unusable_or_obsolete()
    with database.cursor() as cursor:
        cursor.execute("SELECT text FROM word ORDER BY rowid")
        return [text for [text] in cursor.fetchall()]


def logs(path):
    return [f"{path}-wal", f"{path}-shm"]


def test_file_is_kept_open_while_it_is_the_same(database):
    session = database.connection

    assert asked(database) == ["old", "written"]
    assert database.connection is session


def test_other_file_is_opened_where_no_log_is_left(database, tmp_path):
    path = database.settings_dict["NAME"]
    os.replace(made(tmp_path / "backup", "new"), path)
    for log in logs(path):
        os.unlink(log)

    assert asked(database) == ["new"]


def test_other_file_is_not_opened_beside_the_log_of_the_one_before(database, tmp_path):
    path = database.settings_dict["NAME"]
    os.replace(made(tmp_path / "backup", "new"), path)
    content = Path(path).read_bytes()

    for _each in range(2):
        with pytest.raises(OperationalError, match="the log of the one before is still beside it"):
            asked(database)
    assert Path(path).read_bytes() == content

    for log in logs(path):
        os.unlink(log)
    assert asked(database) == ["new"]


def test_log_of_the_new_file_is_left_alone_by_who_had_the_old_one(database, tmp_path):
    path = database.settings_dict["NAME"]
    os.replace(made(tmp_path / "backup", "new"), path)
    for log in logs(path):
        os.unlink(log)
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO word VALUES ('of another process')")
        other.commit()

        assert asked(database) == ["new", "of another process"]
        other.execute("INSERT INTO word VALUES ('later')")
        other.commit()
        assert asked(database) == ["new", "of another process", "later"]


def test_file_that_was_overwritten_is_damaged(database, tmp_path):
    shutil.copyfile(__file__, database.settings_dict["NAME"])
    database.close()
    for log in logs(database.settings_dict["NAME"]):
        if os.path.exists(log):
            os.unlink(log)

    with pytest.raises(Error) as caught:
        asked(database)
    assert databases.sqlite.is_damaged(caught.value)


SERVER = """
import os, sqlite3, sys
import django
django.setup()
from django.conf import settings
from django.db import close_old_connections
from django.test import Client
path, backup = sys.argv[1:]
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain
client = Client(raise_request_exception=False)
def told():
    close_old_connections()
    page = client.get("/agreements/", headers={"If-None-Match": told.etag})
    told.etag = page.headers.get("ETag", told.etag)
    words = page.content.decode()
    print(page.status_code, *(word for word in ("Before", "After") if word in words))
told.etag = ""
told()
told()
os.replace(backup, path)
told()
for log in (path + "-wal", path + "-shm"):
    os.unlink(log)
told()
told()
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="The file is that of SQLite.")
def test_pages_are_those_of_the_file_that_is_there(tmp_path):
    path, backup = tmp_path / "register.sqlite3", tmp_path / "backup.sqlite3"
    agreement = AgreementFactory(title="Before")
    _copy_to(path)
    agreement.title = "After"
    agreement.save()
    _copy_to(backup)
    server = subprocess.run(
        [sys.executable, "-c", SERVER, path, backup],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{path}",
            "SNAPSHOTS": str(tmp_path / "indexes"),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert server.stdout.splitlines() == ["200 Before", "304", "503", "200 After", "304"]
    assert "Another file was put in the place of" in server.stderr


def _copy_to(path):
    with closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
