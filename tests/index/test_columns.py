"""Tables are read as columns, in parts."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Value

from agreements.index import columns as columns_of_tables
from agreements.index.columns import arrays, as_text, by_row, columns, in_parts
from agreements.models import Agreement, Sector
from tests.factories import AgreementFactory, PlaceFactory, SectorFactory


@pytest.fixture
def two_at_once(monkeypatch):
    """Have two rows be some thousand."""
    monkeypatch.setattr(columns_of_tables, "ROWS_AT_ONCE", 2)


@pytest.mark.django_db
def test_columns_of_a_table_come_in_parts(two_at_once):
    for name in ("a", "b", "c"):
        SectorFactory(slug=name, name=name.upper())

    parts = columns(Sector.objects.order_by("slug").values_list("slug", "name"))

    assert list(parts) == [(("a", "b"), ("A", "B")), (("c",), ("C",))]


@pytest.mark.parametrize(
    ("rows", "parts"),
    [([], []), ([(1, "a"), (2, "b"), (3, "c")], [((1, 2), ("a", "b")), ((3,), ("c",))])],
)
def test_columns_of_pairs_come_in_parts_and_give_the_pairs_again(two_at_once, rows, parts):
    assert list(in_parts(rows)) == parts
    assert list(by_row(in_parts(rows))) == rows


@pytest.mark.django_db
def test_days_are_read_as_texts_with_the_same_result_everywhere():
    AgreementFactory(signed_on=date(2024, 5, 1))
    AgreementFactory(signed_on=None)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL datestyle TO 'German'")

    rows = Agreement.objects.order_by("pk").values_list(as_text("signed_on"))

    assert list(columns(rows)) == [(("2024-05-01", None),)]


@pytest.mark.django_db
def test_columns_of_whole_numbers_are_arrays(two_at_once):
    places = [PlaceFactory(), PlaceFactory(), PlaceFactory()]
    rows = type(places[0]).objects.order_by("pk").values_list("pk", Value(7))

    keys, sevens = arrays(rows, 2)
    empty = arrays(rows.none(), 2)

    assert keys.tolist() == [place.pk for place in places]
    assert sevens.tolist() == [7, 7, 7]
    assert [column.tolist() for column in empty] == [[], []]
