"""A list as a workbook: every value as it is, in LibreOffice too, and nothing that is run."""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from xlsxwriter import Workbook

from agreements.formats import FORMATS
from agreements.formats.workbook import Sheet, Styles
from agreements.formats.xlsx import too_large
from agreements.models import Agreement, Change, Institution
from agreements.nouns import LISTED
from agreements.tables.table import TABLES
from agreements.tables.written_values import text
from tests.conftest import skip_without
from tests.factories import AgreementFactory, CitationFactory, PartyFactory

from .workbooks import formulas, kinds_of, opened, rows_of

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
# What is stored as it is: the register refuses some of it from editors, and none from SQL.
HOSTILE = [
    "=1+1",
    "+SUM(A1:A2)",
    "@x",
    "-2",
    "'quote",
    '"double", comma; semicolon',
    "\ttab first",
    "two\nlines",
    " space ",
    "重庆工程职业技术学院",
    "Ташкентский университет",
    "🚄🚄",
    "<r><t>bold</t></r>",
    '<r></r></is></c><c r="A9"><f>1+1</f></c><c t="inlineStr"><is><r></r>',
    "_x0041_",
    "&amp; <b>",
    "{=1+1}",
    "https://example.org/",
    "0715",
    "1e5",
    "TRUE",
    "2025-06",
]
CHONGQING = ZoneInfo("Asia/Shanghai")
LONG = "=" + "長" * 40_000


@pytest.fixture
def soffice():
    """Return the path of LibreOffice, or skip the test."""
    path = shutil.which("soffice")
    skip_without("soffice", is_there=path is not None)
    return path


@pytest.fixture
def hostile_register(register):
    """The article's register with texts in it that spreadsheets stumble over."""
    for number, hostile in enumerate(HOSTILE):
        college = Institution.objects.create(name=f"College {number}")
        Institution.objects.filter(pk=college.pk).update(name=hostile)
        PartyFactory(agreement=Agreement.objects.get(ref="AG-0001"), institution=college)
    Agreement.objects.filter(ref="AG-0002").update(summary=LONG)


def tables_of(noun):
    """Return {name: rows of texts as a spreadsheet shows them} of all records of a noun."""
    keys = list(noun.model.objects.order_by("pk").values_list("pk", flat=True))
    return {table.name: shown(table, noun, keys) for table in TABLES[noun.name].values()}


def shown(table, noun, keys):
    heads = chain.from_iterable(
        [column.name, f"{column.name}_label"] if column.choices else [column.name]
        for column in table.columns
    )
    revision = Change.objects.revision()
    parts = table.read(noun, keys, table.columns, lambda address: f"{SITE}{address}", revision)
    rows = [list(chain.from_iterable(map(cells, table.columns, row))) for row in chain(*parts)]
    return [list(heads), *sorted(rows)]


def cells(column, value):
    match value:
        case bool():
            found = str(value).upper()
        case datetime():
            found = f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        case _:
            found = text(value)
    if len(found) > 32_767:
        found = f"{found[:32_766]}…"
    return [found, column.codes.get(value, "")] if column.choices else [found]


def test_libreoffice_shows_every_value_and_runs_none(client, hostile_register, soffice, tmp_path):
    bodies = {
        "agreements": b"".join(client.get("/agreements.xlsx")),
        "institutions": b"".join(client.get("/institutions.xlsx")),
    }

    found = opened(soffice, tmp_path, **bodies)

    assert list(map(formulas, bodies.values())) == [[], []]
    for noun in LISTED[:2]:
        sheets = found[noun.plural]
        about = sheets.pop("About")
        assert about[1] == ["List", noun.title, ""]
        told = {name: [rows[0], *sorted(rows[1:])] for name, rows in sheets.items()}
        assert told == tables_of(noun)


@pytest.fixture
def sheet(tmp_path):
    """Return the function that writes values as a row and returns the workbook."""

    def write(*values):
        workbook = Workbook(str(tmp_path / "sheet.xlsx"), {"constant_memory": True})
        one = Sheet(workbook, "one", Styles.of(workbook))
        one.add(values)
        workbook.close()
        return (tmp_path / "sheet.xlsx").read_bytes(), one

    return write


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("=1+1", "inlineStr", "=1+1"),
        ("0715", "inlineStr", "0715"),
        (7, None, "7"),
        (1.5, None, "1.5"),
        (True, "b", "1"),
        (False, "b", "0"),
        (date(2024, 9, 17), None, "45552"),
        (date(1900, 2, 28), "inlineStr", "1900-02-28"),
        (datetime(2024, 9, 17, 12, tzinfo=CHONGQING), None, "45552.16666666666"),
        (["a", "b"], "inlineStr", "a;b"),
    ],
)
def test_cell_is_what_its_value_is(sheet, value, kind, shown):
    body, _sheet = sheet(value)

    assert (kinds_of(body, "one"), rows_of(body, "one")) == ([kind], [[shown]])


@pytest.mark.parametrize("value", [None, "", []])
def test_what_is_empty_has_no_cell(sheet, value):
    body, _sheet = sheet(value, "after")

    assert rows_of(body, "one") == [["after"]]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 32_767, "x" * 32_767),
        ("x" * 32_768, "x" * 32_766 + "…"),
        ("🚄" * 16_383, "🚄" * 16_383),
        ("🚄" * 16_384, "🚄" * 16_383 + "…"),
        ("x" + "🚄" * 16_384, "x" + "🚄" * 16_382 + "…"),
    ],
    ids=["fits", "one too long", "emoji fit", "one emoji too many", "half an emoji left"],
)
def test_text_that_no_cell_holds_ends_in_an_ellipsis(sheet, value, shown):
    body, written = sheet(value)

    assert rows_of(body, "one") == [[shown]]
    assert written.cut == ([] if value == shown else ["A1"])


def test_list_without_a_record_is_a_workbook_with_heads(client):
    body = client.get("/agreements.xlsx").content

    assert [len(rows_of(body, name)) for name in TABLES["agreement"]] == [1, 1, 1]


def test_same_list_of_the_same_revision_is_the_same_bytes(client):
    AgreementFactory()

    one, other = client.get("/agreements.xlsx"), client.get("/agreements.xlsx")

    assert one.content == other.content
    assert one.headers["Content-Disposition"].startswith('attachment; filename="coop-agreements')


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"max_records": 2}, "A spreadsheet has at most 2 records, and 3 are chosen."),
        ({"max_rows": 8}, "A spreadsheet has at most 8 rows, and what is chosen has 9."),
        ({"max_records": 3, "max_rows": 9}, None),
    ],
    ids=["records", "parties", "just fits"],
)
def test_what_no_workbook_holds_is_refused_and_csv_is_named(client, monkeypatch, limits, sentence):
    smaller = replace(FORMATS["xlsx"], too_large=partial(too_large, **limits))
    monkeypatch.setitem(FORMATS, "xlsx", smaller)
    for _number in range(3):
        agreement = PartyFactory().agreement
        PartyFactory(agreement=agreement)

    response = client.get("/agreements.xlsx?sort=title")

    if sentence is None:
        assert response.status_code == 200
    else:
        assert response.status_code == 400
        assert response.json()["detail"].startswith(f"{sentence} Choose ")
        assert response.json()["detail"].endswith(f" as CSV: {SITE}/agreements.csv?sort=title")


@pytest.mark.parametrize("noun", LISTED, ids=lambda noun: noun.name)
def test_table_counts_as_many_rows_as_it_has(register, noun):
    keys = list(noun.model.objects.values_list("pk", flat=True))

    for table in TABLES[noun.name].values():
        parts = table.read(noun, keys, table.columns[:1], str)
        assert table.count(noun, keys) == sum(map(len, parts))


def test_workbook_takes_as_many_queries_for_three_records_as_for_one(client):
    counts = []
    for number in (1, 2):
        for _record in range(number):
            CitationFactory(agreement=PartyFactory().agreement)
        client.get("/agreements/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/agreements.xlsx").status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 12


def test_nothing_is_left_of_the_files_made_on_the_way(client, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    AgreementFactory()

    client.get("/agreements.xlsx")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("noun", LISTED, ids=[noun.name for noun in LISTED])
def test_list_without_a_record_is_a_workbook_too(client, noun):
    response = client.get(f"{noun.list_address.rstrip('/')}.xlsx")

    assert response.status_code == 200
