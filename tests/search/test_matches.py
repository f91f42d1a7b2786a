"""Which names hold the words of a query, and how well."""

import pytest

from agreements.models import Change
from agreements.search import matches
from agreements.search.matches import Level, forget_kept, look_up
from agreements.search.query import parse
from agreements.search.texts import text_id
from tests.factories import (
    AgreementFactory,
    InstitutionFactory,
    NameFactory,
    PlaceFactory,
    SectorFactory,
)
from tests.folded import fold_everything

pytestmark = pytest.mark.django_db


def looked_up(query):
    """Return the Matches of a query in all names that there are."""
    revision = Change.objects.revision()
    fold_everything()
    return look_up(parse(query), revision)


def levels(query):
    """Return for each Level the ids of the texts that hold a query of one term."""
    [term] = looked_up(query).terms
    return [held.tolist() for held in term.ids]


def ids(*records):
    """Return the ids of the records' texts, rising."""
    return sorted(text_id(record._meta.model_name, record.pk) for record in records)


def test_level_holds_those_before_it():
    word, part = InstitutionFactory(name="Forest office"), InstitutionFactory(name="Agroforest")
    InstitutionFactory(name="Florest")

    assert levels("forest") == [ids(word), ids(word, part), ids(word, part)]


def test_word_in_no_name_is_unknown_and_taken_for_the_nearest():
    office = InstitutionFactory(name="Forest office")

    found = looked_up("Forst office")

    assert [term.text for term in found.unknown] == ["Forst"]
    assert [held.tolist() for held in found.unknown[0].ids] == [[], [], ids(office)]


def test_name_of_a_term_stands_for_its_other_names():
    sector = SectorFactory(name="Wood", source_wording="Forest")
    word, start = InstitutionFactory(name="Old forest"), InstitutionFactory(name="Forestry")
    InstitutionFactory(name="Agroforest")

    [term] = looked_up("wood").terms

    found = ids(sector, word, start)
    assert [synonym.text for synonym in term.synonyms] == ["forest"]
    assert [held.tolist() for held in term.ids] == [ids(sector, word), found, found]


def test_part_of_a_name_and_a_name_of_a_body_stand_for_no_other():
    SectorFactory(name="Silk road", source_wording="Ipak")
    NameFactory(institution=InstitutionFactory(name="Silk"), text="Yupi")

    [term] = looked_up("silk").terms

    assert term.synonyms == ()


def test_territory_is_found_from_the_beginning_of_a_word_on():
    start, part = PlaceFactory(name="New Forestan"), InstitutionFactory(name="Agroforest")
    PlaceFactory(name="Agroforest")

    assert levels("forest")[Level.PART] == ids(start, part)


def test_number_leads_to_its_bearer_and_to_names_that_hold_it():
    bearer = AgreementFactory(title="First")
    other = AgreementFactory(title=f"After {bearer.ref}")

    assert levels(bearer.ref)[Level.WORD] == ids(bearer, other)
    assert levels("AG-99999999") == [[], [], []]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("重庆工程学院", ["重庆工程学院"]),
        ("重庆工业学院", ["重庆工程学院", "重庆工程大学院"]),
        ("重庆工业大院", []),
    ],
    ids=["found", "three of five pairs", "two of five pairs"],
)
def test_phrase_that_is_not_found_is_taken_for_what_holds_most_of_it(query, expected):
    bodies = [InstitutionFactory(name=name) for name in ("重庆工程学院", "重庆工程大学院")]

    assert levels(query)[Level.SIMILAR] == ids(*(body for body in bodies if body.name in expected))


def test_name_that_is_the_whole_query_or_begins_so_is_told():
    whole, start = InstitutionFactory(name="Old forest"), InstitutionFactory(name="Old forestry")
    InstitutionFactory(name="Forest, old"), InstitutionFactory(name="An old forest")

    found = looked_up("old forest")

    assert (found.whole.tolist(), found.start.tolist()) == (ids(whole), ids(whole, start))


def test_matches_are_kept_unless_names_are_not_folded_yet(django_assert_num_queries):
    InstitutionFactory(name="Forest office")
    query, revision = parse("forest"), Change.objects.revision()

    before = look_up(query, revision)
    fold_everything()
    after = look_up(query, revision)

    assert (before.is_complete, len(before.unknown)) == (False, 1)
    assert (after.is_complete, len(after.unknown)) == (True, 0)
    with django_assert_num_queries(0):
        assert look_up(query, revision) is after


def test_many_texts_are_told_apart_as_few_are(monkeypatch):
    SectorFactory(name="Wood", source_wording="Forest")
    PlaceFactory(name="Agrowood")
    NameFactory(institution=InstitutionFactory(name="Wood"), text="Hout")
    InstitutionFactory(name="Wood office")

    def told():
        found = looked_up("wood")
        return levels("wood"), found.terms[0].synonyms, found.whole.tolist(), found.start.tolist()

    few = told()
    forget_kept()
    monkeypatch.setattr(matches, "MAX_READ", 0)

    assert told() == few
