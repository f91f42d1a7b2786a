"""What a reader has chosen, and what is one step from it."""

import pytest

from agreements.index.selection import Selection
from agreements.nouns import AGREEMENT
from agreements.nouns.facets import FacetValue
from agreements.search.query import parse

ONE, OTHER = FacetValue(1, "one", "One"), FacetValue(2, "other", "Other")
CHOSEN = Selection(chosen={"sector": (ONE,), "kind": ()}, query=parse("a"), page=3)


def test_keys_are_those_of_parameters_with_a_choice():
    assert CHOSEN.keys() == {"sector": [1]}


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        (CHOSEN.with_value("sector", OTHER), {"sector": [1, 2]}),
        (CHOSEN.with_value("country", OTHER), {"sector": [1], "country": [2]}),
        (CHOSEN.with_only("sector", OTHER), {"sector": [2]}),
        (CHOSEN.without("sector", ONE), {}),
        (CHOSEN.without("sector", OTHER), {"sector": [1]}),
    ],
    ids=["one more", "another parameter", "in its place", "one less", "not chosen"],
)
def test_another_choice_begins_with_its_first_page(step, keys):
    assert (step.keys(), step.page) == (keys, 1)


def test_another_order_size_or_search_begins_with_its_first_page():
    steps = [CHOSEN.sorted_by("title"), CHOSEN.with_page_size(50), CHOSEN.without_query()]

    assert [step.page for step in steps] == [1, 1, 1]
    assert (steps[0].sort, steps[1].page_size, steps[2].query) == ("title", 50, None)


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        ([], []),
        (["country", "in_force"], []),
        (["sector", "country"], ["serves_all_sectors"]),
        (["sector", "institution"], None),
        (["partners"], None),
    ],
)
def test_all_that_a_record_stands_for_fit_where_its_fields_say_so(chosen, fields):
    selection = Selection(chosen=dict.fromkeys(chosen, (ONE,)))

    assert selection.sharing_fields(AGREEMENT) == fields
    assert Selection(query=parse("a")).sharing_fields(AGREEMENT) is None


@pytest.mark.parametrize(("position", "page"), [(1, 1), (25, 1), (26, 2)])
def test_record_stands_on_the_page_of_its_position(position, page):
    assert CHOSEN.page_of(position).page == page
