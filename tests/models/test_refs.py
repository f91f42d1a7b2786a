from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from agreements.models import Agreement, RefCounter
from tests import factories
from tests.models.rules import KEPT, REF_OF_ANOTHER_NOUN, outcome, refused

WAIT = 30
PREFIXES = {
    "AG": factories.AgreementFactory,
    "AL": factories.AllianceFactory,
    "EV": factories.EventFactory,
    "IN": factories.InstitutionFactory,
    "PR": factories.ProjectFactory,
    "SO": factories.SourceFactory,
}
each_noun = pytest.mark.parametrize(("prefix", "make"), PREFIXES.items(), ids=PREFIXES)


@pytest.mark.django_db
@each_noun
def test_refs_are_given_in_order(prefix, make):
    refs = [make().ref for _ in range(3)]

    assert refs == [f"{prefix}-0001", f"{prefix}-0002", f"{prefix}-0003"]


@pytest.mark.django_db
@each_noun
def test_ref_is_not_given_again_after_its_record_was_deleted(prefix, make):
    make()
    make().delete()

    record = make()

    assert record.ref == f"{prefix}-0003"


@pytest.mark.django_db
@each_noun
def test_ref_is_not_given_again_after_all_records_were_deleted(prefix, make):
    model = type(make())
    make()
    model.objects.all().delete()

    record = make()

    assert record.ref == f"{prefix}-0003"


@pytest.mark.django_db
@each_noun
def test_ref_given_elsewhere_is_kept_and_counted_on_from(prefix, make):
    given = make(ref=f"{prefix}-0041")

    following = make()

    assert (given.ref, following.ref) == (f"{prefix}-0041", f"{prefix}-0042")


@pytest.mark.django_db
@each_noun
def test_low_ref_given_elsewhere_does_not_set_the_counter_back(prefix, make):
    make(ref=f"{prefix}-0041")
    make(ref=f"{prefix}-0007")

    following = make()

    assert following.ref == f"{prefix}-0042"


@pytest.mark.django_db
@each_noun
def test_ref_stays_when_the_record_is_saved_again(prefix, make):
    record = make()

    record.save()

    assert record.ref == f"{prefix}-0001"
    assert str(RefCounter.objects.get(prefix=prefix)) == f"{prefix}-0001"


@pytest.mark.django_db
@each_noun
def test_ref_bears_prefix(prefix, make):
    record = make()

    results = [outcome(record, ref=ref) for ref in (f"{prefix}-0002", "XX-0001", f"{prefix}0003")]

    assert results == [KEPT, refused(REF_OF_ANOTHER_NOUN), refused(REF_OF_ANOTHER_NOUN)]


@pytest.mark.django_db
def test_each_noun_counts_for_itself():
    factories.AgreementFactory.create_batch(2)

    alliance = factories.AllianceFactory()

    assert alliance.ref == "AL-0001"


@pytest.mark.django_db
def test_many_refs_are_issued_at_once():
    refs = RefCounter.objects.issue("AG", count=3)

    assert refs == ["AG-0001", "AG-0002", "AG-0003"]
    assert RefCounter.objects.issue("AG") == ["AG-0004"]


@pytest.mark.django_db
def test_refs_grow_past_four_digits():
    RefCounter.objects.note("AG-9998")

    refs = RefCounter.objects.issue("AG", count=2)

    assert refs == ["AG-9999", "AG-10000"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("AG-0001", True),
        ("AG-0002", True),
        ("AG-0003", False),
        ("AL-0001", False),
        ("ag-0001", False),
        ("AG-1", False),
        ("AG-0001 ", False),
        ("AG-0001\n", False),
        ("AG-٠٠٠١", False),
        ("AG-" + "9" * 30, False),
        ("AG-0001\0", False),
        ("\ud800", False),
        ("", False),
    ],
    ids=[
        "of a record",
        "of a deleted record",
        "of the next record",
        "of another noun",
        "in lower case",
        "too short",
        "with a space",
        "with a line break",
        "in Arabic digits",
        "with thirty digits",
        "with NUL",
        "a lone surrogate",
        "empty",
    ],
)
def test_has_issued(ref, expected):
    factories.AgreementFactory()
    factories.AgreementFactory().delete()

    issued = RefCounter.objects.has_issued(ref)

    assert issued is expected


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("earlier", [0, 1], ids=["the first ever", "after another"])
def test_two_writers_at_once_get_different_refs(earlier):
    factories.AgreementFactory.create_batch(earlier)
    barrier = Barrier(2)

    def write(writer):
        try:
            barrier.wait(WAIT)
            return [Agreement.objects.create(title=f"By writer {writer}").ref for _ in range(5)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as writers:
        refs = [ref for written in writers.map(write, range(2), timeout=WAIT) for ref in written]

    assert sorted(refs) == [f"AG-{number:04d}" for number in range(1 + earlier, 11 + earlier)]
    assert Agreement.objects.count() == 10 + earlier
