"""What the parameters of an address are read as, and what is said of those that cannot be read."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.lists.fields import (
    DayField,
    FacetField,
    SearchField,
    SortField,
    WholeNumberField,
    quoted,
)
from agreements.lists.labels import Labels
from agreements.nouns import AGREEMENT


def facet_field(parameter):
    return FacetField(facet=AGREEMENT.facet(parameter), labels=Labels())


def refusal(field, value):
    """Return the sentences with which a field refuses a value."""
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\0b\u202ec", "a\ufffdb\ufffdc"),
        (60 * "重", 60 * "重"),
        (61 * "重", 60 * "重" + "…"),
    ],
    ids=["not printable", "just short enough", "too long"],
)
def test_text_of_a_reader_is_quoted_so_that_it_can_be_shown(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(None, []), (["", "grant", "donation", "grant"], ["grant", "donation"])],
)
def test_empty_and_repeated_texts_are_left_out(texts, expected):
    assert [value.key for value in facet_field("kind").clean(texts)] == expected


def test_each_unknown_value_is_named():
    assert refusal(facet_field("kind"), ["treaty", "grant", "pact"]) == [
        "No kind of agreement is called “treaty”.",
        "No kind of agreement is called “pact”.",
    ]


def test_filter_takes_fifty_values_and_no_more():
    years = [str(year) for year in range(1950, 2001)]

    assert [value.key for value in facet_field("year").clean(years[:50])] == years[:50]
    assert refusal(facet_field("year"), years) == ["Choose at most 50 values of one filter."]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (None, None),
        (["", "  "], None),
        ([" Forest ", "Forest"], "Forest"),
        ([1000 * "x"], 1000 * "x"),
        (["1 2 3 4 5 6 7 8 9 10 11 12 13"], "1 2 3 4 5 6 7 8 9 10 11 12 13"),
    ],
    ids=["none", "blank", "twice the same", "longest", "many words"],
)
def test_search_is_read_as_a_query(texts, expected):
    query = SearchField().clean(texts)

    assert (query and query.text) == expected


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["a", "b"], "Look for one thing at a time: the address has several."),
        ([1001 * "x"], "What you look for is too long: at most 1,000 characters are read."),
        (["🏫"], "“🏫” has no letter or digit to look for."),
    ],
)
def test_search_that_cannot_be_read_is_refused(texts, sentence):
    assert refusal(SearchField(), texts) == [sentence]


@pytest.mark.parametrize(
    ("texts", "number"),
    [(None, 25), ([""], 25), (["1"], 1), (["007"], 7), (["100", "", "100"], 100)],
)
def test_number_is_read_within_its_bounds(texts, number):
    assert WholeNumberField(limit=100, default=25).clean(texts) == number


@pytest.mark.parametrize(
    "text",
    ["0", "101", "-1", "1.5", " 5", "5\n", "٢٥", pytest.param(5000 * "1", id="endless")],
)
def test_all_else_is_no_number_of_rows(text):
    sentence = f"“{quoted(text)}” is not a number of rows from 1 to 100."

    assert refusal(WholeNumberField(limit=100, default=25), [text]) == [sentence]


def test_list_is_sorted_by_its_own_orders_only():
    field = SortField(orders=["title", "-title"])

    assert [field.clean(texts) for texts in (["-title"], [""], None)] == ["-title", "", ""]
    assert refusal(field, ["signed"]) == ["This list cannot be sorted by “signed”."]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (None, None),
        ([""], None),
        (["2024-05-01", "2024-05-01"], date(2024, 5, 1)),
        (["1900-01-01"], date(1900, 1, 1)),
        (["2199-12-31"], date(2199, 12, 31)),
    ],
)
def test_day_is_read_where_one_is_given(texts, expected):
    assert DayField().clean(texts) == expected


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "2024-5-1", "20240501", "1899-12-31", "2200-01-01", "today", "٢٠٢٤-٠٥-٠١"],
)
def test_day_that_is_none_is_refused(text):
    assert refusal(DayField(), [text]) == [
        f"“{text}” is not a day from 1900 to 2199; days are written as in 2024-05-01."
    ]


@pytest.mark.parametrize(
    ("field", "texts", "sentence"),
    [
        (
            DayField(),
            ["2024-05-01", "2024-05-02"],
            "Ask for one day at a time: the address has several.",
        ),
        (
            WholeNumberField(limit=100, default=25),
            ["10", "25"],
            "Choose one number of rows on a page: the address has several.",
        ),
        (
            SortField(orders=["title", "-title"]),
            ["title", "-title"],
            "Choose one order of the list: the address has several.",
        ),
    ],
    ids=["days", "numbers of rows", "orders"],
)
def test_two_are_refused_where_one_can_be_meant(field, texts, sentence):
    assert refusal(field, texts) == [sentence]
