"""A copy of the register becomes one of today by what was written since, in whichever way."""

from contextlib import suppress
from itertools import count

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.models import Agreement, Link, Source
from agreements.nouns import LISTED, NOUNS
from agreements.release.making import make_release
from agreements.release.opened import open_release
from tests.index.worlds import WAYS_OF_WRITING, furnish
from tests.release.zips import empty_register
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
        self.follow(news(self._client, min(self.revisions)))

    def follow(self, told):
        """Write down what is told of records, as `news` tells it."""
        for noun, key, row in told:
            if row is None:
                self.rows[noun].pop(key, None)
            else:
                self.rows[noun][key] = row


def news(client, revision):
    """Yield (noun, id, row or None) of each record that was written since a revision."""
    newest = None
    while revision != newest:
        page = client.get(f"/changes.json?since={revision}").json()
        for item in page["items"]:
            response = client.get(item["data"])
            assert response.status_code in (200, 404, 410)
            is_there = response.status_code == 200
            yield item["type"], item["id"], response.json()[item["type"]] if is_there else None
        newest, revision = revision, page["revision"]


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


def all_standing(client):
    return {noun.name: standing(client, noun) for noun in LISTED}


def assert_is_a_mirror(copy, lists):
    """Compare a copy with the rows of all lists, as `standing` returns those of each."""
    for noun in LISTED:
        rows = {key: own(noun, row) for key, row in copy.rows[noun.name].items()}
        there = lists[noun.name]
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

        copy.catch_up()
        assert_is_a_mirror(copy, all_standing(self.client))


@pytest.mark.django_db
def test_copy_of_all_nouns_is_one_of_today_by_the_changes(client):
    records = hub()
    tie(records, 0)
    copy = Copy(client)
    pages = count(1)

    def between():
        if (page := next(pages)) % 6 == 1:
            tie(records, page)

    for noun in LISTED:
        copy.take(noun, between)

    for model in (Link, Source, Agreement):
        for record in model.objects.order_by("pk")[:2]:
            with suppress(ProtectedError):
                record.delete()

    copy.catch_up()
    assert_is_a_mirror(copy, all_standing(client))


@pytest.mark.django_db
def test_release_and_changes_are_the_register_of_today(client, tmp_path):
    records = hub()
    tie(records, 0)
    release = make_release(tmp_path)
    with open_release(release) as opened:
        revision = opened.revision.number
    tie(records, 1)
    Source.objects.order_by("pk").last().delete()
    records["institution"].name = "Another college"
    records["institution"].save()
    told, lists = list(news(client, revision)), all_standing(client)

    empty_register()
    call_command("load_release", release)
    copy = Copy(client)
    for noun in LISTED:
        copy.take(noun)
    copy.follow(told)

    assert_is_a_mirror(copy, lists)
