"""Times without a first or a last day are read from the words beside a day, a month or a year."""

from datetime import date

import pytest

from agreements.search.open_periods import opened
from agreements.search.periods import periods_in
from agreements.search.plain import plain_text

ALL_BEFORE, ALL_AFTER = date.min, date.max


def found(text):
    plain = plain_text(text)
    periods = [opened(one, plain, text).period for one in periods_in(plain, text)]
    return [(period.first, period.last, period.written) for period in periods]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("since 2024", date(2024, 1, 1)),
        ("Since June 2024", date(2024, 6, 1)),
        ("since 13 June 2024", date(2024, 6, 13)),
        ("from 2024 on", date(2024, 1, 1)),
        ("from 2024 onwards", date(2024, 1, 1)),
        ("2024 onwards", date(2024, 1, 1)),
        ("after 2023", date(2024, 1, 1)),
        ("after June 2024", date(2024, 7, 1)),
        ("after 31.12.2023", date(2024, 1, 1)),
        ("с 2024 года", date(2024, 1, 1)),
        ("С 2024-го", date(2024, 1, 1)),
        ("начиная с 2024", date(2024, 1, 1)),
        ("после 2023 года", date(2024, 1, 1)),
        ("2024-yildan beri", date(2024, 1, 1)),
        ("2024-yildan", date(2024, 1, 1)),
        ("2024 yildan keyin", date(2025, 1, 1)),
        ("2024 yildan soʻng", date(2025, 1, 1)),
        ("2024 йилдан бери", date(2024, 1, 1)),
        ("2024 йилдан кейин", date(2025, 1, 1)),
        ("2024年以来", date(2024, 1, 1)),
        ("自2024年以来", date(2024, 1, 1)),
        ("从2024年起", date(2024, 1, 1)),
        ("2024年以后", date(2025, 1, 1)),
        ("2024年6月之后", date(2024, 7, 1)),
    ],
)
def test_time_may_have_no_last_day(text, first):
    assert found(text) == [(first, ALL_AFTER, text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("before 2015", date(2014, 12, 31)),
        ("before June 2015", date(2015, 5, 31)),
        ("until 2020", date(2020, 12, 31)),
        ("up to 13 June 2020", date(2020, 6, 13)),
        ("до 2015 года", date(2015, 12, 31)),
        ("2015 yilgacha", date(2015, 12, 31)),
        ("2015 йилгача", date(2015, 12, 31)),
        ("2015-yildan oldin", date(2014, 12, 31)),
        ("2015年以前", date(2014, 12, 31)),
        ("2015年前", date(2014, 12, 31)),
    ],
)
def test_time_may_have_no_first_day(text, last):
    assert found(text) == [(ALL_BEFORE, last, text)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("from 2024", ["2024"]),
        ("in 2024", ["2024"]),
        ("с 2023 по 2025", ["2023 по 2025"]),
        ("с 13 по 14 июня 2025", ["13 по 14 июня 2025"]),
        ("since 2023-2025", ["2023-2025"]),
        ("2023-yildan 2025-yilgacha", ["2023-yildan 2025-yilgacha"]),
        ("between 2023 and 2025", ["between 2023 and 2025"]),
        ("hereafter 2024", ["2024"]),
        ("2024年后勤学院", ["2024年"]),
        ("2024年起草", ["2024年"]),
        ("since 2023, before 2025", ["since 2023", "before 2025"]),
        ("2023 since 2024", ["2023", "since 2024"]),
    ],
)
def test_only_words_beside_a_single_day_month_or_year_open_it(text, written):
    assert [entry[2] for entry in found(text)] == written
