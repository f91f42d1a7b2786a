"""The values of a facet are read from where they are linked."""

from datetime import date

import pytest

from agreements.index.columns import by_row
from agreements.index.reading import facet_columns
from agreements.models import Agreement, Party
from agreements.models.grades import Grade
from agreements.nouns import AGREEMENT
from tests.factories import AgreementFactory, CitationFactory, PartyFactory, SectorFactory


def pairs(parameter, pks=None):
    """Return the (primary key, key) of a facet of agreements, rising."""
    return sorted(by_row(facet_columns(AGREEMENT.facet(parameter), Agreement, pks)))


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
def test_choice_of_linked_rows_is_read_from_their_table_alone(django_assert_num_queries):
    first, second, _without = AgreementFactory.create_batch(3)
    signatory, host = Party.Role.SIGNATORY, Party.Role.HOST
    PartyFactory(agreement=first, role=signatory)
    PartyFactory(agreement=first, role=host)
    PartyFactory(agreement=second, role=host)
    [role] = AGREEMENT.callings

    with django_assert_num_queries(1) as queries:
        found = sorted(by_row(facet_columns(role, Agreement)))

    assert found == sorted([(first.pk, signatory), (first.pk, host), (second.pk, host)])
    assert "JOIN" not in queries[0]["sql"]
    assert list(by_row(facet_columns(role, Agreement, [second.pk]))) == [(second.pk, host)]


@pytest.mark.django_db
def test_value_of_the_record_itself_is_read_by_its_expression():
    dated, undated = AgreementFactory(signed_on=date(2024, 5, 1)), AgreementFactory()

    assert pairs("year") == [(dated.pk, "2024"), (undated.pk, "undated")]
    assert pairs("year", [undated.pk]) == [(undated.pk, "undated")]


@pytest.mark.django_db
def test_grade_is_told_of_each_record():
    uncited, disputed = AgreementFactory.create_batch(2)
    CitationFactory(agreement=disputed, field="status", stance="disputes")

    assert pairs("evidence") == [(uncited.pk, Grade.UNSOURCED), (disputed.pk, Grade.DISPUTED)]
    assert pairs("evidence", [disputed.pk]) == [(disputed.pk, Grade.DISPUTED)]
