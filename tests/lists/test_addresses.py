"""The address that says what is chosen, which a selection can be read from again."""

from datetime import date

from agreements.index.selection import Selection
from agreements.lists.addresses import chosen_parameters, href, href_with, list_context
from agreements.nouns.facets import FacetValue
from agreements.search.query import parse

FORESTRY = FacetValue(1, "forestry", "Forestry")
STRANGE = FacetValue(2, "a&b=c é", "Strange")


def test_everything_is_a_bare_question_mark():
    assert (href(Selection()), list_context(Selection())) == ("?", "")


def test_address_has_words_values_order_size_and_page_in_this_order():
    selection = Selection(
        chosen={"sector": (FORESTRY, STRANGE), "kind": ()},
        query=parse("a b"),
        sort="title",
        page=3,
        page_size=50,
    )

    assert chosen_parameters(selection) == [
        *(("q", "a b"), ("sector", "forestry")),
        ("sector", "a&b=c é"),
    ]
    assert href(selection) == (
        "?q=a+b&sector=forestry&sector=a%26b%3Dc+%C3%A9&sort=title&page_size=50&page=3"
    )
    assert list_context(selection) == ("?q=a+b&sector=forestry&sector=a%26b%3Dc+%C3%A9&sort=title")


def test_address_with_one_more_value_begins_with_its_first_page():
    selection = Selection(chosen={"sector": (FORESTRY,)}, page=4, sort="title")

    with_value = href_with(selection, "sector")

    assert with_value(STRANGE) == href(selection.with_value("sector", STRANGE))
    assert with_value(STRANGE) == "?sector=forestry&sector=a%26b%3Dc+%C3%A9&sort=title"


def test_day_that_is_asked_for_stays_in_every_address():
    selection = Selection(chosen={"sector": (FORESTRY,)}, on=date(2024, 5, 1), page=2)

    assert href(selection) == "?sector=forestry&on=2024-05-01&page=2"
    assert list_context(selection) == "?sector=forestry&on=2024-05-01"
    assert href(selection.without("sector", FORESTRY)) == "?on=2024-05-01"
    assert href(selection.sorted_by("title")) == "?sector=forestry&on=2024-05-01&sort=title"
    assert href_with(selection, "in_force")(FacetValue("yes", "yes", "Yes")) == (
        "?sector=forestry&in_force=yes&on=2024-05-01"
    )
    assert href(selection.today()) == "?sector=forestry"
