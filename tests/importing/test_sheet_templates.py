"""Empty sheets: their headings are those that are read, and words stand about each."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from agreements.importing.column_words import WORDS
from agreements.importing.headings import TEMPLATES
from agreements.importing.sheet_files import read_sheet
from agreements.importing.sheet_templates import csv_template, xlsx_template


@pytest.mark.parametrize("noun", ["agreements", "institutions"])
def test_empty_sheets_have_the_headings_and_words_about_each(noun):
    text = csv_template(noun).decode("utf-8-sig")
    headings, words = load_workbook(BytesIO(xlsx_template(noun))).worksheets

    assert text == ",".join(TEMPLATES[noun]) + "\r\n"
    assert [cell.value for cell in headings[1]] == list(TEMPLATES[noun])
    told = [(row[0].value, row[1].value) for row in words.iter_rows(min_row=2)]
    assert told == [(name, str(text)) for name, text in WORDS[noun].items()]
    assert list(WORDS[noun]) == list(TEMPLATES[noun])


def test_filled_in_template_is_read():
    book = load_workbook(BytesIO(xlsx_template("institutions")))
    book.worksheets[0].append(["A College", "vocational college", "", "CN"])
    file = BytesIO()
    book.save(file)

    sheet = read_sheet(file.getvalue(), "institutions.xlsx")

    assert sheet.headings == TEMPLATES["institutions"]
    assert [row.cells["name"] for row in sheet.rows] == ["A College"]
