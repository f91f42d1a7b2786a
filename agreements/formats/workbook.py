"""Sheets of a workbook: rows of a table as the cells of a spreadsheet, true to their values."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format as Style
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from agreements.nouns.column import Column
from agreements.plots.lettering import breadth
from agreements.tables.records import Record
from agreements.tables.table import Table
from agreements.tables.written_values import text

# A cell holds so many units of UTF-16, of which an emoji takes two.
MAX_UNITS = 32_767
# Spreadsheets differ on the days before, for some of which 1900 was a leap year.
FIRST_DAY = date(1900, 3, 1)
# The widths of columns, in letters, follow so many rows.
ROWS_MEASURED = 100
MIN_WIDTH, MAX_WIDTH = 6, 50


class PlainSheet(Worksheet):
    """A sheet all texts of which are plain.

    XlsxWriter takes a text between <r> and </r> for marked up and would write it as it stands, with
    whatever cells and formulas somebody put into it.
    """

    def _xml_rich_inline_string(self, string: str, attributes: list[tuple]) -> None:
        self._xml_inline_string(string, True, attributes)


class Styles(NamedTuple):
    """How heads, days and moments look: by ISO 8601, in every language."""

    head: Style
    day: Style
    moment: Style

    @classmethod
    def of(cls, workbook: Workbook) -> "Styles":
        return cls(
            workbook.add_format({"bold": True}),
            workbook.add_format({"num_format": "yyyy-mm-dd"}),
            workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )


def units(value: str) -> int:
    """Return how many units of UTF-16 a text takes."""
    return len(value.encode("utf-16-le")) // 2


def fitting(value: str) -> str:
    """Return a text, cut to what a cell holds where it is longer, which its last sign says."""
    if len(value) * 2 <= MAX_UNITS or units(value) <= MAX_UNITS:
        return value
    kept = value.encode("utf-16-le")[: 2 * (MAX_UNITS - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"


class Sheet:
    """A sheet that is written row by row; `cut` names the cells whose text was too long."""

    def __init__(self, workbook: Workbook, name: str, styles: Styles):
        self.name, self.cut = name, []
        self._sheet = workbook.add_worksheet(name, PlainSheet)
        self._styles = styles
        self._row = 0

    def add(self, values: Iterable[Any], style: Style | None = None) -> None:
        """Write a row; a text is a text whatever it begins with, and what is empty has no cell."""
        for place, value in enumerate(values):
            if value not in (None, "", []):
                self._write(place, value, style)
        self._row += 1

    def _write(self, place: int, value: Any, style: Style | None) -> None:
        match value:
            case bool():
                self._sheet.write_boolean(self._row, place, value)
            case int() | float():
                self._sheet.write_number(self._row, place, value)
            case datetime():
                plain = value.astimezone(UTC).replace(tzinfo=None)
                self._sheet.write_datetime(self._row, place, plain, self._styles.moment)
            case date() if value >= FIRST_DAY:
                self._sheet.write_datetime(self._row, place, value, self._styles.day)
            case _:
                whole = text(value)
                fits = fitting(whole)
                if fits is not whole:
                    self.cut.append(xl_rowcol_to_cell(self._row, place))
                self._sheet.write_string(self._row, place, fits, style)

    def widen(self, widths: Iterable[float]) -> None:
        """Set how wide its columns are, in letters."""
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)


class TableSheet(Sheet):
    """The sheet of a table: its columns, and the labels of codes beside them."""

    def __init__(self, workbook: Workbook, table: Table, styles: Styles):
        super().__init__(workbook, table.name, styles)
        self._table = table
        self._columns = [(column, column.codes) for column in table.columns]
        heads = list(self._heads())
        self._widths = [breadth(head) + 3 for head in heads]
        self._sheet.freeze_panes(1, 0)
        self.add(heads, styles.head)

    def _heads(self) -> Iterable[str]:
        for column, codes in self._columns:
            yield column.name
            if codes:
                yield label_name(column)

    def add_records(self, records: Iterable[Record]) -> None:
        """Write the rows that come of some records."""
        for row in self._table.rows(records):
            values = list(self._values(row))
            if self._row <= ROWS_MEASURED:
                self._measure(values)
            self.add(values)

    def _values(self, row: Any) -> Iterable[Any]:
        for column, codes in self._columns:
            value = column.value(row)
            yield value
            if codes:
                yield codes.get(value, "")

    def _measure(self, values: list) -> None:
        for place, value in enumerate(values):
            self._widths[place] = max(self._widths[place], breadth(text(value)[:MAX_WIDTH]) + 1)

    def finish(self) -> None:
        """Set the widths, and the filter over all rows, once those are written."""
        self.widen(min(max(width, MIN_WIDTH), MAX_WIDTH) for width in self._widths)
        # Codes of digits and years are texts; spreadsheets need not warn of each.
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._widths) - 1)


def label_name(column: Column) -> str:
    """Return the name of the column that has the labels of another one's codes."""
    return f"{column.name}_label"
