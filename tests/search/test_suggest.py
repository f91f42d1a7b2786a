"""Names that may have been meant, beside little or nothing that is found."""

import pytest

from agreements.models import Change
from agreements.search.matches import look_up
from agreements.search.query import parse
from agreements.search.suggest import suggest
from tests.factories import AgreementFactory, InstitutionFactory, PlaceFactory
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db


def looked_up(query):
    """Return the Matches of a query in all names that there are."""
    revision = Change.objects.revision()
    fold_everything()
    return look_up(parse(query), revision)


def suggested(query, total):
    return [str(record) for record in suggest(looked_up(query), total)]


@pytest.mark.parametrize(("total", "expected"), [(4, ["Forest office"]), (5, [])])
def test_similar_names_are_suggested_unless_enough_is_found(total, expected):
    InstitutionFactory(name="Florest")
    InstitutionFactory(name="Forest office")

    assert suggested("florest", total) == expected


def test_what_is_found_is_not_suggested():
    InstitutionFactory(name="Forest of florests and a florest")
    InstitutionFactory(name="Florest office")

    assert suggested("forest", 1) == ["Florest office"]


def test_name_that_holds_only_one_of_the_words_is_suggested():
    InstitutionFactory(name="Chonqing College")
    InstitutionFactory(name="Chongqing College")

    assert suggested("chonqing college", 1) == ["Chongqing College"]


def test_names_that_hold_most_of_the_words_come_first():
    InstitutionFactory(name="Forest")
    PlaceFactory(name="Northern forest")

    assert suggested("northern forest zzzzzz", 0) == ["Northern forest", "Forest"]


def test_five_names_are_enough():
    for number in range(6):
        InstitutionFactory(name=f"Forest {number}")

    assert suggested("forest zzzzzz", 0) == [f"Forest {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("total", "expected"), [(0, ["Florest", "Forest office"]), (1, ["Forest office"])]
)
def test_titles_are_not_suggested(total, expected):
    AgreementFactory(title="Forest and florest")
    AgreementFactory(title="Forest")
    InstitutionFactory(name="Florest")
    InstitutionFactory(name="Forest office")

    assert suggested("florest", total) == expected


@pytest.mark.parametrize(("total", "expected"), [(0, ["Kolektiv"]), (1, [])])
def test_words_that_differ_in_more_letters_are_taken_where_nothing_is_found(total, expected):
    InstitutionFactory(name="Kolektiv")

    assert suggested("kolabaiv", total) == expected


def test_phrase_has_no_similar_words():
    InstitutionFactory(name="Forest office")

    assert suggested('"florest house"', 0) == []


def test_record_that_is_just_gone_is_left_out():
    gone = InstitutionFactory(name="Forest")
    InstitutionFactory(name="Forest office")
    matches = looked_up("forest zzzzzz")

    gone.delete()

    assert [str(record) for record in suggest(matches, 0)] == ["Forest office"]
