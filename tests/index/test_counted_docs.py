"""Documents in the order of a number that changes with records of another noun."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.index.counted_docs import CountedDocs
from agreements.index.live_indexes import LiveIndexes
from agreements.index.selection import Selection
from agreements.models import Institution, Source
from agreements.nouns import ALLIANCE, INSTITUTION, PUBLISHER
from tests.factories import (
    AgreementFactory,
    AllianceFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    PublisherFactory,
    SourceFactory,
)

# The number of each document; keys fall where documents rise: nothing but an order keeps to keys.
numbers = st.lists(st.integers(0, 3), min_size=1, max_size=12)


def made(counts):
    pks = np.arange(len(counts), 0, -1)
    return CountedDocs(pks, np.array(counts)), {doc: int(pk) for doc, pk in enumerate(pks)}


@given(numbers, st.data(), st.booleans())
def test_documents_stand_by_number_then_by_key(counts, data, descending):
    docs, pks = made(counts)
    among = data.draw(st.sets(st.sampled_from(range(len(counts)))))
    expected = sorted(among, key=lambda doc: (counts[doc], pks[doc]), reverse=descending)

    assert docs.all(BitMap(among), descending=descending).tolist() == expected
    assert docs.part(BitMap(among), 1, 3, descending=descending) == expected[1:3]
    for place, doc in enumerate(expected):
        found = BitMap(among)
        assert docs.position(found, doc, descending=descending) == place
        passed = docs.passed(found, counts[doc], pks[doc], descending=descending)
        assert passed == place + 1


def test_number_of_a_document_changes_and_a_new_one_has_its_own():
    docs, _pks = made([1, 2])

    docs.put(0, 2, 5)
    docs.put(40, 9, 3)

    assert docs.all(BitMap([0, 1, 40])).tolist() == [1, 40, 0]


def first_names(live, noun, sort):
    with live.snapshot() as (snapshot, _release):
        ids = snapshot.index(noun).select(Selection(sort=sort)).ids
    names = dict(noun.model.objects.values_list("pk", "name"))
    return [names[pk] for pk in ids]


@pytest.mark.django_db
def test_orders_follow_what_is_written_of_other_nouns():
    live = LiveIndexes()
    for name in ("Few", "Many", "None"):
        InstitutionFactory(name=name)
        AllianceFactory(name=name)
        PublisherFactory(name=name)
    few, many = Institution.objects.filter(name__in=["Few", "Many"]).order_by("name")
    alliances = ALLIANCE.model.objects.in_bulk(field_name="ref").values()
    small, large, _none = sorted(alliances, key=lambda one: one.name)
    before = first_names(live, INSTITUTION, "-agreements")

    for body in (few, many, many):
        PartyFactory(agreement=AgreementFactory(), institution=body)
    for alliance, body in ((small, few), (large, few), (large, many)):
        MembershipFactory(alliance=alliance, institution=body)
    for publisher in ("Few", "Many", "Many"):
        SourceFactory(publisher=PUBLISHER.model.objects.get(name=publisher))

    assert before == ["None", "Many", "Few"]
    for noun, sort in (
        (INSTITUTION, "-agreements"),
        (ALLIANCE, "-members"),
        (PUBLISHER, "-sources"),
    ):
        assert first_names(live, noun, sort) == ["Many", "Few", "None"]
        assert first_names(LiveIndexes(), noun, sort) == ["Many", "Few", "None"]

    Source.objects.all().update(publisher=PUBLISHER.model.objects.get(name="None"))
    assert first_names(live, PUBLISHER, "-sources") == ["None", "Many", "Few"]
