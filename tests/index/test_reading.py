"""Tables are read as columns, in parts, and the values of a facet from where they are linked."""

import gc
from datetime import date

import pytest

from agreements.index import reading
from agreements.index.reading import by_row, columns, facet_columns, in_parts, many_tuples
from agreements.models import Agreement, Sector
from agreements.models.grades import Grade
from agreements.nouns import AGREEMENT
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    InstitutionFactory,
    PartyFactory,
    SectorFactory,
    SourceFactory,
)


@pytest.fixture
def two_at_once(monkeypatch):
    """Have two rows be some thousand."""
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 2)


def pairs(parameter, pks=None):
    """Return the (primary key, key) of a facet of agreements, rising."""
    return sorted(by_row(facet_columns(AGREEMENT.facet(parameter), Agreement, pks)))


@pytest.mark.django_db
def test_columns_of_a_table_come_in_parts(two_at_once):
    for name in ("a", "b", "c"):
        SectorFactory(slug=name, name=name.upper())

    parts = columns(Sector.objects.order_by("slug").values_list("slug", "name"))

    assert list(parts) == [(("a", "b"), ("A", "B")), (("c",), ("C",))]


@pytest.mark.parametrize(
    ("rows", "parts"),
    [([], []), ([(1, "a"), (2, "b"), (3, "c")], [((1, 2), ("a", "b")), ((3,), ("c",))])],
)
def test_columns_of_pairs_come_in_parts_and_give_the_pairs_again(two_at_once, rows, parts):
    assert list(in_parts(rows)) == parts
    assert list(by_row(in_parts(rows))) == rows


def test_collector_is_off_within_the_block_and_then_as_it_was():
    with many_tuples():
        with many_tuples():
            pass
        is_on_within = gc.isenabled()

    assert (is_on_within, gc.isenabled()) == (False, True)


def test_collector_is_on_again_after_an_error():
    with pytest.raises(LookupError), many_tuples():
        raise LookupError

    assert gc.isenabled() is True


@pytest.mark.django_db
def test_each_value_of_a_record_makes_a_pair():
    first, second, _without = AgreementFactory.create_batch(3)
    one, other = SectorFactory.create_batch(2)
    first.sectors.set([one, other])
    second.sectors.set([other])

    assert pairs("sector") == [(first.pk, one.pk), (first.pk, other.pk), (second.pk, other.pk)]
    assert pairs("sector", [second.pk]) == [(second.pk, other.pk)]


@pytest.mark.django_db
def test_value_is_read_through_a_link_and_only_where_there_is_one():
    first, second = AgreementFactory.create_batch(2)
    for agreement in (first, second):
        PartyFactory(agreement=agreement)
        PartyFactory(agreement=agreement, institution__country=None)

    assert pairs("country") == [(first.pk, "UZ"), (second.pk, "UZ")]
    assert pairs("country", [second.pk]) == [(second.pk, "UZ")]


@pytest.mark.django_db
def test_value_of_the_record_itself_is_read_by_its_expression():
    dated, undated = AgreementFactory(signed_on=date(2024, 5, 1)), AgreementFactory()

    assert pairs("year") == [(dated.pk, "2024"), (undated.pk, "undated")]
    assert pairs("year", [undated.pk]) == [(undated.pk, "undated")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ({"Daily": ["supports", "supports"]}, Grade.SINGLE),
        ({"Daily": ["supports"], "Weekly": ["supports"]}, Grade.CORROBORATED),
        ({"Daily": ["supports", "disputes"], "Weekly": ["supports"]}, Grade.DISPUTED),
    ],
    ids=["one publisher", "two publishers", "one disputes"],
)
def test_grade_is_told_of_records_that_are_cited(voices, expected):
    _uncited, other, agreement = AgreementFactory.create_batch(3)
    CitationFactory(agreement=None, institution=InstitutionFactory())
    CitationFactory(agreement=other)
    for publisher, stances in voices.items():
        for stance in stances:
            source = SourceFactory(publisher=publisher)
            CitationFactory(agreement=agreement, source=source, stance=stance)

    assert pairs("evidence") == [(other.pk, Grade.SINGLE), (agreement.pk, expected)]
    assert pairs("evidence", [agreement.pk]) == [(agreement.pk, expected)]
