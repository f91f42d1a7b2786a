"""Each process keeps its index in step with what was written anywhere."""

import os
import subprocess
import sys
import threading
from functools import partialmethod
from itertools import count

import pytest
from django.conf import settings
from django.db import Error, connection, connections

from agreements.index.bitmap_index import BitmapIndex
from agreements.index.contents import Contents
from agreements.index.live_indexes import LiveIndexes
from agreements.index.reading import facet_columns
from agreements.index.selection import Selection
from agreements.lists import live
from agreements.models import ANYTHING, Agreement, Change
from agreements.nouns import AGREEMENT
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
    SourceFactory,
)
from tests.index.worlds import select
from tests.servers import address_of_database

SECTORS = AGREEMENT.facet("sector")


def asked(indexes):
    """Return what some indexes answer of all agreements now."""
    with indexes.snapshot() as (snapshot, _release):
        return snapshot.index(AGREEMENT).select(Selection())


def reading_sectors(before):
    """Return indexes that do something before they read the sectors of agreements."""

    def read(pks):
        before()
        yield from facet_columns(SECTORS, Agreement, pks)

    return LiveIndexes(readers={"agreement": {"sector": read}})


@pytest.fixture
def counted(monkeypatch):
    """Count how often agreements are read as a whole and how often some of them anew."""
    calls = []

    def counting(self, *arguments, method, name):
        if self._model is Agreement:
            calls.append(name)
        return method(self, *arguments)

    for name in ("_read_records", "refresh"):
        method = getattr(Contents, name)
        monkeypatch.setattr(Contents, name, partialmethod(counting, method=method, name=name))
    return calls


@pytest.mark.django_db
def test_one_edit_is_read_by_itself(counted):
    agreement = AgreementFactory()
    select()
    counted.clear()

    agreement.sectors.add(SectorFactory())
    select()
    select()

    assert counted == ["refresh"]


@pytest.mark.django_db
def test_change_that_counts_nothing_reads_nothing(counted):
    institution = PartyFactory().institution
    select()
    counted.clear()

    institution.name = "Renamed"
    institution.save()
    select()

    assert counted == []


@pytest.mark.django_db
def test_note_of_everything_builds_anew(counted):
    select()
    counted.clear()

    Change.objects.create(noun=ANYTHING)
    select()

    assert counted == ["_read_records"]


@pytest.mark.django_db
def test_error_while_reading_leaves_no_half_read_index():
    AgreementFactory()
    errors = [None, Error("connection lost"), None]

    def fail_once():
        if error := errors.pop(0):
            raise error

    indexes = reading_sectors(fail_once)
    asked(indexes)
    AgreementFactory()
    with pytest.raises(Error):
        asked(indexes)

    assert asked(indexes).total == 2


@pytest.mark.django_db(transaction=True)
def test_reader_catches_up_once_while_others_write_without_end():
    agreement = AgreementFactory(title="first")
    AgreementFactory.create_batch(5)
    numbers = count()

    def write():
        Agreement.objects.filter(pk=agreement.pk).update(stands_for=2 + next(numbers))
        connection.close()

    def write_elsewhere():
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()

    indexes = reading_sectors(write_elsewhere)
    built, refreshed, again = (asked(indexes).stood_for for _each in range(3))

    assert (built, refreshed, again) == (6, 7, 8)
    assert next(numbers) == 3


@pytest.mark.django_db(transaction=True)
def test_rows_are_of_the_revision_of_their_snapshot():
    agreement = AgreementFactory(title="before")

    def rename():
        Agreement.objects.update(title="after")
        connection.close()

    with live.snapshot_and_release() as (snapshot, release):
        release()
        writer = threading.Thread(target=rename)
        writer.start()
        writer.join()
        title = Agreement.objects.get(pk=agreement.pk).title

    assert title == "before"
    assert snapshot.revision < Change.objects.revision()


@pytest.mark.django_db(transaction=True)
def test_threads_of_one_process_agree_while_others_write():
    AgreementFactory.create_batch(3)
    indexes = LiveIndexes()
    found, failures = [], []

    def read():
        try:
            for _each in range(10):
                result = asked(indexes)
                found.append((result.total, sum(result.counts["kind"].values()), len(result.ids)))
        except Exception as error:
            failures.append(error)
        connections.close_all()

    readers = [threading.Thread(target=read) for _each in range(4)]
    for reader in readers:
        reader.start()
    for _each in range(5):
        AgreementFactory()
    for reader in readers:
        reader.join()

    assert failures == []
    assert {total == kinds == rows for total, kinds, rows in found} == {True}
    assert asked(indexes).total == 8


@pytest.mark.django_db(transaction=True)
def test_edit_of_one_process_is_seen_by_another_at_once():
    AgreementFactory(title="before")
    indexes = LiveIndexes()
    asked(indexes)
    program = (
        "import django; django.setup(); from agreements.models import Agreement;"
        "Agreement.objects.create(title='elsewhere')"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address_of_database()},
    )

    titles = Agreement.objects.in_bulk(asked(indexes).ids).values()
    assert sorted(agreement.title for agreement in titles) == ["before", "elsewhere"]


@pytest.mark.django_db
def test_process_is_prepared_before_it_takes_requests(counted):
    AgreementFactory()
    PartyFactory(institution=InstitutionFactory())

    live.catch_up()
    counted.clear()
    result = select()

    assert (result.total, counted) == (2, [])


@pytest.mark.django_db
def test_evidence_is_counted_whatever_the_primary_keys_are():
    for pk in (1, 2**33 + 1):
        CitationFactory(
            agreement=AgreementFactory(pk=pk),
            field="status",
            source=SourceFactory(publisher__name="Daily"),
        )

    index = BitmapIndex(AGREEMENT)

    assert index.select(Selection()).counts["evidence"] == {"single": 2}
