"""The parameters of a list, and the list in SQL that they mean."""

from datetime import date

import pytest
from django.http import QueryDict

from agreements.lists.filters import RegisterFilter
from agreements.models import Agreement, Institution
from agreements.nouns import AGREEMENT
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


def filterset(address, queryset=None):
    """Return the RegisterFilter of the list of agreements at an address."""
    return RegisterFilter(QueryDict(address), AGREEMENT, queryset)


def titles(records):
    return [record.title for record in records]


def test_same_name_means_or_and_different_names_mean_and():
    for title, kind, status in (
        ("a", "grant", "signed"),
        ("b", "grant", "planned"),
        ("c", "donation", "signed"),
        ("d", "training", "signed"),
    ):
        AgreementFactory(title=title, kind=kind, status=status)

    chosen = filterset("kind=grant&kind=donation&status=signed&sort=title")

    assert titles(chosen.qs) == ["a", "c"]
    assert titles(filterset("sort=title").qs) == ["a", "b", "c", "d"]


def test_only_records_that_are_given_are_listed():
    AgreementFactory(title="a", kind="grant")
    AgreementFactory(title="b", kind="grant")

    given = Agreement.objects.filter(title="b")

    assert titles(filterset("kind=grant", given).qs) == ["b"]


@pytest.mark.parametrize(
    ("address", "errors"),
    [
        ("kind=treaty", {"kind": ["No kind of agreement is called “treaty”."]}),
        (
            "sectr=a",
            {"__all__": ["This page has no filter called “sectr”. Did you mean “sector”?"]},
        ),
        ("named=yes", {"__all__": ["This page has no filter called “named”."]}),
        ("sort=relevance", {"sort": ["To sort by relevance, look for something."]}),
    ],
)
def test_address_with_an_error_lists_nothing_and_says_why(address, errors):
    AgreementFactory()

    refused = filterset(address)

    assert (titles(refused.qs), refused.errors) == ([], errors)


@pytest.mark.parametrize("name", ["page", "utm_source", "lang", "from"])
def test_page_and_names_that_are_like_none_of_ours_are_no_filters(name):
    AgreementFactory(title="a")

    assert titles(filterset(f"{name}=1").qs) == ["a"]


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("", ""),
        ("sort=-signed", ""),
        ("sort=title", "title"),
        ("q=a&sort=relevance", ""),
        ("q=a&sort=-signed", "-signed"),
    ],
)
def test_selection_names_no_order_that_a_list_has_anyway(address, sort):
    assert filterset(address).selection.sort == sort


def test_selection_has_what_could_be_read_of_an_address_with_errors():
    selection = filterset("kind=treaty&status=signed&page_size=101&q=a").selection

    assert (selection.keys(), selection.page_size) == ({"status": ["signed"]}, 25)
    assert selection.query.text == "a"


def test_choice_of_one_facet_can_be_left_out():
    AgreementFactory(title="a", kind="grant", status="signed")
    AgreementFactory(title="b", kind="donation", status="signed")
    AgreementFactory(title="c", kind="grant", status="planned")

    chosen = filterset("kind=grant&status=signed")
    chosen.is_valid()

    assert sorted(titles(chosen.narrowed(leave_out="kind"))) == ["a", "b"]
    assert sorted(titles(chosen.narrowed())) == ["a"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("q=forest", ["Forest", "B forest", "A forest"]),
        ("q=forest&sort=title", ["A forest", "B forest", "Forest"]),
    ],
    ids=["best first, then newest", "as is asked for"],
)
def test_found_records_come_best_first_unless_asked_otherwise(address, expected):
    for year, title in enumerate(("Forest", "A forest", "B forest", "Other"), 2021):
        AgreementFactory(title=title, signed_on=date(year, 1, 1))

    assert titles(filterset(address).qs) == expected


def test_without_a_noun_only_words_can_be_looked_for():
    queryset = Institution.objects.all()

    words = RegisterFilter(QueryDict("q=forest"), queryset=queryset)
    kinds = RegisterFilter(QueryDict("kind=university"), queryset=queryset)

    assert (list(words.form.fields), words.is_valid()) == (["q", "page_size"], True)
    assert kinds.errors == {"__all__": ["This page has no filter called “kind”."]}
