"""Sheets travel with a form, whole and for one person."""

import pytest

from agreements.importing.carried_sheets import CarriedSheets, read
from tests.importing.small_sheets import bodies, sheet

CARRIED = CarriedSheets(
    [bodies({"name": "甲学院", "country": "CN"}), sheet({"note": 'A "word";\nand more'})],
    ["institutions", "agreements"],
    "Ministry of A",
    {"Colour": ""},
)


def test_sheets_come_back_as_they_were():
    assert read(CARRIED.signed("editor"), "editor") == CARRIED


@pytest.mark.parametrize(
    ("change", "who"),
    [(lambda text: text, "another"), (lambda text: f"x{text}", "editor"), (str.lower, "editor")],
    ids=["of somebody else", "longer", "changed"],
)
def test_sheets_that_were_not_signed_so_are_not_read(change, who):
    assert read(change(CARRIED.signed("editor")), who) is None
