"""Which records are read anew when a row changes: the paths of the facets tell."""

import pytest

from agreements.changes.dependencies import Link, links_of, notes_by_table, notes_of_path
from agreements.models import Agreement
from agreements.nouns import AGREEMENT, COUNTRY, INSTITUTION, NOUNS

PARTY = Link("agreements_party", "agreement_id", "institution_id")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("kind", [Link("agreements_agreement", "id", "kind")]),
        ("sectors", [Link("agreements_agreement_sectors", "agreement_id", "sector_id")]),
        ("parties__institution", [PARTY]),
        (
            "parties__institution__country",
            [PARTY, Link("agreements_institution", "id", "country_id")],
        ),
        (
            "citations__source__publisher",
            [
                Link("agreements_citation", "agreement_id", "source_id"),
                Link("agreements_source", "id", "publisher_id"),
            ],
        ),
    ],
)
def test_path_is_a_chain_of_tables(path, expected):
    assert links_of(Agreement, path) == expected


def test_way_back_leads_from_the_end_of_a_path_to_the_records():
    [(party, of_party), (institution, of_institution)] = notes_of_path(
        AGREEMENT, "parties__institution__country"
    )

    assert (party, of_party.column) == ("agreements_party", "")
    assert of_party.query == (
        "SELECT {row}.agreement_id AS key WHERE {row}.agreement_id IS NOT NULL"
    )
    assert (institution, of_institution.column) == ("agreements_institution", "country_id")
    assert of_institution.query == (
        "SELECT agreement_id AS key FROM agreements_party"
        " WHERE institution_id = {row}.id AND agreement_id IS NOT NULL"
    )


def test_way_back_may_have_several_steps():
    *_first, (table, note) = notes_of_path(INSTITUTION, "parties__agreement__event__name")

    assert (table, note.column) == ("agreements_event", "name")
    assert note.query == (
        "SELECT institution_id AS key FROM agreements_party WHERE agreement_id IN"
        " (SELECT id AS key FROM agreements_agreement"
        " WHERE event_id = {row}.id AND id IS NOT NULL) AND institution_id IS NOT NULL"
    )


def test_noun_whose_keys_are_no_numbers_is_logged_as_any_of_its_records():
    [(_table, note)] = notes_of_path(COUNTRY, "names__text")

    assert note.query == "SELECT CAST(NULL AS bigint) AS key WHERE {row}.country_id IS NOT NULL"


def test_name_of_a_person_is_logged_as_the_person():
    notes = [note for note in notes_by_table()["agreements_name"] if note.noun == "person"]

    assert [(note.query, note.column) for note in notes] == [
        ("SELECT {row}.person_id AS key WHERE {row}.person_id IS NOT NULL", "")
    ]


SPOKEN_OF = {noun.name for noun in NOUNS.values() if noun.is_spoken_of}


@pytest.mark.parametrize(
    ("table", "nouns"),
    [
        ("agreements_agreement", {"agreement"}),
        ("agreements_party", {"agreement", "institution"}),
        ("agreements_membership", {"alliance", "institution"}),
        ("agreements_agreement_alliances", {"agreement"}),
        ("agreements_citation", {*SPOKEN_OF, "citation", "person"}),
        ("agreements_source", {"agreement", "publisher", "source"}),
        ("agreements_source_written_by", {"source"}),
        ("agreements_person", {"person"}),
        ("agreements_figure", {"figure"}),
        ("agreements_project", {"project"}),
    ],
)
def test_each_row_is_logged_as_what_it_counts_for(table, nouns):
    assert {note.noun for note in notes_by_table()[table]} == nouns
