"""What the index answers is what the database answers, for any register and any selection."""

from itertools import permutations

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.index import adjacency, codec, pairs, postings, sorted_docs, value_rows
from agreements.index.index_files import KNOWN
from agreements.index.results import EmptyPage
from agreements.lists import live
from agreements.lists.answer import select_in_sql
from agreements.lists.filters import RegisterFilter
from agreements.models import Institution, Place
from agreements.nouns import AGREEMENT, COUNTRY, INSTITUTION, NOUNS
from tests.index.random_terms import days
from tests.index.worlds import SEARCHES, WAYS_OF_WRITING, furnish
from tests.sweeps import examples

pytestmark = pytest.mark.django_db

DERIVED = {
    "corridor": lambda: ["CN-KZ", "UZ-CN"],
    "partners": lambda: list(map("-".join, permutations(refs_of_institutions(), 2))),
    "place": lambda: list(map(str, Place.objects.order_by("pk").values_list("pk", flat=True))),
}


OTHERS = [noun for noun in NOUNS.values() if noun not in (AGREEMENT, INSTITUTION)]


@pytest.fixture(params=["as it is", "all limits small"])
def limits(request, monkeypatch):
    """Have small registers treated as large ones are, too: many values, blocks, results to walk."""
    if request.param == "all limits small":
        for module, name, limit in (
            (pairs, "MANY_VALUES", 1),
            (postings, "STEPS_PER_VALUE", 1),
            (value_rows, "WIDTH_LIMIT", 2),
            (value_rows, "ALIKE", 0),
            (adjacency, "FEW_DOCUMENTS", 2),
        ):
            monkeypatch.setattr(module, name, limit)
        monkeypatch.setattr(sorted_docs, "BLOCK", 2)
        monkeypatch.setattr(sorted_docs, "GAP", 4)
    return request.param


def refs_of_institutions():
    return Institution.objects.order_by("pk").values_list("ref", flat=True)[:3]


@st.composite
def addresses(draw, noun):
    """Draw the parameters of a list: values that there are, words, an order, a size of pages."""
    query = QueryDict(mutable=True)
    for facet in noun.facets:
        keys = list(facet.count(noun.model.objects.all()))
        texts = sorted(value.text for value in facet.values(keys))
        texts += ["not-stated"] if facet.may_lack else []
        if texts and draw(st.integers(0, 3)) == 0:
            query.setlist(facet.parameter, draw(st.lists(st.sampled_from(texts), max_size=3)))
    if noun.year and draw(st.integers(0, 3)) == 0:
        query.appendlist("year", draw(st.sampled_from(["1990-2024", "2024-2025", "1000-1900"])))
    for facet in noun.derived:
        if draw(st.integers(0, 5)) == 0:
            query[facet.parameter] = draw(st.sampled_from(DERIVED[facet.parameter]()))
    if draw(st.booleans()):
        query["q"] = draw(st.sampled_from(SEARCHES))
    if draw(st.booleans()):
        query["sort"] = draw(st.sampled_from(list(noun.orders)))
    if noun.is_dated and draw(st.booleans()):
        query["on"] = draw(days).isoformat()
    query["page_size"] = str(draw(st.integers(1, 4)))
    return query


def outcome(select, *arguments, **options):
    """Return what a selection answers, or "past its end"."""
    try:
        return select(*arguments, **options)
    except EmptyPage:
        return "past its end"


def compare(draw):
    """Draw selections of both lists with facets and of one other; compare the two answers."""
    for noun in (AGREEMENT, INSTITUTION, draw(st.sampled_from(OTHERS))):
        filterset = RegisterFilter(draw(addresses(noun)), noun)
        assert filterset.is_valid(), filterset.errors
        selection = filterset.selection.at_page(draw(st.integers(1, 3)))
        listed = draw(st.sampled_from([None, 1, 2]))
        with live.snapshot_and_release() as (snapshot, _release):
            index, matches = snapshot.index(noun), snapshot.matches(selection.query)
            assert outcome(index.select, selection, matches, listed=listed) == outcome(
                select_in_sql, filterset, selection, listed
            )
            pks = list(filterset.qs.values_list("pk", flat=True))
            assert index.all_keys(selection, matches).tolist() == pks
            every = list(noun.model.objects.values_list("pk", flat=True))
            assert set(index.chosen(every, selection, matches)) == set(pks)
            compare_neighbours(index, selection, matches, pks)


def compare_neighbours(index, selection, matches, pks):
    """Compare what stands beside each record with the whole list in order."""
    found = [index.neighbours(selection, pk, matches) for pk in pks]

    assert found == [
        (number + 1, len(pks), pks[number - 1] if number else None, following)
        for number, following in enumerate([*pks[1:], None][: len(pks)])
    ]
    nobody = "ZZ" if index.noun is COUNTRY else 0
    assert index.neighbours(selection, nobody, matches) is None


def take_out_of_a_file():
    """Have the index be one that was written, and read again."""
    content = b"".join(codec.Writer(KNOWN).parts(live.indexes._register))
    live.indexes._register = codec.read(memoryview(bytearray(content)), KNOWN)


@settings(max_examples=examples(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_index_answers_as_the_database_does(limits, data):
    with transaction.atomic():
        furnish()
        for write in data.draw(st.lists(st.sampled_from(WAYS_OF_WRITING), max_size=12)):
            write(data.draw)
        compare(data.draw)
        for write in data.draw(st.lists(st.sampled_from(WAYS_OF_WRITING), max_size=6)):
            if data.draw(st.booleans()):
                take_out_of_a_file()
            write(data.draw)
            compare(data.draw)
        take_out_of_a_file()
        compare(data.draw)
        transaction.set_rollback(True)
