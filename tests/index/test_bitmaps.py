"""What the index answers is what the database answers, for any register and any selection."""

from itertools import permutations

import pytest
from django.db import transaction
from django.http import Http404, QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.filters import AgreementFilter, InstitutionFilter
from agreements.index import live, postings, sequence
from agreements.index.results import select_in_sql
from agreements.models import Institution, Place
from tests.index.worlds import SEARCHES, WAYS_OF_WRITING, furnish

pytestmark = pytest.mark.django_db

DERIVED = {
    "corridor": lambda: ["CN-KZ", "UZ-CN"],
    "partners": lambda: list(map("-".join, permutations(refs_of_institutions(), 2))),
    "place": lambda: list(map(str, Place.objects.order_by("pk").values_list("pk", flat=True))),
}
LISTS = ((AgreementFilter, live.agreements), (InstitutionFilter, live.institutions))


@pytest.fixture(params=["as it is", "all limits small"])
def limits(request, monkeypatch):
    """Have small registers treated as large ones are, too: many values, blocks, results to walk."""
    if request.param == "all limits small":
        for name, limit in (
            ("MANY_VALUES", 1),
            ("STEPS_PER_VALUE", 1),
            ("WIDTH_LIMIT", 1),
            ("FEW_DOCUMENTS", 2),
        ):
            monkeypatch.setattr(postings, name, limit)
        monkeypatch.setattr(sequence, "BLOCK", 2)
        monkeypatch.setattr(sequence, "GAP", 4)
    return request.param


def refs_of_institutions():
    return Institution.objects.order_by("pk").values_list("ref", flat=True)[:3]


@st.composite
def addresses(draw, filterset_class):
    """Draw the parameters of a list: values that there are, words, an order, a size of pages."""
    query = QueryDict(mutable=True)
    for facet in filterset_class.facets:
        keys = list(facet.count(filterset_class.Meta.model.objects.all()))
        texts = sorted(value.text for value in facet.show(keys))
        if texts and draw(st.integers(0, 3)) == 0:
            query.setlist(facet.parameter, draw(st.lists(st.sampled_from(texts), max_size=3)))
    for facet in filterset_class.derived:
        if draw(st.integers(0, 5)) == 0:
            query[facet.parameter] = draw(st.sampled_from(DERIVED[facet.parameter]()))
    if draw(st.booleans()):
        query["q"] = draw(st.sampled_from(SEARCHES))
    if draw(st.booleans()):
        query["sort"] = draw(st.sampled_from(list(filterset_class.orders)))
    query["page_size"] = str(draw(st.integers(1, 4)))
    return query


def outcome(select, *arguments):
    """Return what a selection answers, or the error it ends with."""
    try:
        return select(*arguments)
    except Http404 as error:
        return str(error)


def compare(draw):
    """Draw a selection of each list, and compare the two answers to it."""
    for filterset_class, index in LISTS:
        filterset = filterset_class(draw(addresses(filterset_class)), index_records(index))
        assert filterset.is_valid(), filterset.errors
        selection = filterset.selection.at_page(draw(st.integers(1, 3)))
        listed = draw(st.sampled_from([None, 1, 2]))
        assert outcome(index.select, selection, listed) == outcome(
            select_in_sql, filterset, selection, listed
        )
        compare_neighbours(index, selection, list(filterset.qs.values_list("pk", flat=True)))


def index_records(index):
    return index.filterset_class.Meta.model.objects.all()


def compare_neighbours(index, selection, pks):
    """Compare what stands beside each record with the whole list in order."""
    found = [index.neighbours(selection, pk) for pk in pks]

    assert found == [
        (number + 1, len(pks), pks[number - 1] if number else None, following)
        for number, following in enumerate([*pks[1:], None][: len(pks)])
    ]
    assert index.neighbours(selection, 0) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_index_answers_as_the_database_does(limits, data):
    with transaction.atomic():
        furnish()
        for write in data.draw(st.lists(st.sampled_from(WAYS_OF_WRITING), max_size=12)):
            write(data.draw)
        compare(data.draw)
        for write in data.draw(st.lists(st.sampled_from(WAYS_OF_WRITING), max_size=6)):
            write(data.draw)
            compare(data.draw)
        transaction.set_rollback(True)
