"""The tables of a release as a database of SQLite."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from agreements.release.as_sqlite import write_sqlite
from agreements.release.making import make_release
from agreements.release.released import released_tables
from tests.factories import AgreementFactory, CitationFactory, PartyFactory
from tests.release.zips import contents

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(tmp_path):
    agreement = AgreementFactory(title="中乌 · Oʻzbekiston", stands_for=11)
    PartyFactory(agreement=agreement)
    CitationFactory(agreement=agreement)
    return make_release(tmp_path)


def asked(path, sql):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def test_tables_hold_what_the_release_has(release):
    path = write_sqlite(release)
    files = contents(release)

    for table in released_tables():
        lines = csv.reader(io.StringIO(files[table.file_name].decode(), newline=""))
        found = asked(path, f'SELECT * FROM "{table.name}"')  # noqa: S608
        assert len(found) == len(list(lines)) - 1, table.name


def test_values_are_of_their_kinds(release):
    path = write_sqlite(release)

    [row] = asked(path, "SELECT title, stands_for, is_open_ended, ends_on FROM agreement")
    assert row == ("中乌 · Oʻzbekiston", 11, 0, None)


def test_links_lead_somewhere(release):
    path = write_sqlite(release)

    assert asked(path, "PRAGMA foreign_key_check") == []
    assert asked(path, "PRAGMA foreign_key_list(party)")


def test_command_writes_both(release, capsys):
    call_command("release", release.parent, "--sqlite")

    assert capsys.readouterr().out.splitlines() == [str(release), str(write_sqlite(release))]


def test_nothing_half_is_left_where_there_is_no_release(tmp_path):
    (tmp_path / "coop-x.zip").write_bytes(b"no zip")

    with pytest.raises(Exception, match="zip"):
        write_sqlite(tmp_path / "coop-x.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["coop-x.zip"]


def test_folder_that_cannot_be_written_is_told_in_a_sentence(release, monkeypatch):
    def full(*_arguments):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)

    with pytest.raises(CommandError, match="disk is full"):
        call_command("release", release.parent, "--sqlite")
