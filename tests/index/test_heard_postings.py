"""Whether sources wrote lately: what the index works out, the database defines."""

import copy
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.arrays import whole_numbers
from agreements.index.dated_postings import MAX_DAYS
from agreements.index.doc_ids import DocIds
from agreements.index.heard_postings import HeardPostings, newest_days
from agreements.index.reading import facet_columns
from agreements.models import Agreement
from agreements.models.heard import heard_expression
from agreements.nouns import AGREEMENT
from tests.factories import AgreementFactory, CitationFactory, SourceFactory
from tests.index.random_terms import days, first_of, precisions

pytestmark = pytest.mark.django_db

published = st.lists(st.tuples(st.none() | days, precisions), max_size=3)


def built():
    """Return the postings of all agreements, and their primary keys in the documents' order."""
    pks = list(Agreement.objects.order_by("pk").values_list("pk", flat=True))
    columns = facet_columns(AGREEMENT.facet("heard"), Agreement)
    return HeardPostings(columns, DocIds(whole_numbers([pks]))), pks


def cite(agreement, day, precision="day"):
    source = SourceFactory(
        published_on=day and first_of(day, precision), published_precision=precision
    )
    CitationFactory(agreement=agreement, source=source)


@given(drawn=st.lists(published, max_size=4), asked=st.lists(st.none() | days, max_size=3))
def test_index_and_database_agree_on_any_sources_and_day(drawn, asked):
    with transaction.atomic():
        for sources in drawn:
            agreement = AgreementFactory()
            for day, precision in sources:
                cite(agreement, day, precision)
        postings, pks = built()
        found, defined = [], []
        for on in asked:
            made = postings.on(on)
            found.append({pks[doc]: key for key in made.all_keys() for doc in made.matching([key])})
            heard = Agreement.objects.annotate(heard=heard_expression(on))
            defined.append(dict(heard.values_list("pk", "heard")))
        transaction.set_rollback(True)

    assert found == defined


def test_days_that_were_asked_for_are_kept_in_step():
    cite(AgreementFactory(), date(2024, 5, 1))
    AgreementFactory()
    postings, _pks = built()
    on = date(2026, 5, 1)
    assert postings.on(on).count(BitMap([0, 1])) == {"lately": 1, "not-known": 1}

    postings.discard(0)
    postings.discard(1)
    postings.add(1, [19_000])
    postings.add(0, [])
    postings.add(2, [])

    assert postings.on(on).count(BitMap([0, 1, 2])) == {"long-ago": 1, "not-known": 2}


def test_day_that_is_asked_again_among_many_has_the_same_answers():
    cite(AgreementFactory(), date(2024, 5, 1))
    postings, _pks = built()
    days = [date(2024, 5, 1) + timedelta(days=365 * number) for number in range(2 * MAX_DAYS)]

    before = copy.copy(postings)
    for _again in range(2):
        found = [postings.on(day).count(BitMap([0])) for day in days]
        assert found == [{"lately": 1}] * 3 + [{"long-ago": 1}] * (2 * MAX_DAYS - 3)
    # Another thread that was copying it meanwhile has what was there.
    assert vars(before)["_kept"] == {}


def test_newest_day_of_some_records_alone_is_read():
    agreements = AgreementFactory.create_batch(2)
    for agreement in agreements:
        cite(agreement, date(1970, 1, 2))
        cite(agreement, date(1970, 1, 1), "year")

    assert newest_days(Agreement, [agreements[1].pk]) == ([agreements[1].pk], [364])
