from datetime import date

import pytest
from django.utils import translation

from agreements.models.days import Day, Precision


@pytest.mark.parametrize(
    ("day", "words", "iso"),
    [
        (Day(date(2024, 9, 24), Precision.DAY), "24 September 2024", "2024-09-24"),
        (Day(date(2024, 9, 1), Precision.DAY), "1 September 2024", "2024-09-01"),
        (Day(date(2024, 9, 1), Precision.MONTH), "September 2024", "2024-09"),
        (Day(date(2024, 1, 1), Precision.YEAR), "2024", "2024"),
        (Day(None, Precision.DAY), "", ""),
        (Day(None, Precision.YEAR), "", ""),
    ],
    ids=["a day", "a first day", "a month", "a year", "unknown", "unknown to the year"],
)
def test_day_is_written_as_exactly_as_it_is_known(day, words, iso):
    written = (str(day), day.iso)

    assert written == (words, iso)


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [
        ("en", "24 September 2024", "September 2024", "2024"),
        ("zh-hans", "2024年9月24日", "2024年9月", "2024年"),
        ("uz", "2024-yil 24-sentabr", "2024-yil sentabr", "2024-yil"),
        ("ru", "24\u00a0сентября 2024\u00a0г.", "сентябрь 2024\u00a0г.", "2024\u00a0г."),
    ],
)
def test_day_is_written_in_the_language_of_the_page(language, day, month, year):
    with translation.override(language):
        written = (
            str(Day(date(2024, 9, 24), Precision.DAY)),
            str(Day(date(2024, 9, 1), Precision.MONTH)),
            str(Day(date(2024, 1, 1), Precision.YEAR)),
        )

    assert written == (day, month, year)


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2024, 9, 24), True), (None, False)], ids=["known", "unknown"]
)
def test_day_is_true_where_it_is_known(on, expected):
    day = Day(on, Precision.DAY)

    assert bool(day) is expected
