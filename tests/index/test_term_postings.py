"""Whether records are in force on a day: what the index works out, the database defines."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from agreements.arrays import whole_numbers
from agreements.index.dated_postings import MAX_DAYS
from agreements.index.doc_ids import DocIds
from agreements.index.reading import facet_columns
from agreements.index.term_postings import TermPostings
from agreements.models import Agreement
from agreements.nouns import AGREEMENT
from tests.factories import AgreementFactory
from tests.index.random_terms import days, terms

pytestmark = pytest.mark.django_db

agreements = st.tuples(terms(), st.sampled_from(Agreement.Status.values))
OPEN = {"starts_on": date(2024, 5, 1), "is_open_ended": True}


def built():
    """Return the postings of all agreements, and their primary keys in the documents' order."""
    pks = list(Agreement.objects.order_by("pk").values_list("pk", flat=True))
    columns = facet_columns(AGREEMENT.facet("in_force"), Agreement)
    return TermPostings(columns, DocIds(whole_numbers([pks]))), pks


def in_index(postings, on, pks):
    """Return {primary key: answer} of the documents that have one."""
    made = postings.on(on)
    return {pks[doc]: key for key in made.all_keys() for doc in made.matching([key])}


def in_sql(on):
    return dict(Agreement.objects.with_in_force(on).values_list("pk", "in_force"))


@given(drawn=st.lists(agreements, max_size=8), asked=st.lists(st.none() | days, max_size=4))
def test_index_and_database_agree_on_any_term_and_day(drawn, asked):
    with transaction.atomic():
        Agreement.objects.bulk_create(
            Agreement(ref=f"AG-{number:04d}", title="Any", status=status, **term)
            for number, (term, status) in enumerate(drawn, start=1)
        )
        postings, pks = built()
        found = [in_index(postings, on, pks) for on in asked]
        defined = [in_sql(on) for on in asked]
        transaction.set_rollback(True)

    assert found == defined


def test_days_that_were_asked_for_are_kept_in_step():
    AgreementFactory(**OPEN)
    AgreementFactory()
    postings, _pks = built()
    on = date(2025, 1, 1)
    assert postings.on(on).count(BitMap([0, 1])) == {"yes": 1, "not-known": 1}

    postings.discard(0)
    postings.discard(1)
    postings.add(1, [("2024-05-01", "day", "2024-12-31", "day", False, "signed")])
    postings.add(2, [])

    assert postings.on(on).count(BitMap([0, 1, 2])) == {"no": 1, "not-known": 1}
    assert postings.on(date(2024, 6, 1)).count(BitMap([0, 1, 2])) == {"yes": 1, "not-known": 1}


def test_document_without_a_record_has_no_answer_on_any_day():
    AgreementFactory()
    postings, _pks = built()

    postings.discard(0)

    assert list(postings.on(None).matching(["yes", "no", "not-known"])) == []


def test_only_the_last_days_are_kept():
    postings, _pks = built()
    first, *others = (date(2024, 5, 1) + timedelta(days=number) for number in range(MAX_DAYS + 1))

    kept = postings.on(first)
    assert postings.on(first) is kept
    for day in others:
        postings.on(day)

    assert postings.on(first) is not kept


def test_today_is_not_over_and_yesterday_is():
    AgreementFactory(status="completed")
    postings, pks = built()
    today = timezone.localdate()

    answers = [in_index(postings, day, pks) for day in (today, None, today - timedelta(days=1))]

    assert [list(answer.values()) for answer in answers] == [["no"], ["no"], ["not-known"]]
