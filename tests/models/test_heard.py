"""Whether anybody wrote of an agreement in the two years before a day, or since."""

from datetime import date

import pytest

from agreements.models import Agreement
from agreements.models.days import Precision
from agreements.models.heard import heard_expression, since
from tests.factories import AgreementFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 15)


def heard(on=ON):
    """Return whether each agreement was heard of, in the order of their keys."""
    found = Agreement.objects.order_by("pk").annotate(heard=heard_expression(on))
    return list(found.values_list("heard", flat=True))


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2026, 3, 15), date(2024, 3, 15)), (date(2024, 2, 29), date(2022, 2, 28))],
    ids=["any day", "29 February"],
)
def test_two_years_begin_on_the_same_day_of_the_year(day, first):
    assert since(day) == first


@pytest.mark.parametrize(
    ("day", "precision", "expected"),
    [
        (date(2024, 3, 15), Precision.DAY, "lately"),
        (date(2024, 3, 14), Precision.DAY, "long-ago"),
        (date(2024, 3, 1), Precision.MONTH, "lately"),
        (date(2024, 2, 1), Precision.MONTH, "long-ago"),
        (date(2024, 1, 1), Precision.YEAR, "lately"),
        (date(2023, 1, 1), Precision.YEAR, "long-ago"),
        (None, Precision.DAY, "not-known"),
    ],
)
def test_newest_source_tells_by_the_last_day_that_it_may_be_of(day, precision, expected):
    source = SourceFactory(published_on=day, published_precision=precision)
    CitationFactory(source=source)

    assert heard() == [expected]


def test_one_new_source_is_enough_whatever_it_says():
    agreement = AgreementFactory()
    for year, stance in ((2010, "supports"), (2026, "disputes")):
        source = SourceFactory(published_on=date(year, 1, 1))
        CitationFactory(agreement=agreement, source=source, field="status", stance=stance)

    assert heard() == ["lately"]
    assert heard(date(2028, 1, 2)) == ["long-ago"]


def test_agreement_without_a_source_is_not_known():
    AgreementFactory()

    assert heard() == ["not-known"]
