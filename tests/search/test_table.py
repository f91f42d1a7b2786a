"""The published tables of searches hold."""

from collections import Counter

import pytest

from agreements.nouns import NOUNS
from tests.search.table import FIRST, fill, not_found, score, scores, table, titles

pytestmark = pytest.mark.django_db

ROWS = table()
NOT_FOUND = not_found()
LEAST_RECALL = 0.98
LEAST_FIRST = 0.95


@pytest.fixture
def answers(register):
    """Return [(row, the first five titles)] of the whole table."""
    fill()
    return [(row, titles(row.query, row.noun)[:FIRST]) for row in ROWS]


def show(answers):
    """Print how much is found, by kind and by language, and what is not."""
    for by in ("kind", "language"):
        print(f"\n{by:24}searches wanted recall  first")  # noqa: T201
        counts = Counter(getattr(row, by) for row, _found in answers)
        for value, part in scores(answers, by).items():
            line = f"{counts[value]:8}{part.wanted:7}{part.recall:7.3f}{part.first_place:7.3f}"
            print(f"{value:24}{line}")  # noqa: T201
    for row, found in answers:
        missed = [title for title in row.finds if title not in found]
        if missed or (row.first and found[:1] != [row.first]):
            print(f"{row.kind}, {row.noun}: {row.query!r}: {missed or 'not first'}")  # noqa: T201


def test_tables_have_enough_rows():
    assert len({(row.query, row.noun) for row in ROWS}) == len(ROWS) >= 800
    assert len({(row.query, row.noun) for row in NOT_FOUND}) == len(NOT_FOUND) >= 80
    assert {row.noun for row in ROWS} == set(NOUNS)


def test_tables_name_titles_of_the_register(register):
    fill()
    there = {
        (noun.name, str(record)) for noun in NOUNS.values() for record in noun.model.objects.all()
    }
    named = [
        (row.noun, title)
        for row in ROWS
        for title in (*row.finds, *filter(None, [row.first]), *row.avoids)
    ]
    named += [(row.noun, title) for row in NOT_FOUND for title in row.titles]

    assert set(named) - there == set()


def test_right_first_title_is_one_of_those_that_must_be_found():
    assert [row for row in ROWS if row.first and row.first not in row.finds] == []


def test_what_must_be_found_is_and_what_must_not_is_not(answers):
    false = [(row.query, title) for row, found in answers for title in row.avoids if title in found]

    show(answers)
    whole = score(answers)
    print(f"\nSearches: {len(answers)}, recall {whole.recall:.3f} of {whole.wanted}")  # noqa: T201
    print(f"First places: {whole.first_place:.3f} of {whole.firsts}; false: {len(false)}")  # noqa: T201
    assert false == []
    assert whole.recall >= LEAST_RECALL
    assert whole.first_place >= LEAST_FIRST


def test_what_is_only_like_the_query_is_not_found(register):
    fill()

    false = [
        (row.noun, row.query, title)
        for row in NOT_FOUND
        for title in {*row.titles} & {*titles(row.query, row.noun)}
    ]

    print(f"\nSearches that must not find: {len(NOT_FOUND)}, false: {len(false)}")  # noqa: T201
    print(*false, sep="\n")  # noqa: T201
    assert false == []
