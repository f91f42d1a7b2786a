"""Whoever follows `next` has each untouched record once, whatever is written on the way."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.models import Agreement
from agreements.nouns import AGREEMENT, LISTED
from tests.factories import SectorFactory, factory_of
from tests.index.worlds import WAYS_OF_WRITING, add_agreements, furnish
from tests.sweeps import examples

# Seventy of a hundred records each in a sweep.
PAGES, PAGE_SIZE = min(examples(14), 70), min(examples(10), 100)
FIRST_DAY, FIRST_MOMENT = date(1990, 1, 1), datetime(2025, 1, 1, tzinfo=UTC)
WRITTEN_A_PAGE = 2
numbers = count()


def row(random):
    """Return values of an agreement by which lists are sorted, many of them equal or missing."""
    return {
        "title": random.choice("abcdefgЖ重") + random.choice("XYZ"),
        "signed_on": random.choice([None, FIRST_DAY + timedelta(random.randrange(4000))]),
        "updated_at": FIRST_MOMENT + timedelta(microseconds=random.randrange(4000)),
    }


def write(random, touched):
    """Edit, delete and add some agreements; note the numbers of those that there were."""
    keys = random.sample(sorted(Agreement.objects.values_list("pk", flat=True)), WRITTEN_A_PAGE * 2)
    edited, deleted = keys[:WRITTEN_A_PAGE], keys[WRITTEN_A_PAGE:]
    touched.update(Agreement.objects.filter(pk__in=keys).values_list("ref", flat=True))
    for key in edited:
        Agreement.objects.filter(pk=key).update(**row(random))
    Agreement.objects.filter(pk__in=deleted).delete()
    add_agreements([row(random) for _each in range(WRITTEN_A_PAGE)])


def follow(client, address, between=lambda page: None):
    """Return the ids on all pages from an address on, and the pages; do something after each."""
    ids, pages = [], []
    while address:
        page = client.get(address).json()
        pages.append(page)
        ids += [item["id"] for item in page["items"]]
        between(page)
        address = page["next"]
    return ids, pages


@pytest.mark.django_db
@pytest.mark.parametrize("sort", AGREEMENT.orders)
def test_no_untouched_record_is_missed_or_doubled_while_others_write(client, sort):
    random, touched = Random(f"of {sort}"), set()
    add_agreements([row(random) for _each in range(PAGES * PAGE_SIZE)])
    there = set(Agreement.objects.values_list("ref", flat=True))

    # Right where the reader is, too: the last record of the page is deleted or moved.
    def between(page):
        write(random, touched)
        last = page["items"][-1]["id"]
        touched.add(last)
        moved = Agreement.objects.filter(ref=last)
        moved.delete() if random.random() < 0.5 else moved.update(**row(random))

    address = f"/agreements.json?sort={sort}&page_size={PAGE_SIZE}&columns=id"
    ids, pages = follow(client, address, between)

    untouched = [ref for ref in ids if ref in there - touched]
    assert len(pages) > PAGES * 9 // 10
    assert len(there - touched) > PAGES * PAGE_SIZE // 3
    assert sorted(untouched) == sorted(there - touched)
    assert {page["first_revision"] for page in pages} == {pages[0]["revision"]}
    assert pages[-1]["revision"] > pages[0]["revision"]


@pytest.mark.django_db
@pytest.mark.parametrize("noun", LISTED, ids=[noun.plural for noun in LISTED])
def test_each_order_of_each_list_is_followed_to_its_end(client, noun, register):
    for sort in noun.orders:
        whole = client.get(f"/{noun.plural}.csv?sort={sort}&columns=id&bom=0").content.decode()

        ids, pages = follow(client, f"/{noun.plural}.json?sort={sort}&page_size=2")

        assert ids == whole.split()[1:]
        assert len(pages) == -(-len(ids) // 2)


class AnyWriting(TestCase):
    """Small registers that are written to at random, read two records at a time."""

    @settings(max_examples=examples(10), suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def test_what_nobody_touches_is_there_once(self, data):
        furnish()
        sort = data.draw(st.sampled_from(list(AGREEMENT.orders)))
        before = {record.ref: places(record) for record in Agreement.objects.all()}
        changed = set()

        def between(_page):
            data.draw(st.sampled_from(WAYS_OF_WRITING))(data.draw)
            now = {record.ref: places(record) for record in Agreement.objects.all()}
            changed.update(ref for ref in before if before[ref] != now.get(ref))

        ids, _pages = follow(self.client, f"/agreements.json?sort={sort}&page_size=1", between)

        untouched = [ref for ref in ids if ref in before and ref not in changed]
        assert sorted(untouched) == sorted(before.keys() - changed)


def places(agreement):
    """Return all that an agreement is sorted by."""
    return agreement.title, agreement.signed_on, agreement.updated_at


@pytest.mark.django_db
def test_page_after_the_last_record_is_empty(client):
    for title in "abc":
        factory_of("agreement")(title=title)
    first = client.get("/agreements.json?sort=title&page_size=2").json()
    Agreement.objects.filter(title="c").delete()

    last = client.get(first["next"]).json()

    assert (last["items"], last["next"], last["total"]) == ([], None, 2)


@pytest.mark.django_db
def test_choice_is_kept_from_page_to_page(client):
    sector = SectorFactory(slug="forestry")
    for title in "abcde":
        agreement = factory_of("agreement")(title=title)
        if title in "ace":
            agreement.sectors.add(sector)

    ids, pages = follow(client, "/agreements.json?sector=forestry&sort=-title&page_size=1")

    assert (ids, len(pages)) == (["AG-0005", "AG-0003", "AG-0001"], 3)


@pytest.mark.django_db
def test_best_matches_are_paged_by_number_and_sorted_ones_by_place(client):
    for number in range(3):
        factory_of("agreement")(title=f"College {number}")

    ranked = client.get("/agreements.json?q=college&page_size=2").json()
    by_title, _pages = follow(client, "/agreements.json?q=college&page_size=2&sort=title")

    assert ranked["next"] == "http://testserver/agreements.json?q=college&page_size=2&page=2"
    assert by_title == ["AG-0001", "AG-0002", "AG-0003"]


@pytest.mark.django_db
def test_page_by_its_number_does_not_say_with_which_revision_its_reader_began(client):
    for _each in range(3):
        factory_of("agreement")()

    response = client.get("/agreements.json?page_size=1&page=2")

    page = response.json()
    assert (page["first_revision"], page["next"][-7:]) == (None, "&page=3")
    before = '<http://testserver/agreements.json?page_size=1&page=1>; rel="prev"'
    assert response["Link"].split(", ")[-1] == before
