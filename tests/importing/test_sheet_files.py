"""Files of any kind: what can be read is read as it is shown, and all else has a sentence."""

from datetime import date, datetime
from hashlib import sha256

import pytest
from openpyxl import Workbook

from agreements.importing.sheet import Unreadable
from agreements.importing.sheet_files import read_sheet
from tests.importing.bad_files import BAD_FILES, GOOD
from tests.importing.workbook_bytes import saved, workbook

WORDS = {
    "utf-8": "Félix 重庆 Ташкент",
    "utf-8-sig": "Félix 重庆 Ташкент",
    "utf-16": "Félix 重庆 Ташкент",
    "utf-16-le": "Academy Félix",
    "utf-16-be": "Academy Félix",
    "gb18030": "重庆工程职业技术学院与中兴通讯",
    "cp1251": "Ташкентский государственный транспортный университет",
}


@pytest.mark.parametrize("wrong", BAD_FILES)
def test_bad_file_is_answered_with_a_sentence(wrong):
    name, data = BAD_FILES[wrong]

    with pytest.raises(Unreadable) as refused:
        read_sheet(data, name)

    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("encoding", WORDS)
def test_text_is_read_in_usual_encodings(encoding):
    data = f"title,kind\n{WORDS[encoding]},memorandum\n".encode(encoding)

    sheet = read_sheet(data, "a.csv")

    assert [row.cells["title"] for row in sheet.rows] == [WORDS[encoding]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found_by_the_headings(separator):
    lines = [["title", "kind", "note"], ["A", "memorandum", '"one, two; three"']]
    data = "\r\n".join(separator.join(line) for line in lines).encode()

    sheet = read_sheet(data, "a.csv")

    assert dict(sheet.rows[0].cells) == {
        "title": "A",
        "kind": "memorandum",
        "note": "one, two; three",
    }


def test_separator_is_what_the_first_line_says():
    sheet = read_sheet(b"sep=;\ntitle;kind,x\nA;b\n", "a.csv")

    assert sheet.headings == ("title", "kind,x")


def test_rows_keep_their_numbers_where_some_are_empty():
    sheet = read_sheet(b"title,kind\nA,b\n\n,\nC,d\n", "a.csv")

    assert [row.number for row in sheet.rows] == [2, 5]


def test_sheet_knows_its_file():
    sheet = read_sheet(b"title\nA\n", "C:\\sheets\\a.csv")

    assert sheet.name == "a.csv"
    assert sheet.digest == sha256(b"title\nA\n").hexdigest()


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (date(2025, 6, 13), "yyyy-mm-dd", "2025-06-13"),
        (datetime(2025, 6, 13), "d mmmm yyyy", "2025-06-13"),
        (date(2025, 6, 1), "yyyy-mm", "2025-06"),
        (date(2025, 6, 1), '[$-409]mmm" "yyyy', "2025-06"),
        (date(2025, 1, 1), "yyyy", "2025"),
        (2017, "General", "2017"),
        (2017.0, "General", "2017"),
        (13.5, "General", "13.5"),
        (True, "General", "true"),
        (" A\ncollege ", "General", "A\ncollege"),
    ],
)
def test_cell_is_read_as_it_is_shown(value, number_format, expected):
    book = Workbook()
    book.active.append(["title"])
    book.active["A2"] = value
    book.active["A2"].number_format = number_format

    sheet = read_sheet(saved(book), "a.xlsx")

    assert sheet.rows[0].cells["title"] == expected


def test_workbook_is_read_by_its_sheet_of_agreements():
    book = Workbook()
    book.active.append(["About this file"])
    book.create_sheet("Agreements").append(["title"])
    book["Agreements"].append(["A"])

    sheet = read_sheet(saved(book), "a.xlsx")

    assert sheet.headings == ("title",)


def test_workbook_is_known_by_its_bytes_whatever_its_name():
    assert read_sheet(GOOD, "a.csv").headings == ("title", "kind", "parties")


def test_short_row_of_a_workbook_has_empty_cells():
    sheet = read_sheet(workbook(["title", "kind"], ["A"]), "a.xlsx")

    assert dict(sheet.rows[0].cells) == {"title": "A", "kind": ""}
