"""Days as people write them: each as exactly as it was written, none that reads in two ways."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from agreements.editing.written_days import read_day
from agreements.models.days import Day, Precision

DAY = Day(date(2025, 6, 13), Precision.DAY)
MONTH = Day(date(2025, 6, 1), Precision.MONTH)
YEAR = Day(date(2025, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", YEAR),
        ("2025-06", MONTH),
        ("2025-06-13", DAY),
        ("2025-6-13", DAY),
        ("13.06.2025", DAY),
        ("06.2025", MONTH),
        ("13 June 2025", DAY),
        ("13 jun. 2025", DAY),
        ("June 13, 2025", DAY),
        ("13 июня 2025", DAY),
        ("iyun 2025", MONTH),
        ("  JUNE   2025 ", MONTH),
        ("2025年6月13日", DAY),
        ("2025年6月", MONTH),
        ("2025年", YEAR),
        ("13 июня 2025 г.", DAY),
        ("13\u00a0июня 2025\u00a0г.", DAY),
        ("июнь 2025 г.", MONTH),
        ("2025 года", YEAR),
        ("2025-yil 13-iyun", DAY),
        ("2025-yil iyun", MONTH),
        ("2025-йил 13-июнь", DAY),
        ("2025 yil", YEAR),
        ("", Day(None, Precision.DAY)),
        (" ", Day(None, Precision.DAY)),
    ],
)
def test_day_is_as_exact_as_it_is_written(text, expected):
    assert read_day(text) == expected


@pytest.mark.parametrize(
    "day",
    [DAY, MONTH, YEAR, Day(date(2024, 2, 29), Precision.DAY), Day(None, Precision.DAY)],
)
def test_day_is_read_back_as_it_was(day):
    assert read_day(day.iso) == day


@pytest.mark.parametrize("language", ["en", "zh-hans", "uz", "ru"])
@pytest.mark.parametrize("month", range(1, 13))
def test_day_is_read_as_a_page_shows_it(language, month):
    day = Day(date(2024, month, 29), Precision.DAY)
    known = [day, Day(date(2024, month, 1), Precision.MONTH), YEAR]

    with override(language):
        shown = [str(one) for one in known]

    assert [read_day(text) for text in shown] == known


TWO_WAYS = "With strokes, 06/07/2025 is 6 July or 7 June: write 2025-07-06 or 6 July 2025."
NO_DAY = "This is no day: write 2022, 2022-07, 2022-07-29 or 29 July 2022."
NOT_THERE = "The calendar has no such day."
OUTSIDE = "A day lies between the years 1900 and 2199."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("06/07/2025", TWO_WAYS),
        ("29/07/2022", TWO_WAYS),
        ("2025/06/13", TWO_WAYS),
        ("06-07-2025", NO_DAY),
        ("13.06.25", NO_DAY),
        ("yesterday", NO_DAY),
        ("٢٠٢٥", NO_DAY),
        ("2025-13", NOT_THERE),
        ("2025-02-29", NOT_THERE),
        ("31.06.2025", NOT_THERE),
        ("13 Juneteenth 2025", NO_DAY),
        ("13 Smarch 2025", NOT_THERE),
        ("13 Ju 2025", NO_DAY),
        ("2025-00-01", NOT_THERE),
        ("0001-01-01", OUTSIDE),
        ("1899", OUTSIDE),
        ("9999-12-31", OUTSIDE),
    ],
)
def test_what_is_no_day_is_refused_with_how_to_write_it(text, sentence):
    with pytest.raises(ValidationError) as refused:
        read_day(text)

    assert refused.value.messages == [sentence]
