"""A backup is one state of the whole database, in a file that only its owner reads."""

import json
import os
import resource
import subprocess
import sys
from threading import Event, Thread
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from agreements.models import Agreement, Change
from agreements.operations.backing_up import back_up, backups
from agreements.operations.restoring import opened, restore
from agreements.program_version import version
from tests.factories import AgreementFactory
from tests.servers import address_of_database

pytestmark = pytest.mark.django_db(transaction=True)
FILES = {"sqlite": "register.sqlite3", "postgresql": "register.dump"}


def test_backup_tells_what_it_is(tmp_path, agreement):
    path = back_up(tmp_path)

    with ZipFile(path) as zipped:
        told = json.loads(zipped.read("backup.json"))
        assert zipped.namelist() == ["backup.json", FILES[connection.vendor]]
    assert (told["layout"], told["version"], told["database"], told["revision"]) == (
        *(1, version(), connection.vendor),
        Change.objects.revision().number,
    )
    assert "agreements.0001_initial" in told["migrations"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert backups(tmp_path) == [*tmp_path.iterdir()] == [path]


def test_backup_under_writes_is_one_state(tmp_path):
    first, second = AgreementFactory(title="0"), AgreementFactory(title="0")
    is_over, count = Event(), 0

    def write():
        nonlocal count
        while not is_over.is_set():
            count += 1
            with transaction.atomic():
                Agreement.objects.filter(pk=first.pk).update(title=str(count))
                Agreement.objects.filter(pk=second.pk).update(title=str(count))
        connection.close()

    writer = Thread(target=write)
    writer.start()
    try:
        paths = [back_up(tmp_path / str(number)) for number in range(5)]
    finally:
        is_over.set()
        writer.join()

    for path in paths:
        with opened(path) as backup:
            restore(backup)
        titles = Agreement.objects.values_list("title", flat=True)
        assert titles[0] == titles[1]
        assert path.stem.endswith(f"-r{Change.objects.revision().number}")
    assert count > 5


def test_newest_backups_are_kept(tmp_path, capsys):
    old = [f"coop-backup-2026110{day}T000000Z-r{day}.zip" for day in (1, 2, 3)]
    for name in (*old, "coop-2026-11-25-r251.zip", "notes.txt"):
        (tmp_path / name).touch()

    call_command("backup", tmp_path, keep=2)

    new = capsys.readouterr().out.strip().rpartition("/")[2]
    assert {path.name for path in tmp_path.iterdir()} == {
        *(old[2], new),
        *("coop-2026-11-25-r251.zip", "notes.txt"),
    }


def test_none_is_kept_by_no_number(tmp_path):
    with pytest.raises(CommandError, match=r"^--keep must be 1 or more, not 0\.$"):
        call_command("backup", tmp_path, keep=0)

    assert [*tmp_path.iterdir()] == []


def test_folder_that_is_none_is_told(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match=r"/file: File exists\. No backup was written\.$"):
        call_command("backup", tmp_path / "file")


def test_full_disk_is_told_and_nothing_is_left(tmp_path):
    AgreementFactory()

    ended = subprocess.run(
        [sys.executable, "manage.py", "backup", tmp_path],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address_of_database()},
        # No file may become longer, as where a disk has no more room.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout, [*tmp_path.iterdir()]) == (1, "", [])
    assert ended.stderr.startswith("CommandError: ")
    assert ended.stderr.endswith(" No backup was written.\n")
    assert ended.stderr.count("\n") == 1
