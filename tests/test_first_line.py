import pytest
from django.db import OperationalError

from agreements.first_line import first_line


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (OperationalError("connection refused\nIs the server running?"), "connection refused."),
        (
            OperationalError("no such table: agreements_agreement."),
            "no such table: agreements_agreement.",
        ),
        (OperationalError(), "OperationalError."),
        (" \npg_dump: error: aborting\nDETAIL: none", "pg_dump: error: aborting."),
    ],
    ids=["two lines", "a sentence already", "nothing said", "text"],
)
def test_first_line(told, expected):
    assert first_line(told) == expected
