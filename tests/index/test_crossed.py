"""Two facets at once: what SQL counts one by one."""

from datetime import date

import pytest

from agreements.index.bitmap_index import BitmapIndex
from agreements.index.crossed import crossed
from agreements.index.selection import Selection
from agreements.nouns import AGREEMENT
from tests.factories import AgreementFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sectors():
    """Three sectors: of four, of two and of no agreements; one of each of the former is undated."""
    sectors = SectorFactory.create_batch(3)
    for number, year in enumerate((2023, 2024, 2024, None)):
        agreement = AgreementFactory(signed_on=year and date(year, 1, 1), kind="grant")
        agreement.sectors.add(*sectors[: 1 + number // 2])
    return [sector.pk for sector in sectors]


def test_each_two_values_are_counted_among_what_is_chosen(sectors):
    index, (often, seldom, _never) = BitmapIndex(AGREEMENT), sectors
    of_2024 = Selection(chosen={"year": tuple(AGREEMENT.facet("year").read(["2024"]))})

    assert crossed(index, Selection(), ("sector", "year")) == {
        often: {"2023": 1, "2024": 2, "undated": 1},
        seldom: {"2024": 1, "undated": 1},
    }
    assert crossed(index, of_2024, ("sector", "year")) == {often: {"2024": 2}, seldom: {"2024": 1}}


def test_only_the_most_frequent_values_are_listed(sectors):
    assert crossed(BitmapIndex(AGREEMENT), Selection(), ("sector", "kind"), listed=1) == {
        sectors[0]: {"grant": 4}
    }
