"""Each process keeps its index in step with what was written anywhere."""

import os
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections

from agreements.filters import AgreementFilter
from agreements.index import bitmaps, live
from agreements.index.changes import EVERYTHING
from agreements.index.selection import Selection
from agreements.models import Agreement, Change
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
    SourceFactory,
)


@pytest.fixture
def counted(monkeypatch):
    """Count how often an index is built and how often records are read anew."""
    calls = []
    for name in ("_read", "refresh"):
        method = getattr(bitmaps.BitmapIndex, name)

        def counting(self, *arguments, method=method, name=name):
            calls.append(name)
            return method(self, *arguments)

        monkeypatch.setattr(bitmaps.BitmapIndex, name, counting)
    return calls


@pytest.mark.django_db
def test_one_edit_is_read_by_itself(counted):
    agreement = AgreementFactory()
    live.agreements.select(Selection())
    counted.clear()

    agreement.sectors.add(SectorFactory())
    live.agreements.select(Selection())
    live.agreements.select(Selection())

    assert counted == ["refresh"]


@pytest.mark.django_db
def test_change_that_counts_nothing_reads_nothing(counted):
    institution = PartyFactory().institution
    live.agreements.select(Selection())
    counted.clear()

    institution.name = "Renamed"
    institution.save()
    live.agreements.select(Selection())

    assert counted == []


@pytest.mark.django_db
def test_note_of_everything_builds_anew(counted):
    live.agreements.select(Selection())
    counted.clear()

    Change.objects.create(noun=EVERYTHING)
    live.agreements.select(Selection())

    assert counted == ["_read"]


@pytest.mark.django_db
def test_error_while_reading_leaves_no_half_read_index(monkeypatch):
    AgreementFactory()
    index = live.LiveIndex(AgreementFilter)
    index.select(Selection())
    AgreementFactory()
    with monkeypatch.context() as broken:
        broken.setattr(bitmaps.BitmapIndex, "_add", None)
        with pytest.raises(TypeError):
            index.select(Selection())

    assert index.select(Selection()).total == 2


@pytest.mark.django_db(transaction=True)
def test_threads_of_one_process_agree_while_others_write():
    AgreementFactory.create_batch(3)
    index = live.LiveIndex(AgreementFilter)
    found, failures = [], []

    def read():
        try:
            for _each in range(10):
                result = index.select(Selection())
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
    assert index.select(Selection()).total == 8


def address_of_database():
    """Return the DATABASE_URL of the database of the tests."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.mark.django_db(transaction=True)
def test_edit_of_one_process_is_seen_by_another_at_once():
    AgreementFactory(title="before")
    index = live.LiveIndex(AgreementFilter)
    index.select(Selection())
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

    titles = Agreement.objects.in_bulk(index.select(Selection()).ids).values()
    assert sorted(agreement.title for agreement in titles) == ["before", "elsewhere"]


@pytest.mark.django_db
def test_process_is_prepared_before_it_takes_requests(counted):
    AgreementFactory()
    PartyFactory(institution=InstitutionFactory())

    live.bring_in_step()
    counted.clear()
    result = live.agreements.select(Selection())

    assert (result.total, counted) == (2, [])


@pytest.mark.django_db
def test_evidence_is_counted_whatever_the_primary_keys_are():
    for pk in (1, 2**33 + 1):
        CitationFactory(agreement=AgreementFactory(pk=pk), source=SourceFactory(publisher="Daily"))

    index = bitmaps.BitmapIndex(AgreementFilter)

    assert index.select(Selection()).counts["evidence"] == {"single": 2}
