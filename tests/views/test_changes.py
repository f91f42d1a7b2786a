"""A copy of the register becomes one of today by what was written since, however it was written."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.changes import changed_records
from agreements.models import ANYTHING, Agreement, Change, Link, Source
from agreements.nouns import LISTED, NOUNS
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    LinkFactory,
    PublisherFactory,
    SectorFactory,
    SourceFactory,
)
from tests.index.worlds import WAYS_OF_WRITING, furnish
from tests.sweeps import examples
from tests.views.connected import hub, tie

SITE = "http://testserver"


def since(client, revision):
    """Return what is told of the changes after a revision, pages and all: [(change, id)]."""
    address, items = f"/changes.json?since={revision}", []
    while address:
        page = client.get(address).json()
        items += [(item["change"], item["id"]) for item in page["items"]]
        address = page["next"]
    return items


def now():
    return Change.objects.revision().number


class Copy:
    """A copy of the register's lists, made by following `next` and then the changes."""

    def __init__(self, client):
        self._client = client
        self.rows = {noun.name: {} for noun in LISTED}
        self.revisions = []

    def take(self, noun, between=lambda: None):
        """Copy a list, a record at a time; do something after each."""
        address = f"{noun.list_address[:-1]}.json?page_size=3"
        while address:
            page = self._client.get(address).json()
            self.rows[noun.name] |= {item["id"]: item for item in page["items"]}
            self.revisions.append(page["first_revision"])
            address = page["next"]
            between()

    def catch_up(self):
        """Fetch what was written since the copy was begun, until nothing more was."""
        revision = min(self.revisions)
        while True:
            page = self._client.get(f"/changes.json?since={revision}").json()
            for item in page["items"]:
                self._fetch(item)
            if revision == page["revision"]:
                return revision
            revision = page["revision"]

    def _fetch(self, item):
        response = self._client.get(item["data"])
        if response.status_code == 200:
            self.rows[item["type"]][item["id"]] = response.json()[item["type"]]
        else:
            assert response.status_code in (404, 410)
            self.rows[item["type"]].pop(item["id"], None)


def own(noun, row):
    """Return of a row what it does not repeat of others."""
    return {column.name: row[column.name] for column in noun.columns if not column.is_repeated}


def standing(client, noun):
    """Return {id: row} of a list as it stands."""
    address, rows = f"{noun.list_address[:-1]}.json?page_size=100", {}
    while address:
        page = client.get(address).json()
        rows |= {item["id"]: own(noun, item) for item in page["items"]}
        address = page["next"]
    return rows


def assert_is_a_mirror(client, copy):
    copy.catch_up()
    for noun in LISTED:
        rows = {key: own(noun, row) for key, row in copy.rows[noun.name].items()}
        there = standing(client, noun)
        if noun is NOUNS["country"]:
            # Which countries are listed follows from the rows of institutions.
            countries = {row["country"] for row in copy.rows["institution"].values()} - {None}
            assert there.keys() == countries
            there = {key: row for key, row in there.items() if key in rows}
            rows = {key: row for key, row in rows.items() if key in there}
        assert rows == there, noun


class AnyWriting(TestCase):
    """Registers that are written to at random while somebody copies them."""

    @settings(max_examples=examples(3), suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def test_copy_and_changes_are_the_register(self, data):
        furnish()
        copy = Copy(self.client)

        def between():
            data.draw(st.sampled_from(WAYS_OF_WRITING))(data.draw)

        for noun in LISTED:
            copy.take(noun, between)

        assert_is_a_mirror(self.client, copy)


@pytest.mark.django_db
def test_copy_of_all_nouns_is_one_of_today_by_the_changes(client):
    records = hub()
    tie(records, 0)
    copy = Copy(client)
    numbers = iter(range(1, 100))
    for noun in LISTED:
        copy.take(noun, lambda: tie(records, next(numbers)))

    for model in (Link, Source, Agreement):
        for record in model.objects.order_by("pk")[:2]:
            with suppress(ProtectedError):
                record.delete()

    assert_is_a_mirror(client, copy)


@pytest.mark.django_db
def test_what_became_of_records_is_told_by_their_numbers(client):
    kept, deleted, _untouched = (AgreementFactory(title=title) for title in "abc")
    start = now()

    kept.title = "changed"
    kept.save()
    deleted.delete()
    AgreementFactory(title="d")
    page = client.get(f"/changes.json?since={start}").json()

    assert since(client, start) == [
        ("changed", "AG-0001"),
        ("deleted", "AG-0002"),
        ("added", "AG-0004"),
    ]
    assert page["items"][1] == {
        "type": "agreement",
        "id": "AG-0002",
        "url": f"{SITE}/agreements/AG-0002/",
        "data": f"{SITE}/agreements/AG-0002.json",
        "change": "deleted",
        "revision": page["items"][1]["revision"],
        "changed_at": page["items"][1]["changed_at"],
    }
    assert (page["since"]["revision"], page["revision"], page["next"]) == (start, now(), None)


@pytest.mark.django_db
def test_record_that_was_written_twice_is_told_once_with_its_newest_change(client):
    first, second = AgreementFactory(), AgreementFactory()
    start = now()

    for title in ("x", "y"):
        for agreement in (second, first):
            agreement.title = title
            agreement.save()
    items = client.get(f"/changes.json?since={start}").json()["items"]

    assert [item["id"] for item in items] == ["AG-0002", "AG-0001"]
    assert items[-1]["revision"] == now()


@pytest.mark.django_db
def test_many_changes_come_in_pages_each_record_on_one(client, monkeypatch):
    monkeypatch.setattr(changed_records, "MOST_RECORDS", 3)
    start = now()
    agreements = [AgreementFactory() for _each in range(8)]
    agreements[0].save()

    told = since(client, start)

    assert sorted(ref for _change, ref in told) == [f"AG-{number:04d}" for number in range(1, 9)]
    assert told[-1] == ("changed", "AG-0001")


@pytest.mark.django_db
@pytest.mark.parametrize("moved", [False, True], ids=["deleted", "moved"])
def test_agreement_that_a_link_led_from_is_told(client, moved):
    link, other = LinkFactory(), AgreementFactory()
    start = now()

    if moved:
        link.from_agreement = other
        link.save()
    else:
        link.delete()

    expected = {"AG-0001", "AG-0003"} if moved else {"AG-0001"}
    assert {ref for _change, ref in since(client, start)} == expected


@pytest.mark.django_db
def test_what_a_source_speaks_of_is_told_where_the_source_gets_another_voice(client):
    source = SourceFactory()
    institution = InstitutionFactory()
    CitationFactory(agreement=None, institution=institution, source=SourceFactory(reprints=source))
    start = now()

    source.publisher = PublisherFactory(name="Weekly")
    source.save()

    assert ("changed", institution.ref) in since(client, start)


@pytest.mark.django_db
def test_any_country_is_told_where_one_may_have_changed(client):
    institution = InstitutionFactory()
    start = now()

    institution.country.name = "Renamed"
    institution.country.save()

    assert since(client, start) == [("changed", "UZ")]


@pytest.mark.django_db
def test_nothing_is_told_where_nothing_was_written(client):
    AgreementFactory()

    page = client.get(f"/changes.json?since={now()}").json()

    assert (page["items"], page["next"], page["revision"]) == ([], None, now())
    assert page["since"]["changed_at"] == page["changed_at"]


@pytest.mark.django_db
def test_revision_of_another_moment_or_pruned_or_unknown_is_gone(client):
    AgreementFactory()
    start = now()
    told = client.get(f"/changes.json?since={start}").json()["changed_at"]
    other = told.replace("20", "19", 1)
    AgreementFactory()

    assert client.get(f"/changes.json?since={start}&changed_at={told}").status_code == 200
    assert client.get(f"/changes.json?since={start}&changed_at={other}").status_code == 410
    assert client.get(f"/changes.json?since={now() + 1}").status_code == 410
    Change.objects.prune(timezone.now() + timedelta(days=1))
    gone = client.get(f"/changes.json?since={start}")
    assert (gone.status_code, gone["Content-Type"]) == (410, "application/problem+json")
    assert gone.json()["type"] == f"{SITE}/data/"
    assert gone.json()["detail"].endswith(f"Begin anew from the newest release: {SITE}/data/")


@pytest.mark.django_db
def test_where_anything_may_have_changed_a_copy_begins_anew(client):
    AgreementFactory()
    start = now()
    Change.objects.create(noun=ANYTHING)

    assert client.get(f"/changes.json?since={start}").status_code == 410


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "since"),
        ("since=", "since"),
        ("since=x", "since"),
        ("since=-1", "since"),
        ("since=%00", "since"),
        ("since=%ED%A0%80", "since"),
        ("since=1" + "0" * 30, "since"),
        ("since=%D9%A3", "since"),
        ("since=1&since=2", "since"),
        ("since=1&changed_at=yesterday", "changed_at"),
        ("since=1&changed_at=2026-13-25T10:00:00.000000Z", "changed_at"),
        ("since=1&colour=red", "colour"),
    ],
)
def test_what_is_no_revision_is_told_of(client, query, parameter):
    response = client.get(f"/changes.json?{query}")

    [error] = response.json()["errors"]
    assert (response.status_code, error["parameter"]) == (400, parameter)


@pytest.mark.django_db
def test_changes_of_all_nouns_take_few_queries(client):
    records = hub()
    start = now()
    for number in range(3):
        tie(records, number)
    records["country"].save()
    SectorFactory().delete()
    client.get("/agreements.json")

    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/changes.json?since={start}").status_code == 200

    assert len(captured) <= 12
