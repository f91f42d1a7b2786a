"""What a benchmark's reports say of what is to be reached."""

import pytest

from tests.benchmarks import goals


def report(**others):
    """Return the report of a register of 1,000,000 agreements whose list takes 20 ms."""
    plain = {
        "query": "",
        "page": {"ms": 20},
        "template": {"ms": 10},
        "datasette": {"ms": 9_000},
        "queries": 7,
        "bytes": 100_000,
        "sent": 9_000,
    }
    return {
        "queries": {"no filter": plain},
        "page": {"charts": {"ms": 30, "queries": 12}},
        "search": {"/search/ a host": {"ms": 20, "queries": 22}},
        "edit": {"unchanged": {"ms": 20}, "kept": {"ms": 0.5}, "after_edit": {"ms": 35}},
        "build": {
            "agreements": 1_000_000,
            "seconds": 19.0,
            "bytes": 150_000_000,
            "search_bytes": 100_000_000,
        },
        **others,
    }


def found(**others):
    """Return {what: whether it is reached}, where the larger register differs in some parts."""
    reached = goals.goals(report(), report(**others), report())
    return {one.what: one.is_reached for one in reached}


def test_all_is_reached():
    waits = {"next": 80, "usual": 40}

    reached = found(changes={"a move": waits}, start={"seconds": 0.9})

    assert all(reached.values())
    assert len(reached) == 13


@pytest.mark.parametrize(
    ("others", "what"),
    [
        ({"page": {"charts": {"ms": 46, "queries": 1}}}, "any page at the larger size, over"),
        ({"page": {"charts": {"ms": 45, "queries": 13}}}, "queries of a page (charts)"),
        ({"search": {"/search/ a host": {"ms": 30, "queries": 23}}}, "queries of a search of all"),
        ({"changes": {"a move": {"next": 81, "usual": 40}}}, "the next search after a move"),
        ({"start": {"seconds": 1.1}}, "seconds to begin from a file"),
    ],
)
def test_what_is_missed_is_told(others, what):
    missed = [told for told, is_reached in found(**others).items() if not is_reached]

    assert len(missed) == 1
    assert missed[0].startswith(what)


def test_goal_that_was_not_measured_is_not_reached():
    reached = {one.what: one for one in goals.goals(report(), report(), {"queries": {}})}

    article = reached["the same of the article's register"]
    assert (article.measured, article.is_reached) == ("not measured", False)
    assert goals.at_least("pages", 300, [299.96, 1_000]).measured == "300.0 to 1000.0"
    assert goals.at_least("pages", 40, [58.3]) == ("pages", "at least 40", "58.3", True)


def test_tables_say_what_is_reached_and_where_the_time_goes():
    small = report(profiles={"charts": {"database": 3.0, "drawing": 9.0}})
    big = report(profiles={"charts": {"database": 4.26, "drawing": 8.5}})
    big["build"]["rooms"] = {"database": 16_000.4, "drawing": 0.0}

    assert goals.table([goals.at_most("queries", 12, 13)])[2:] == [
        "| queries | at most 12 | 13.00 | no |"
    ]
    assert goals.profiled(small, big)[2:] == [
        "| charts | 4.3 (+1.3) | 8.5 (-0.5) |",
        "| building the indexes | 16,000 | 0 |",
    ]
