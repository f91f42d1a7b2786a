"""How many agreements there are, in words: one unit first."""

import pytest

from agreements.index.results import Result
from agreements.lists.wording import agreements_alone, agreements_in_words


@pytest.mark.parametrize(
    ("total", "stood_for", "possible", "alone", "words"),
    [
        (0, 0, 0, "0 agreements", "0 agreements"),
        (1, 1, 1, "1 agreement", "1 agreement"),
        (4, 14, 14, "14 agreements", "14 agreements (4 records)"),
        (1, 11, 11, "11 agreements", "11 agreements (1 record)"),
        (
            *(2, 2, 12, "2 to 12 agreements"),
            "2 to 12 agreements (2 records; the exact number is not known)",
        ),
        (
            *(1200, 1205, 1300, "1,205 to 1,300 agreements"),
            "1,205 to 1,300 agreements (1,200 records; the exact number is not known)",
        ),
    ],
)
def test_agreements_come_first_and_records_where_these_are_fewer(
    total, stood_for, possible, alone, words
):
    result = Result(*(total, stood_for, possible), collective=1, counts={}, ids=[], end=0)

    assert (agreements_alone(result), agreements_in_words(result)) == (alone, words)
