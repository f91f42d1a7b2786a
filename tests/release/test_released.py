"""The tables of releases, as the models have them."""

import pytest
from django.apps import apps

from agreements.nouns.column import Kind
from agreements.release.released import LEFT_OUT, key_of, released_tables
from agreements.release.table_words import TABLES, TERMS
from tests.factories import AgreementFactory, SectorFactory

TABLES_BY_NAME = {table.name: table for table in released_tables()}


def test_every_model_is_released_or_left_out_for_a_reason():
    models = set(apps.get_app_config("agreements").get_models(include_auto_created=True))

    released = {table.model for table in released_tables()}

    assert released | set(LEFT_OUT) == models
    assert released & set(LEFT_OUT) == set()
    assert [model for model, why in LEFT_OUT.items() if not why.endswith(".")] == []


def test_every_table_says_what_it_holds():
    assert set(TABLES) == set(TABLES_BY_NAME)
    assert [name for name, words in TABLES.items() if not str(words).endswith(".")] == []


@pytest.mark.parametrize("table", released_tables(), ids=lambda table: table.name)
def test_every_column_is_told_in_a_sentence(table):
    lacking = [column.name for column in table.columns if not column.means.endswith(".")]

    assert lacking == []


def test_every_term_is_that_of_a_column():
    columns = {(table.name, column.name) for table in released_tables() for column in table.columns}

    assert set(TERMS) - columns == set()


def test_empty_cell_means_one_thing():
    """An empty text and none at all would be the same cell."""
    ambiguous = [
        (table.name, column.name)
        for table in released_tables()
        for column in table.columns
        if column.kind == Kind.TEXT and column.holds.null and not column.target
    ]

    assert ambiguous == []


def test_tables_stand_behind_those_they_lead_to():
    before = set()
    for table in released_tables():
        before.add(table.model)
        assert {column.target for column in table.columns if column.target} <= before


def test_no_file_name_is_that_of_two_tables():
    assert len(TABLES_BY_NAME) == len(released_tables())


@pytest.mark.parametrize(
    ("table", "key", "first", "last"),
    [
        ("agreement", ("ref",), "ref", "row"),
        ("sector", ("slug",), "slug", "row"),
        ("country", ("code",), "code", "name"),
        ("place", ("id",), "id", "longitude"),
        ("refcounter", ("prefix",), "prefix", "last"),
        ("agreement_sectors", ("agreement", "sector"), "agreement", "sector"),
    ],
)
def test_key_is_a_number_of_the_register_where_there_is_one(table, key, first, last):
    columns = TABLES_BY_NAME[table].columns

    assert key_of(TABLES_BY_NAME[table].model) == key
    assert (columns[0].name, columns[-1].name) == (first, last)


def test_link_has_the_number_of_the_other_record():
    columns = {column.name: column for column in TABLES_BY_NAME["citation"].columns}

    assert columns["agreement"].paths[0] == "agreement__ref"
    assert columns["sector"].paths[0] == "sector__slug"
    assert (columns["party"].paths[0], columns["party"].kind) == ("party_id", Kind.WHOLE_NUMBER)
    assert (columns["country"].paths[0], columns["country"].kind) == ("country_id", Kind.TEXT)


@pytest.mark.django_db
def test_numbers_are_ordered_by_length_then_as_texts():
    for ref in ("AG-10000", "AG-9999", "AG-0002"):
        AgreementFactory(ref=ref)

    refs = [row[0] for row in TABLES_BY_NAME["agreement"].rows()]

    assert refs == ["AG-0002", "AG-9999", "AG-10000"]


@pytest.mark.django_db
def test_short_names_are_ordered_by_code_points():
    for slug in ("ba", "b_a", "b-a", "b1"):
        SectorFactory(slug=slug)

    slugs = [row[0] for row in TABLES_BY_NAME["sector"].rows()]

    assert slugs == ["b-a", "b1", "b_a", "ba"]
