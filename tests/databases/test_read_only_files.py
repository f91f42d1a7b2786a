"""An SQLite file is read, with all that was saved, where nothing can be written beside it."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import Error, OperationalError, connections

from agreements import databases
from agreements.databases.sqlite_connection import base
from agreements.databases.sqlite_connection.base import DatabaseWrapper
from agreements.databases.sqlite_connection.read_only_file import NO_ROOM_FOR_INDEX, way_to_read

# A process that is killed leaves the log of what it wrote last beside the file.
WRITER = """
import os, sqlite3, sys
path, is_killed = sys.argv[1], sys.argv[2] == "killed"
file = sqlite3.connect(path)
file.execute("PRAGMA journal_mode=WAL")
file.execute("CREATE TABLE word (text)")
file.execute("INSERT INTO word VALUES ('in the file')")
file.commit()
file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
if is_killed:
    file.execute("INSERT INTO word VALUES ('in its log')")
    file.commit()
    os.kill(os.getpid(), 9)
file.close()
"""


def written(folder, end):
    """Return the path of a file whose writer came to an end."""
    path = folder / "register.sqlite3"
    subprocess.run([sys.executable, "-c", WRITER, path, end], check=False)
    path.with_name("register.sqlite3-shm").unlink(missing_ok=True)
    return path


@pytest.fixture
def full_disk(monkeypatch):
    """Have SQLite find no room beside a file, as long as what is returned holds none."""
    usual = base.base.DatabaseWrapper.get_new_connection
    room = set()

    def opened(self, conn_params):
        if not room and not conn_params["database"].startswith("file:"):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = NO_ROOM_FOR_INDEX
            raise error
        return usual(self, conn_params)

    monkeypatch.setattr(base.base.DatabaseWrapper, "get_new_connection", opened)
    return room


@pytest.fixture
def opened(django_db_blocker):
    """Return what opens a file as a server does."""
    with django_db_blocker.unblock():
        made = []

        def open_file(path):
            options = connections.settings["default"] | {"NAME": str(path), "CONN_MAX_AGE": 60}
            made.append(DatabaseWrapper(options | {"OPTIONS": {}, "CONN_HEALTH_CHECKS": True}))
            return made[-1]

        yield open_file
        for each in made:
            each.close()


def asked(database):
    """Return what a request reads of a database."""
    database.close_if_unusable_or_obsolete()
    with database.cursor() as cursor:
        cursor.execute("SELECT text FROM word ORDER BY rowid")
        return [text for [text] in cursor.fetchall()]


@pytest.mark.parametrize(
    ("end", "held"),
    [("closed", ["in the file"]), ("killed", ["in the file", "in its log"])],
)
def test_all_that_was_saved_is_read_and_nothing_written(full_disk, opened, tmp_path, end, held):
    database = opened(written(tmp_path, end))

    assert asked(database) == held
    with pytest.raises(Error) as caught, database.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES ('lost')")
    assert databases.sqlite.is_for_reading_only(caught.value)
    assert databases.sqlite.refuses_writes(database)


def test_writes_are_taken_once_there_is_room(full_disk, opened, tmp_path):
    database = opened(written(tmp_path, "killed"))
    asked(database)

    full_disk.add("room")
    asked(database)
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES ('later')")

    assert asked(database) == ["in the file", "in its log", "later"]
    assert not databases.sqlite.refuses_writes(database)


def test_file_without_its_log_is_not_shown(full_disk, opened, tmp_path):
    path = written(tmp_path, "killed")
    log = path.with_name("register.sqlite3-wal")
    os.rename(log, tmp_path / "elsewhere")
    log.mkdir()

    with pytest.raises(OperationalError, match="in which stands what was written last"):
        asked(opened(path))


def test_file_that_is_not_there_is_told_as_ever(opened, tmp_path):
    with pytest.raises(OperationalError, match="unable to open database file"):
        asked(opened(tmp_path / "no" / "register.sqlite3"))


def test_file_in_which_writing_was_broken_off_is_not_taken_for_a_whole_one(tmp_path):
    path = tmp_path / "register.sqlite3"

    assert "immutable" in way_to_read(str(path)).address
    (tmp_path / "register.sqlite3-journal").write_bytes(b"what stood there before")
    assert "immutable" not in way_to_read(str(path)).address
