"""A name is certain as it is spelt, or in a script in which it has no spelling yet."""

import pytest

from agreements.reconciliation.spelt import is_spelt_so

CASES = [
    ("Technical College", ["Technical College"], True),
    ("technical  COLLEGE.", ["Technical College"], True),
    ("Technical Colege", ["Technical College"], False),
    ("Qoʻqon", ["Qo'qon"], True),
    ("Тошкент", ["Toshkent", "Ташкент"], True),
    ("重慶", ["Chongqing", "重庆"], True),
    ("Государственый", ["Государственный"], False),
    ("Another", ["Technical College"], False),
    ("", ["Technical College"], False),
]


@pytest.mark.parametrize(("text", "names", "expected"), CASES, ids=[one[0] for one in CASES])
def test_is_spelt_so(text, names, expected):
    assert is_spelt_so(text, names) is expected
