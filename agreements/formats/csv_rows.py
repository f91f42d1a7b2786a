"""CSV: a row a line, for spreadsheets and programs; or the numbers of a chart."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from agreements.lists.list_charts import charts_of
from agreements.tables.written_values import csv_of, text

from .chart_numbers import numbers
from .format import Format
from .listing import Listing
from .options import BomField, ColumnsField, NumbersField, RowsField

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()


def of_list(listing: Listing) -> Iterator[bytes]:
    """Yield the rows as RFC 4180 has them, after the names of the columns.

    Spreadsheets take a file for Unicode by the mark at its beginning only.
    """
    start = BOM if listing.options["bom"] else b""
    if listing.options.get("chart"):
        yield start + csv_of([map(text, row) for row in numbers(listing)])
        return
    header = [column.name for column in listing.columns]
    yield start + csv_of([header])
    for part in listing.parts():
        yield csv_of([map(text, row) for row in part])


FORMAT = Format(
    extension="csv",
    content_type="text/csv; charset=utf-8",
    label=_("CSV"),
    of_list=of_list,
    options={
        "rows": RowsField,
        "columns": ColumnsField,
        "bom": BomField,
        "chart": lambda noun: NumbersField(noun) if charts_of(noun) else None,
    },
    counted=lambda asked: asked["chart"].parameters if asked["chart"] else [],
    is_whole=True,
    is_saved=True,
)
