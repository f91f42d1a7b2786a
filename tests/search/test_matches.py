"""Which names hold the words of a query, and how well."""

import pytest

from agreements.search.highlight import spans
from agreements.search.matches import Level
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    EventFactory,
    InstitutionFactory,
    NameFactory,
    PersonFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
)
from tests.folded import fold_everything

from .searching import levels, looked_up, records

pytestmark = pytest.mark.django_db


def test_level_holds_those_before_it():
    for name in ("Forest office", "Agroforest", "Forests", "Florest"):
        InstitutionFactory(name=name)

    assert levels("forest") == [
        {"Forest office"},
        {"Forest office", "Agroforest", "Forests"},
        {"Forest office", "Agroforest", "Forests"},
        {"Forest office", "Agroforest", "Forests"},
    ]
    assert levels("forests") == [
        {"Forests"},
        {"Forests"},
        {"Forests", "Forest office"},
        {"Forests", "Forest office"},
    ]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Çirçiq", "Chirchiq"),
        ("Çirçiq", "Чирчиқ"),
        ("Çirçiq", "Circiq"),
        ("Chirchiq", "Çirçiq"),
        ("Чирчиқ", "Çirçiq"),
        ("Français", "Francais"),
        ("Francais", "Français"),
        ("Iași", "Iaşi"),
        ("Toşkent davlati", '"Toshkent davlati"'),
        ("Toshkent davlati", '"Toşkent davlati"'),
    ],
)
def test_name_in_new_letters_is_found_as_a_word_by_old_ones_and_the_other_way_round(name, query):
    InstitutionFactory(name=name)
    InstitutionFactory(name="Other")

    assert levels(query)[Level.WORD] == {name}
    assert records(looked_up(query).whole, looked_up(query)) == {name}


def test_word_with_two_letters_of_two_readings_is_found_in_all_of_them():
    for name in ("Ёшлар", "Yoşlar", "Yoshlar"):
        InstitutionFactory(name=name)

    found = [levels(query)[Level.WORD] for query in ("Yoşlar", "Yoshlar", "Ёшлар")]

    assert found == [{"Ёшлар", "Yoşlar", "Yoshlar"}] * 3


def test_letter_that_may_be_two_is_not_that_of_another_word():
    for name in ("Osh", "Os", "Oş", "Och"):
        InstitutionFactory(name=name)

    assert levels("Os")[Level.WORD] == {"Os", "Oş"}
    assert levels("Osh")[Level.WORD] == {"Osh", "Oş"}
    assert levels("Oç")[Level.WORD] == {"Och"}


def test_endings_are_known_in_new_letters():
    InstitutionFactory(name="Toshkent")
    InstitutionFactory(name="Toşkentdagi")

    assert levels("Toşkentda")[Level.ENDING] == {"Toshkent", "Toşkentdagi"}
    assert levels("Toshkentda")[Level.ENDING] == {"Toshkent", "Toşkentdagi"}


def test_word_in_no_name_is_unknown_and_taken_for_the_nearest():
    InstitutionFactory(name="Forest office")

    found = looked_up("Forst office")

    assert [term.text for term in found.unknown] == ["Forst"]
    assert records(found.unknown[0].found[Level.SIMILAR], found) == {"Forest office"}
    assert not any(found.unknown[0].found[: Level.SIMILAR])


def test_word_that_no_name_has_any_more_is_not_taken_for_another():
    office = InstitutionFactory(name="Forest office")
    looked_up("office")
    office.name = "Office"
    office.save()

    [term] = looked_up("forst").terms

    assert (term.similar, bool(term.found[Level.SIMILAR])) == ((), False)


def test_name_of_a_term_stands_for_its_other_names():
    SectorFactory(name="Wood", source_wording="Forest")
    for name in ("Old forest", "Forestry", "Agroforest"):
        InstitutionFactory(name=name)

    [term] = looked_up("wood").terms

    assert [synonym.text for synonym in term.synonyms] == ["forest"]
    word, part, *_rest = levels("wood")
    assert word == {"Wood", "Old forest"}
    assert part == {"Wood", "Old forest", "Forestry"}


def test_part_of_a_name_and_a_name_of_a_body_stand_for_no_other():
    SectorFactory(name="Silk road", source_wording="Ipak")
    NameFactory(institution=InstitutionFactory(name="Silk"), text="Yupi")

    [term] = looked_up("silk").terms

    assert term.synonyms == ()


def test_territory_is_found_from_the_beginning_of_a_word_on():
    PlaceFactory(name="New Forestan")
    InstitutionFactory(name="Agroforest")
    PlaceFactory(name="Agroforestan")

    assert levels("forest")[Level.PART] == {"New Forestan", "Agroforest"}


@pytest.mark.parametrize(
    ("query", "name", "other", "its_name"),
    [
        ("Niger", "Niger", "Nigeria", "Nigerian college"),
        ("Oman", "Oman", "Romania", "Romanian college"),
        ("印度", "印度", "印度尼西亚", "印度尼西亚大学"),
    ],
)
def test_country_is_no_part_of_another_one(query, name, other, its_name):
    CountryFactory(code="AA", name=name)
    CountryFactory(code="BB", name=other)
    InstitutionFactory(name=its_name)
    own = InstitutionFactory(name=f"{name} college")

    assert levels(query)[Level.SIMILAR] == {name, own.name}
    assert {other, its_name} <= levels(other)[Level.PART]


def test_synonym_of_a_country_is_no_part_of_another_one():
    NameFactory(country=CountryFactory(code="AA", name="India"), text="印度", institution=None)
    CountryFactory(code="BB", name="印度尼西亚")

    assert levels("India")[Level.SIMILAR] == {"India"}
    assert levels("印度尼")[Level.SIMILAR] == {"印度尼西亚"}


@pytest.mark.parametrize("query", ["USA", "US", "США", "美国"])
def test_abbreviation_of_a_country_begins_no_other_word(query):
    country = CountryFactory(code="US", name="United States")
    for text in ("USA", "US", "США", "美国"):
        NameFactory(country=country, text=text, institution=None)
    PlaceFactory(name="Shanghai")
    InstitutionFactory(name="Usable energy institute")
    InstitutionFactory(name="US college")

    assert levels(query)[Level.SIMILAR] == {"United States", "US college"}
    [term] = looked_up(query).terms
    assert spans("Shanghai, usable", term) == []


def test_beginning_of_three_letters_that_is_no_name_of_a_country_begins_words():
    PlaceFactory(name="Shanghai")

    assert levels("sha")[Level.PART] == {"Shanghai"}


@pytest.mark.parametrize("query", ["ИТ", "IT", "it", "И.Т."])
def test_abbreviation_of_two_letters_is_no_beginning_of_a_word(query):
    for name in ("ИТ-парк", "Информация и технология", "Institute I.T.", "Italy"):
        InstitutionFactory(name=name)

    assert levels(query)[-1] == {"ИТ-парк", "Institute I.T."}


def test_abbreviation_like_a_frequent_word_is_not_looked_for_in_sentences_by_itself():
    AgreementFactory(title="Other", summary="It teaches.")
    fold_everything()

    found = [looked_up(query).told("agreement") for query in ("ИТ", "ИТ teaches")]

    assert [[*map(len, told)] for told in found] == [[0, 0], [1, 1]]


def test_number_leads_to_its_bearer_and_to_names_that_hold_it():
    bearer = AgreementFactory(title="First")
    AgreementFactory(title=f"After {bearer.ref}")

    assert levels(bearer.ref)[Level.WORD] == {"First", f"After {bearer.ref}"}
    assert levels("AG-99999999") == [set()] * 4


def test_year_leads_to_what_is_dated_within_it_and_to_names_that_hold_it():
    AgreementFactory(title="First", signed_on="2025-06-13")
    AgreementFactory(title="Plan of 2025", signed_on="2024-01-01")
    EventFactory(name="Meeting", first_on="2024-12-30", last_on="2025-01-02")
    SourceFactory(title="News", published_on="2025-01-01", published_precision="year")
    SourceFactory(title="Old news", published_on="2024-12-31")

    assert levels("2025")[Level.WORD] == {"First", "Plan of 2025", "Meeting", "News"}
    assert levels("2025-06")[Level.WORD] == {"First", "News"}


def test_compound_is_one_word_however_it_is_written():
    for name in ("E-commerce college", "Ecommerce school"):
        InstitutionFactory(name=name)

    for query in ("ecommerce", "e-commerce"):
        assert levels(query)[Level.WORD] == {"E-commerce college", "Ecommerce school"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("重庆工程书院", {"重庆工程书院"}),
        ("重庆工业书院", {"重庆工程书院", "重庆工程大书院"}),
        ("重庆工业大院", set()),
    ],
    ids=["found", "three of five pairs", "two of five pairs"],
)
def test_phrase_that_is_not_found_is_taken_for_what_holds_most_of_it(query, expected):
    for name in ("重庆工程书院", "重庆工程大书院"):
        InstitutionFactory(name=name)

    assert levels(query)[Level.SIMILAR] == expected


def test_name_that_is_the_query_or_begins_so_or_has_it_within_is_told():
    for name in ("Old forest", "Old forestry", "Forest, old", "An old forest"):
        InstitutionFactory(name=name)

    found = looked_up("old forest")

    assert records(found.whole, found) == {"Old forest"}
    assert records(found.start, found) == {"Old forest", "Old forestry"}
    assert records(found.phrase, found) == {"Old forest", "An old forest"}


def test_matches_are_kept_until_something_is_written(django_assert_num_queries):
    InstitutionFactory(name="Forest office")
    before = looked_up("forest")

    assert looked_up("forest") is before
    InstitutionFactory(name="Forest")
    assert looked_up("forest") is not before


@pytest.mark.parametrize(
    "query",
    ["O. Mahkamov", "О.А. Махкамов", "Mahkamov O.", "Махкамов, О.", "Mahkamov O", "o. mahkamov"],
)
def test_name_that_initials_stand_for_fits_better_than_others_of_that_surname(query):
    for name in ("Otabek Makhkamov", "Vali Makhkamov", "Otabek Karimov"):
        PersonFactory(name=name)

    matches = looked_up(query)

    [term] = matches.terms
    assert records(term.found[Level.WORD], matches) == {"Otabek Makhkamov", "Vali Makhkamov"}
    assert records(matches.start, matches) == {"Otabek Makhkamov"}
    assert records(matches.whole, matches) == set()


def test_initials_of_nobody_find_by_the_surname():
    PersonFactory(name="Otabek Makhkamov")

    matches = looked_up("V. Mahkamov")

    assert records(matches.terms[0].found[Level.WORD], matches) == {"Otabek Makhkamov"}
    assert records(matches.start, matches) == records(matches.phrase, matches) == set()
