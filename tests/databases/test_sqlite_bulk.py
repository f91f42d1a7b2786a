"""Whole tables are written into the file of a register itself, where nobody else has it open."""

import os
import sqlite3
from contextlib import closing

import pytest
from django.db import IntegrityError, connections, transaction

from agreements.databases import sqlite_bulk
from agreements.operations.moving import TARGET, target

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("other_databases"),
]
USUAL = ("wal", -16384, 1, 1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new.sqlite3"


@pytest.fixture
def database(path):
    """Return a connection to a file of two tables, one of which links to the other."""
    with target(f"sqlite:///{path}"):
        opened = connections[TARGET]
        with opened.cursor() as cursor:
            cursor.execute("CREATE TABLE body (id integer PRIMARY KEY)")
            cursor.execute(
                "CREATE TABLE name (id integer PRIMARY KEY, body_id integer"
                " REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED)"
            )
        yield opened


def how_it_is_written(database):
    """Return the kind of journal, the size of the cache, whether links are looked at, and how
    surely all is on the disk.
    """
    with database.cursor() as cursor:
        return tuple(
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "cache_size", "foreign_keys", "synchronous")
        )


def write(database, table, number):
    column = {"body": "id", "name": "body_id"}[table]
    sqlite_bulk.write_rows(database, table, [column], [[(number,)]])


def test_tables_are_written_without_a_log_and_all_is_as_ever_after_it(database, path):
    before = how_it_is_written(database)

    with sqlite_bulk.for_whole_tables(database):
        within = how_it_is_written(database)
        with transaction.atomic(using=TARGET), sqlite_bulk.without_links(database, ["name"]):
            write(database, "name", 1)
            has_log = os.path.exists(f"{path}-wal")
            write(database, "body", 1)

    assert before == USUAL
    assert within == ("delete", -sqlite_bulk.LOADING_CACHE, 0, 2)
    assert (has_log, how_it_is_written(database)) == (False, USUAL)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT * FROM name, body").fetchall() == [(1, 1, 1)]


def test_link_that_leads_nowhere_leaves_nothing_and_all_is_as_ever(database):
    with (
        pytest.raises(IntegrityError),
        sqlite_bulk.for_whole_tables(database),
        transaction.atomic(using=TARGET),
        sqlite_bulk.without_links(database, ["name"]),
    ):
        write(database, "name", 1)

    with database.cursor() as cursor:
        assert cursor.execute("SELECT * FROM name").fetchall() == []
    assert how_it_is_written(database) == USUAL


def test_file_that_another_has_open_is_written_through_its_log(database, path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT * FROM body").fetchall()
        with sqlite_bulk.for_whole_tables(database):
            within = how_it_is_written(database)
            with transaction.atomic(using=TARGET):
                write(database, "body", 1)
                seen = other.execute("SELECT * FROM body").fetchall()

    assert (within[0], seen, how_it_is_written(database)) == ("wal", [], USUAL)


def test_who_reads_at_the_end_does_not_undo_what_was_written(database, path):
    with closing(sqlite3.connect(path)) as other:
        with sqlite_bulk.for_whole_tables(database):
            with transaction.atomic(using=TARGET):
                for number in range(3):
                    write(database, "body", number)
            reading = other.execute("SELECT * FROM body")
            next(reading)
        assert how_it_is_written(database) == ("delete", *USUAL[1:])
        reading.close()

    database.close()
    assert how_it_is_written(database) == USUAL
    with database.cursor() as cursor:
        assert cursor.execute("SELECT * FROM body").fetchall() == [(0,), (1,), (2,)]


def test_within_a_transaction_nothing_is_otherwise(database):
    with transaction.atomic(using=TARGET), sqlite_bulk.for_whole_tables(database):
        assert how_it_is_written(database) == USUAL
