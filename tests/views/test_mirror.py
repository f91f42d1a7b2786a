"""A copy of the register becomes one of today by what was written since, in whichever way."""

from contextlib import suppress

import pytest
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.models import Agreement, Link, Source
from agreements.nouns import LISTED, NOUNS
from tests.index.worlds import WAYS_OF_WRITING, furnish
from tests.sweeps import examples
from tests.views.connected import hub, tie


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
