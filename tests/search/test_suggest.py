"""Names that may have been meant, beside little or nothing that is found."""

import pytest

from agreements.search.query import parse
from agreements.search.suggest import Suggestions, nearly_named, shorter, suggest
from tests.factories import AgreementFactory, CountryFactory, InstitutionFactory, PlaceFactory

from .searching import looked_up

pytestmark = pytest.mark.django_db


def suggested(query, total):
    found = suggest(looked_up(query), total)
    return [str(record) for record in (*found.alike, *found.holding)]


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


def test_names_with_a_rare_word_are_near_and_those_without_any_word_are_not():
    InstitutionFactory(name="Water College")
    wanted = InstitutionFactory(name="Forestry College")
    matches = looked_up("forstry corporation")

    near = nearly_named("institution", matches)

    assert matches.names.pks("institution", near) == [wanted.pk]


def test_nothing_is_near_a_query_of_many_words():
    InstitutionFactory(name="Water College")

    assert not nearly_named("institution", looked_up("water " + " ".join("bcdefghjklmnpqrstvwxz")))


def test_where_something_is_found_a_name_with_one_word_alike_and_no_other_is_not_suggested():
    InstitutionFactory(name="Florest office")
    InstitutionFactory(name="Florist")

    assert suggested("florest office", 1) == []
    assert suggested("florest", 1) == ["Florist"]


def test_names_that_hold_most_of_the_words_come_first():
    InstitutionFactory(name="Forest")
    PlaceFactory(name="Northern forest")

    assert suggested("northern forest zzzzzz", 0) == ["Northern forest", "Forest"]


def test_names_that_only_hold_some_of_the_words_are_told_apart_from_those_spelt_alike():
    near = InstitutionFactory(name="Chongqing")
    nearer = InstitutionFactory(name="Chongqing college")
    other = InstitutionFactory(name="Anhui college")
    form = InstitutionFactory(name="Anhui colleges")

    assert suggest(looked_up("chonqing college"), 0) == Suggestions([nearer, near], [other, form])
    assert suggest(looked_up("zebra college"), 0) == Suggestions([], [nearer, other, form])
    assert suggest(looked_up("chonqing"), 0) == Suggestions([near, nearer], [])


def test_five_names_are_enough():
    for number in range(6):
        InstitutionFactory(name=f"Forest {number}")

    assert suggested("forest zzzzzz", 0) == [f"Forest {number}" for number in range(5)]


@pytest.mark.parametrize(("total", "expected"), [(0, ["Florest"]), (1, ["Forest office"])])
def test_titles_are_not_suggested(total, expected):
    AgreementFactory(title="Forest and florest")
    AgreementFactory(title="Forest")
    InstitutionFactory(name="Florest")
    InstitutionFactory(name="Forest office")

    assert suggested("florest", total) == expected


@pytest.mark.parametrize("query", ["kolabaiv", "Yi Jun", "of 600"])
def test_what_differs_more_is_not_offered(query):
    InstitutionFactory(name="Kolektiv of 500")
    PlaceFactory(name="Antigua and Barbuda")

    assert suggested(query, 0) == []


def test_word_of_two_letters_is_no_likeness():
    InstitutionFactory(name="Институт науки и инноваций")
    InstitutionFactory(name="Jun college")

    assert suggested("Yi Jun", 0) == ["Jun college"]


def test_query_without_one_of_its_words_is_told():
    told = shorter(parse('old "forest office" & Osh'))

    assert [(number, query.text) for number, query in told] == [
        (0, '"forest office" & Osh'),
        (1, "old & Osh"),
        (2, 'old "forest office"'),
    ]
    assert shorter(parse("forest")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("中国同哈萨克斯坦的合作", ["哈萨克斯坦 合作", "中国 合作", "中国 哈萨克斯坦"]),
        ("Otabek. Makhkamov", ["Makhkamov", "Otabek."]),
        ("O. Makhkamov rocket", ["rocket", "O. Makhkamov"]),
        ("O. Makhkamov", []),
        ("ZTE | rocket", ["rocket", "ZTE"]),
    ],
)
def test_what_is_left_is_words_and_no_loose_signs(query, expected):
    assert [rest.text for _number, rest in shorter(parse(query))] == expected


def test_nothing_is_near_a_name_that_is_borne():
    InstitutionFactory(name="Meru University")
    CountryFactory(code="PE", name="Peru")

    assert suggested("Meru", 0) == ["Meru University"]
    assert suggested("Peru", 0) == ["Peru"]
    assert suggested("Perv", 0) == ["Peru"]


def test_whole_names_come_before_those_that_hold_as_many_words():
    for number in range(5):
        InstitutionFactory(name=f"Forest {number}")
    InstitutionFactory(name="Florest partners forum")
    CountryFactory(code="PE", name="Forest")
    InstitutionFactory(name="ZTE")

    assert suggested("ZTE Forest", 0)[:3] == ["ZTE", "Forest", "Forest 0"]


def test_other_form_of_a_word_is_a_name_with_the_word():
    other = InstitutionFactory(name="Anhui colleges")

    assert suggest(looked_up("college"), 0) == Suggestions([], [other])


def test_name_of_a_field_is_no_misspelt_name():
    CountryFactory(code="US", name="United States")

    assert suggested("status", 0) == []
    assert suggested("status: signed", 0) == []


def test_phrase_has_no_similar_words():
    InstitutionFactory(name="Forest office")

    assert suggested('"florest house"', 0) == []


def test_record_that_is_just_gone_is_left_out():
    gone = InstitutionFactory(name="Forest")
    InstitutionFactory(name="Forest office")
    matches = looked_up("forest zzzzzz")

    gone.delete()

    assert [str(record) for record in suggest(matches, 0).holding] == ["Forest office"]
