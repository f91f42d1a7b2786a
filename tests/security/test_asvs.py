"""The table of what a standard of security asks is whole, and each test that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

TABLE = Path(__file__).with_name("asvs.md")
TEST = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
# How many requirements of level 1 each section of version 5.0.0 has: their numbers.
LEVEL_1 = {
    "1.2": "1 2 3 4 5",
    "1.3": "1 2",
    "1.5": "1",
    "2.1": "1",
    "2.2": "1 2",
    "2.3": "1",
    "3.2": "1 2",
    "3.3": "1",
    "3.4": "1 2",
    "3.5": "1 2 3",
    "4.1": "1",
    "4.4": "1",
    "5.2": "1 2",
    "5.3": "1 2",
    "6.1": "1",
    "6.2": "1 2 3 4 5 6 7 8",
    "6.3": "1 2",
    "6.4": "1 2",
    "7.2": "1 2 3 4",
    "7.4": "1 2",
    "8.1": "1",
    "8.2": "1 2",
    "8.3": "1",
    "9.1": "1 2 3",
    "9.2": "1",
    "10.4": "1 2 3 4 5",
    "11.3": "1 2",
    "11.4": "1",
    "12.1": "1",
    "12.2": "1 2",
    "13.4": "1",
    "14.2": "1",
    "14.3": "1",
    "15.1": "1",
    "15.2": "1",
    "15.3": "1",
}
NUMBERS = [f"{section}.{each}" for section, numbers in LEVEL_1.items() for each in numbers.split()]


def rows():
    """Return [(number, in short, what shows it)] of the table."""
    lines = [line for line in TABLE.read_text().splitlines() if re.match(r"\| \d", line)]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


@cache
def named_in(path):
    """Return the names of the tests of a file."""
    tree = ast.parse((settings.BASE_DIR / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_table_has_each_requirement_of_level_1_once():
    numbers = [number for number, _words, _shown in rows()]

    assert len(NUMBERS) == 70
    assert numbers[: len(NUMBERS)] == NUMBERS
    assert len({*numbers}) == len(numbers)


@pytest.mark.parametrize(("number", "words", "shown"), rows(), ids=[row[0] for row in rows()])
def test_row_names_tests_that_are_there_or_a_reason(number, words, shown):
    named = TEST.findall(shown)
    reason = TEST.sub("", shown).strip()

    assert [name for path, name in named if name not in named_in(path)] == []
    assert words
    assert reason.endswith(".") if reason else named
