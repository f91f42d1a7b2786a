"""Empty sheets to be filled in: the headings, and in workbooks what each column holds."""

from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from agreements.formats.workbook import Sheet, Styles
from agreements.formats.xlsx import NO_MOMENT
from agreements.tables.written_values import csv_of

from .column_words import WORDS
from .headings import TEMPLATES

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
MIN_WIDTH = 14
WIDTHS = (24, 100)


def csv_template(noun: str) -> bytes:
    """Return the headings, behind the mark by which spreadsheets know Unicode."""
    return BOM + csv_of([TEMPLATES[noun]])


def xlsx_template(noun: str) -> bytes:
    """Return a workbook: a sheet with the headings, and one with words about each."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": NO_MOMENT})
        styles = Styles.of(workbook)
        headings = Sheet(workbook, noun, styles)
        headings.add(TEMPLATES[noun], styles.head)
        headings.widen(max(MIN_WIDTH, len(heading) + 3) for heading in TEMPLATES[noun])
        words = Sheet(workbook, "columns", styles)
        words.add([_("Column"), _("What it holds")], styles.head)
        for row in WORDS[noun].items():
            words.add(map(str, row))
        words.widen(WIDTHS)
    return file.getvalue()


# By how the name of a file ends: what makes it, and what it is.
FORMATS = {
    "csv": (csv_template, "text/csv; charset=utf-8"),
    "xlsx": (
        xlsx_template,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
