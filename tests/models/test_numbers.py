"""Whole numbers as the language of a page writes them."""

import pytest
from django.utils import translation

from agreements.models.numbers import grouped


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")]
)
def test_thousands_are_set_apart(number, expected):
    assert grouped(number) == expected


def test_each_language_sets_thousands_apart_in_its_own_way():
    written = []
    for language in ("en", "ru", "en"):
        with translation.override(language):
            written.append(grouped(12345))

    assert written == ["12,345", "12\xa0345", "12,345"]
