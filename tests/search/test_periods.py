"""Years, months and days are found in a text, however it writes them."""

from datetime import date
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.search.periods import Period, periods_in
from agreements.search.plain import plain_text

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
JUNE = (date(2025, 6, 1), date(2025, 6, 30))
DAY = (date(2025, 6, 13), date(2025, 6, 13))


def found(text):
    return [
        (period.first, period.last, period.written)
        for _start, _end, period in periods_in(plain_text(text), text)
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025", YEAR),
        ("２０２５", YEAR),
        ("2025 год", YEAR),
        ("2025 года", YEAR),
        ("2025г.", YEAR),
        ("2025 г.", YEAR),
        ("2025-yil", YEAR),
        ("2025 yil", YEAR),
        ("2025 году", YEAR),
        ("2025-yilda", YEAR),
        ("2025-йил", YEAR),
        ("2025-м году", YEAR),
        ("2025-м", YEAR),
        ("2025-го года", YEAR),
        ("2025-ого года", YEAR),
        ("2025-й год", YEAR),
        ("2025-му году", YEAR),
        ("2025–м г.", YEAR),
        ("2025-y.", YEAR),
        ("2025 y.", YEAR),
        ("2025 й.", YEAR),
        ("2025年", YEAR),
        ("2025-06", JUNE),
        ("2025.06", JUNE),
        ("06.2025", JUNE),
        ("06/2025", JUNE),
        ("June 2025", JUNE),
        ("june, 2025", JUNE),
        ("Jun 2025", JUNE),
        ("Jun. 2025", JUNE),
        ("June of 2025", JUNE),
        ("июнь 2025", JUNE),
        ("июня 2025 года", JUNE),
        ("ИЮНЬ 2025", JUNE),
        ("iyun 2025", JUNE),
        ("июн 2025", JUNE),
        ("2025-yil iyun", JUNE),
        ("2025 yil iyun", JUNE),
        ("2025-yil iyunda", JUNE),
        ("2025 йил июнь", JUNE),
        ("июнь 2025-го", JUNE),
        ("2025 y. iyun", JUNE),
        ("июне 2025", JUNE),
        ("ИЮНЮ 2025", JUNE),
        ("июнем 2025 года", JUNE),
        ("2025-yilning iyunida", JUNE),
        ("2025-йилнинг июнида", JUNE),
        ("2025-yil iyun oyida", JUNE),
        ("2025-yilning iyun oyigacha", JUNE),
        ("2025 йил июнь ойидан", JUNE),
        ("iyun oyi 2025", JUNE),
        ("июн ойида 2025", JUNE),
        ("iyundan 2025", JUNE),
        ("июнга 2025", JUNE),
        ("iyuniga 2025", JUNE),
        ("13 июньда 2025", DAY),
        ("2025-yil 13-iyunda", DAY),
        ("2025 June", JUNE),
        ("2025年6月", JUNE),
        ("2025年06月", JUNE),
        ("2025年6月份", JUNE),
        ("2025-06-13", DAY),
        ("2025–06–13", DAY),
        ("2025/06/13", DAY),
        ("2025.6.13", DAY),
        ("13.06.2025", DAY),
        ("13.6.2025", DAY),
        ("13.06.2025г.", DAY),
        ("13.06.2025 y.", DAY),
        ("13.06.2025-y.", DAY),
        ("13.06.2025 й.", DAY),
        ("13 июня 2025-го года", DAY),
        ("2025 й. 13 июнь", DAY),
        ("13/06/2025", DAY),
        ("13-06-2025", DAY),
        ("13 June 2025", DAY),
        ("13 Jun 2025", DAY),
        ("13th June 2025", DAY),
        ("13th of June 2025", DAY),
        ("13 of June, 2025", DAY),
        ("June 13, 2025", DAY),
        ("June 13 2025", DAY),
        ("June 13th, 2025", DAY),
        ("13 июня 2025", DAY),
        ("13 июня 2025 года", DAY),
        ("13 июня 2025 г.", DAY),
        ("13\u00a0июня 2025\u00a0г.", DAY),
        ("2025-yil 13-iyun", DAY),
        ("2025 yil 13 iyun", DAY),
        ("2025 йил 13 июнь", DAY),
        ("13-iyun 2025-yil", DAY),
        ("2025年6月13日", DAY),
        ("2025 年 6 月 13 日", DAY),
        ("2025年6月13号", DAY),
        ("2020-2025", (date(2020, 1, 1), date(2025, 12, 31))),
        ("2020–2025", (date(2020, 1, 1), date(2025, 12, 31))),
        ("10/28/2025", (date(2025, 10, 28), date(2025, 10, 28))),
        ("10-28-2025", (date(2025, 10, 28), date(2025, 10, 28))),
        ("28/10/2025", (date(2025, 10, 28), date(2025, 10, 28))),
        ("06/07/2025", (date(2025, 7, 6), date(2025, 7, 6))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
    ],
)
def test_whole_text_is_a_period(text, days):
    assert found(text) == [(*days, text)]


YEARS = (date(2023, 1, 1), date(2025, 12, 31))
TWO_DAYS = (date(2025, 6, 13), date(2025, 6, 14))
TWO_MONTHS = (date(2025, 6, 1), date(2025, 7, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023 to 2025", YEARS),
        ("2023 until 2025", YEARS),
        ("2023 по 2025", YEARS),
        ("2023 по 2025 год", YEARS),
        ("2023~2025", YEARS),
        ("2023/2025", YEARS),
        ("2023/2025 гг.", YEARS),
        ("2023-го по 2025-й", YEARS),
        ("2023-2025 yy.", YEARS),
        ("2023-2025 годы", YEARS),
        ("2023–2025 годах", YEARS),
        ("2023–2025 гг.", YEARS),
        ("2023-2025-yillar", YEARS),
        ("2023-2025-yillarda", YEARS),
        ("2023-2025 йилларда", YEARS),
        ("2023-yildan 2025-yilgacha", YEARS),
        ("2023 йилдан 2025 йилгача", YEARS),
        ("2023年至2025年", YEARS),
        ("2023-2025年", YEARS),
        ("从2023年到2025年", YEARS),
        ("13–14 June 2025", TWO_DAYS),
        ("13th to 14th of June 2025", TWO_DAYS),
        ("June 13–14, 2025", TWO_DAYS),
        ("13-14 июня 2025 года", TWO_DAYS),
        ("13 по 14 июня 2025", TWO_DAYS),
        ("13–14-iyun 2025-yil", TWO_DAYS),
        ("2025-yil 13–14-iyun", TWO_DAYS),
        ("2025年6月13日至14日", TWO_DAYS),
        ("2025年6月13-14日", TWO_DAYS),
        ("13-14.06.2025", TWO_DAYS),
        ("13.06.2025-14.06.2025", TWO_DAYS),
        ("2025-06-13 – 2025-06-14", TWO_DAYS),
        ("13 and 14 June 2025", TWO_DAYS),
        ("June 13 & 14, 2025", TWO_DAYS),
        ("13 и 14 июня 2025 года", TWO_DAYS),
        ("13 va 14-iyun 2025-yil", TWO_DAYS),
        ("2025-yil 13 va 14-iyun", TWO_DAYS),
        ("2025年6月13日和14日", TWO_DAYS),
        ("2025年6月13、14日", TWO_DAYS),
        ("June–July 2025", TWO_MONTHS),
        ("June and July 2025", TWO_MONTHS),
        ("июнь и июль 2025 года", TWO_MONTHS),
        ("2025-yil iyun va iyul", TWO_MONTHS),
        ("2025年6月和7月", TWO_MONTHS),
        ("июнь — июль 2025", TWO_MONTHS),
        ("2025年6月至7月", TWO_MONTHS),
        ("13 June – 2 July 2025", (date(2025, 6, 13), date(2025, 7, 2))),
        ("30 декабря – 2 января 2025", (date(2024, 12, 30), date(2025, 1, 2))),
        ("2025年6月13日至7月2日", (date(2025, 6, 13), date(2025, 7, 2))),
        ("2025年6月13日到2025年7月2日", (date(2025, 6, 13), date(2025, 7, 2))),
        ("June 2023 to May 2025", (date(2023, 6, 1), date(2025, 5, 31))),
        ("between 2023 and 2025", YEARS),
        ("Between 2023 & 2025", YEARS),
        ("между 2023 и 2025", YEARS),
        ("между 2023 и 2025 годами", YEARS),
        ("2023 va 2025 yillar oralig‘ida", YEARS),
        ("2023-yil bilan 2025-yil o'rtasidagi", YEARS),
        ("2023 ва 2025 йиллар орасида", YEARS),
        ("2023年与2025年之间", YEARS),
        ("2023年和2025年间", YEARS),
        ("between June 2023 and May 2025", (date(2023, 6, 1), date(2025, 5, 31))),
    ],
)
def test_from_one_to_another_is_one_period(text, days):
    assert found(text) == [(*days, text)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("forestry 2025", ["2025"]),
        ("agreements of June 2025 in Tashkent", ["June 2025"]),
        ("signed in 2024, renewed in 2025.", ["2024", "2025"]),
        ("在2025年6月签署", ["2025年6月"]),
        ("май 2024 и июнь 2025 года", ["май 2024", "июнь 2025 года"]),
        ("Expo-2025", ["2025"]),
        ("5 13 June 2025", ["13 June 2025"]),
        ("(2025)", ["2025"]),
        ("2025 годовой отчёт", ["2025"]),
        ("2025 yillik reja", ["2025"]),
        ("2025-2020", ["2025", "2020"]),
        ("31 June 2025", ["2025"]),
        ("с 2023 по 2025", ["2023 по 2025"]),
        ("Room 20 - 13 June 2025", ["13 June 2025"]),
        ("30–13.06.2025", ["13.06.2025"]),
        ("2024 and 2025", ["2024", "2025"]),
        ("2024年和2025年", ["2024年", "2025年"]),
        ("in between 2023 and 2025, forestry", ["between 2023 and 2025"]),
        ("between 2025 and 2023", ["2025", "2023"]),
        ("between 2023 and China, 2025", ["2023", "2025"]),
        ("2023-2024-2025", ["2023-2024", "2025"]),
        ("13.06.2025, 14.06.2025", ["13.06.2025", "14.06.2025"]),
        ("к октябрю 2025 года", ["октябрю 2025 года"]),
        ("2023/2024 учебный год", ["2023/2024"]),
        ("2023/2024学年", ["2023/2024"]),
        ("в 2024-м, в 2025-м", ["2024-м", "2025-м"]),
        ("2025-мая", ["2025"]),
        ("2025 yangi", ["2025"]),
        ("2025-M1", ["2025"]),
        ("Mardan 2025", ["2025"]),
        ("Мари 2025", ["2025"]),
    ],
)
def test_periods_are_found_among_words(text, written):
    assert [entry[2] for entry in found(text)] == written


@pytest.mark.parametrize(
    "text",
    [
        *("600", "1 000", "20255", "1899", "2200", "9999", "3.2025.7", "2025.1234.5", "31/06/2025"),
        *("2024/2023", "2024/2024", "2023/24", "2023/2024/2025", "13.6.25"),
        *("12025", "x2025", "2025x", "June", "13 June", "13.06", "6月13日", ""),
    ],
)
def test_other_numbers_are_no_periods(text):
    assert found(text) == []


def test_period_says_in_words_what_it_is():
    assert str(Period(*YEAR)) == "2025"
    assert str(Period(*JUNE)) == "June 2025"
    assert str(Period(*DAY)) == "13 June 2025"
    assert str(Period(date(2020, 1, 1), date(2025, 12, 31))) == "2020–2025"
    assert str(Period(*TWO_DAYS)) == "13 June 2025 – 14 June 2025"
    assert str(Period(*TWO_MONTHS)) == "June 2025 – July 2025"


@given(text=st.text(alphabet="0129 .-/,年月日juneйил", max_size=60))
def test_any_text_has_periods_in_order_that_do_not_overlap(text):
    places = [place for start, end, _period in periods_in(text, text) for place in (start, end)]

    assert places == sorted(places)


@pytest.mark.parametrize(
    "piece",
    [
        "2025 ",
        "2025-",
        "2025",
        "13.06.2025",
        "2025" + " " * 96,
        "june ",
        "2025 yil ",
        "1.",
        "1-",
        "june-",
        "2025年1月1至",
        "2025 1 and ",
        "between 2023 and 2025 ",
    ],
)
def test_long_text_is_read_in_no_time(piece):
    text = (piece * 1000)[:1000]

    start = thread_time()
    found(text)

    assert thread_time() - start < 0.02
