"""Many rows at a time, to which the rules of the tables hold all the same."""

import pytest
from django.db import IntegrityError, transaction

from agreements.models import Agreement, Sector
from agreements.synthesis.draws import FIRST_EDIT
from agreements.synthesis.tables import Table, continue_numbering, parts


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, []),
        (1, [(1, 1)]),
        (5000, [(1, 5000)]),
        (5001, [(1, 5000), (5001, 5001)]),
    ],
)
def test_numbers_come_in_parts_without_gaps(count, expected):
    assert [(part[0], part[-1]) for part in parts(count)] == expected


@pytest.mark.django_db
def test_more_rows_are_written_than_one_statement_takes():
    rows = [(number, f"sector-{number}", f"Sector {number}") for number in range(1, 1202)]

    Table(Sector, "id", "slug", "name").write(rows)

    assert list(Sector.objects.order_by("pk").values_list("pk", "slug", "name")) == rows


@pytest.mark.django_db
def test_column_of_which_a_row_says_nothing_has_its_default():
    Table(Agreement, "id", "ref", "title").write([(1, "AG-0001", "A college")])

    agreement = Agreement.objects.get()
    assert (agreement.kind, agreement.stands_for, agreement.summary, agreement.signed_on) == (
        *("agreement", 1, ""),
        None,
    )
    assert agreement.updated_at == FIRST_EDIT


@pytest.mark.django_db
def test_row_that_breaks_a_rule_is_refused():
    table = Table(Agreement, "id", "ref", "title", "stands_for")

    with pytest.raises(IntegrityError), transaction.atomic():
        table.write([(1, "AG-0001", "A college", 0)])

    assert Agreement.objects.count() == 0


@pytest.mark.django_db
def test_records_are_numbered_on_from_what_was_written():
    Table(Sector, "id", "slug", "name").write([(41, "forestry", "Forestry")])

    continue_numbering([Sector])

    assert Sector.objects.create(slug="energy", name="Energy").pk == 42
