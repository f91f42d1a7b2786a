"""The broad fields of ISCED-F 2013."""

import pytest

from agreements.models.isced import broad_field


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0821", ("08", "Agriculture, forestry, fisheries and veterinary")),
        ("091", ("09", "Health and welfare")),
        ("10", ("10", "Services")),
        ("4", ("", "")),
        ("99", ("", "")),
        ("", ("", "")),
    ],
)
def test_code_lies_in_a_broad_field(code, expected):
    number, name = broad_field(code)

    assert (number, str(name)) == expected
