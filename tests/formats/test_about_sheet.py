"""The sheet of a workbook that says what it is."""

import pytest
from django.utils import formats, timezone
from xlsxwriter.utility import xl_rowcol_to_cell

from agreements.models import Change, Citation
from agreements.models.grades import Grade
from agreements.tables.table import TABLES
from tests.factories import AgreementFactory, SectorFactory
from tests.folded import fold_everything

from .workbooks import rows_of

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def test_about_tells_what_the_list_is(client, settings):
    settings.KEEPER, settings.KEEPER_ADDRESS = "The secretariat", "post@example.org"
    sector = SectorFactory(name="Forestry", slug="forestry")
    AgreementFactory(title="A college").sectors.add(sector)
    AgreementFactory(title="Another")
    fold_everything()
    number, noted_at, _epoch = Change.objects.revision()

    rows = rows_of(client.get("/agreements.xlsx?q=college&sector=forestry").content, "About")

    day = formats.date_format(timezone.localtime(noted_at), "DATE_FORMAT")
    address = f"{SITE}/agreements/?q=college&sector=forestry"
    assert rows[:6] == [
        ["About this file"],
        ["List", "Agreements"],
        ["Search", "college"],
        ["Sector", "Forestry"],
        ["Order", "Best matches first"],
        ["Number", "1 agreement"],
    ]
    assert rows[6] == ["Revision", str(number)]
    assert rows[8:12] == [
        ["Address of the list", address],
        ["Kept by", "The secretariat", "post@example.org"],
        ["Licence of the data", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"],
        [
            "How to cite",
            "The secretariat: “Agreements (Search: college; Sector: Forestry)”. Coop: a register "
            "of cooperation agreements; 1 agreement; order: Best matches first; "
            f"revision {number} of {day}; licence: CC BY 4.0. {address}",
        ],
    ]


def test_about_tells_the_day_of_what_is_another_thing_on_every_day(client):
    day = formats.date_format(timezone.localdate(), "DATE_FORMAT")

    rows = rows_of(client.get("/agreements.xlsx?in_force=yes").content, "About")

    assert rows[2] == [f"In force on {day}", "Yes"]


def test_about_explains_every_grade_and_every_column(client):
    rows = rows_of(client.get("/agreements.xlsx").content, "About")

    assert rows[2] == ["Chosen", "Everything: no filter is set."]
    assert {row[0] for row in rows} >= set(Grade.values) | set(Citation.Stance.values)
    for table in TABLES["agreement"].values():
        told = [row[1] for row in rows if row[0] == table.name]
        body = client.get("/agreements.xlsx").content
        assert told == rows_of(body, table.name)[0]


def test_about_names_the_cells_whose_text_is_cut(client):
    AgreementFactory(summary="x" * 40_000)
    place = rows_of(client.get("/agreements.xlsx").content, "agreements")[0].index("summary")

    rows = rows_of(client.get("/agreements.xlsx").content, "About")

    [sentence] = [row[0] for row in rows if "are cut" in row[0]]
    assert sentence == (
        "Of the sheet “agreements”, texts longer than the 32,767 characters that a cell holds are "
        f"cut and end in “…”: 1. The first ones: {xl_rowcol_to_cell(1, place)}. The same list as "
        "CSV has them whole."
    )
