"""An index out of a file is the one that was written, and what is no such file is not read."""

import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection

from agreements.index import index_files
from agreements.index.beginning import begun
from agreements.index.live_indexes import LiveIndexes
from agreements.index.register_index import RegisterIndex
from agreements.index.selection import Selection
from agreements.models import ANYTHING, Agreement, Change, Epoch
from agreements.nouns import AGREEMENT, NOUNS
from agreements.search.query import parse
from tests.factories import AgreementFactory, PartyFactory, SectorFactory
from tests.folded import fold_everything
from tests.servers import address_of_database

pytestmark = pytest.mark.django_db(transaction=True)

WORKER = """
import logging, sys, time
import django
django.setup()
from agreements.index.register_index import RegisterIndex
from agreements.lists import live
build, built = RegisterIndex._build, []
def slow(self):
    built.append(True)
    time.sleep(1)
    build(self)
RegisterIndex._build = slow
from agreements.index.selection import Selection
from agreements.nouns import AGREEMENT
with live.snapshot() as snapshot:
    print(len(built), snapshot.index(AGREEMENT).select(Selection()).total)
"""


@pytest.fixture
def folder(settings, tmp_path):
    """Keep indexes as files in a folder of the test."""
    settings.SNAPSHOTS = tmp_path / "indexes"
    return settings.SNAPSHOTS


@pytest.fixture
def furnished(folder):
    """A few records with names, folded, and a file of the index of them."""
    agreement = AgreementFactory(title="Forestry college")
    agreement.sectors.add(SectorFactory(name="Forestry"))
    PartyFactory(agreement=agreement)
    AgreementFactory(title="A school of silk")
    fold_everything()
    begun()
    return folder


def written(folder):
    return sorted(path.name for path in folder.glob("*.index"))


def read():
    return index_files.newest(Epoch.objects.get().mark)


def answers(register):
    """Return what an index answers of all nouns, and to a search."""
    query = parse("forestri")
    found = register.matches(query)
    totals = {name: register.indexes[name].select(Selection(), listed=None) for name in NOUNS}
    return totals, register.indexes["agreement"].select(Selection(query=query), found)


def as_read():
    """Return the index as the whole register is read, with all names."""
    register = RegisterIndex()
    register.catch_up_with_names()
    return register


def total(indexes):
    with indexes.snapshot(patience=60) as (snapshot, _release):
        return snapshot.index(AGREEMENT).select(Selection()).total


@pytest.fixture
def built(monkeypatch):
    """Count how often the whole register is read."""
    calls, build = [], RegisterIndex._build

    def counting(self):
        calls.append(self)
        build(self)

    monkeypatch.setattr(RegisterIndex, "_build", counting)
    return calls


def test_index_that_is_read_answers_as_the_one_that_was_written(furnished):
    register = read()

    assert register.revision == Change.objects.revision()
    assert answers(register) == answers(as_read())


def test_what_was_written_since_is_taken_in(furnished, built):
    Agreement.objects.filter(title="Forestry college").delete()
    AgreementFactory(title="Forestry of late")

    register = begun()

    assert built == []
    assert answers(register) == answers(as_read())


def test_index_is_read_where_it_cannot_be_told_what_was_written_since(furnished, built):
    AgreementFactory()
    Change.objects.exclude(pk=Change.objects.revision().number).delete()

    register = begun()

    assert len(built) == 1
    assert answers(register) == answers(as_read())


def test_file_of_another_epoch_is_not_read(furnished, built):
    Epoch.objects.begin()

    assert read() is None
    begun()
    assert len(built) == 1


def test_file_of_another_program_is_not_read(furnished, monkeypatch):
    monkeypatch.setattr(index_files, "program", lambda: "another")

    assert read() is None


def test_damaged_file_is_told_of_once_and_not_read(furnished, caplog):
    [path] = furnished.glob("*.index")
    mark, whole = Epoch.objects.get().mark, path.read_bytes()
    places = range(0, len(whole), max(10, len(whole) // 500))
    with path.open("r+b", buffering=0) as file:
        for place in places:
            os.pwrite(file.fileno(), bytes([whole[place] ^ 1]), place)
            assert index_files.newest(mark) is None
            os.pwrite(file.fileno(), whole[place : place + 1], place)

    assert {record.getMessage() for record in caplog.records} == {
        f"The index in {path} is not read: it is damaged."
    }
    assert len(caplog.records) == len(places)
    assert index_files.newest(mark).revision == Change.objects.revision()


@pytest.mark.parametrize("size", [0, 1, 40, 1000])
def test_file_that_was_cut_off_is_not_read(furnished, caplog, size):
    [path] = furnished.glob("*.index")
    path.write_bytes(path.read_bytes()[:size])

    assert read() is None
    assert len(caplog.records) == 1


def test_page_is_made_where_a_file_is_damaged(furnished, built):
    [path] = furnished.glob("*.index")
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    assert total(LiveIndexes()) == 2
    assert len(built) == 1
    assert read().revision == Change.objects.revision()


def test_what_a_process_changes_stays_its_own(furnished):
    one, other = read(), read()
    Agreement.objects.update(title="Zebra")

    one.take_in(Change.objects.unseen(one.revision))

    assert answers(one) == answers(as_read())
    assert answers(other) == answers(read())


def test_few_files_are_kept(furnished):
    for _each in range(4):
        Change.objects.create(noun=ANYTHING)
        begun()

    assert len(written(furnished)) == index_files.MOST_FILES


def test_index_without_its_names_is_not_kept(folder, monkeypatch):
    monkeypatch.setattr("agreements.index.register_names.MAX_FOLDED", 0)
    AgreementFactory()

    begun()

    assert written(folder) == []


@pytest.mark.parametrize("reason", ["a file is in its place", "nothing can be written"])
def test_register_is_read_where_no_files_can_be_kept(settings, tmp_path, caplog, reason):
    settings.SNAPSHOTS = tmp_path / "taken" if reason.startswith("a file") else "/proc/indexes"
    settings.SNAPSHOTS = type(tmp_path)(settings.SNAPSHOTS)
    (tmp_path / "taken").write_text("")
    AgreementFactory()

    assert total(LiveIndexes()) == 1
    assert {record.levelno for record in caplog.records} == {logging.WARNING}


def test_large_change_is_filed_for_all(furnished, built, monkeypatch):
    monkeypatch.setattr("agreements.index.live_indexes.is_much", lambda _entries: True)
    first, second = LiveIndexes(), LiveIndexes()
    assert (total(first), total(second), built) == (2, 2, [])
    AgreementFactory()
    Change.objects.create(noun=ANYTHING)

    assert (total(first), total(second)) == (3, 3)
    # The other one has it out of the file.
    assert len(built) == 1
    assert read().revision == Change.objects.revision()


def test_many_small_changes_are_filed_in_time(furnished, monkeypatch):
    indexes = LiveIndexes()
    total(indexes)
    monkeypatch.setattr("agreements.index.live_indexes.FEW_ROWS", 3)
    monkeypatch.setattr("agreements.index.register_index.FEW_ROWS", 3)
    for _each in range(4):
        AgreementFactory()
        total(indexes)
    indexes._successor and indexes._successor.wait(60)

    assert Change.objects.revision().number - read().revision.number <= 4


def test_two_processes_that_begin_at_once_build_one_index(folder):
    AgreementFactory.create_batch(3)
    fold_everything()
    connection.close()
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_database(),
        "SNAPSHOTS": str(folder),
    }
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER],
            cwd=django_settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _each in range(2)
    ]

    assert sorted(worker.communicate()[0] for worker in workers) == ["0 3\n", "1 3\n"]


def test_restored_database_begins_an_epoch(furnished):
    indexes = LiveIndexes()
    before = Change.objects.revision()
    backup = list(Change.objects.values())
    AgreementFactory()
    assert total(indexes) == 3
    # As a backup of before holds it, with what was written to that since.
    Agreement.objects.order_by("-pk").first().delete()
    Change.objects.all().delete()
    Change.objects.bulk_create(Change(**row) for row in backup)

    assert total(indexes) == 2
    assert Change.objects.revision()[:2] == before[:2]
    assert Change.objects.revision().epoch != before.epoch


def test_database_that_was_restored_while_no_server_ran_begins_an_epoch(furnished, built):
    before = Change.objects.revision()
    Change.objects.filter(pk=before.number).delete()

    register = begun()

    assert register.revision.epoch not in {"", before.epoch}
    assert (register.revision, len(built)) == (Change.objects.revision(), 1)


def test_emptied_register_begins_an_epoch():
    before = Epoch.objects.get().mark

    call_command("flush", interactive=False)

    assert Epoch.objects.get().mark != before
