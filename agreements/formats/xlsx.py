"""XLSX: a workbook with a sheet for each table of a list, and one that says what it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook

from agreements.models.numbers import grouped

from .about_sheet import about
from .format import Format
from .listing import Listing
from .workbook import Styles, TableSheet

MAX_RECORDS = 50_000
# On all its sheets: a sheet could have a million, which would take minutes to write.
MAX_ROWS = 200_000
PART = 64 * 1024
# The earliest moment that a file in a ZIP archive can have.
NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)


def too_large(listing: Listing, max_records: int = MAX_RECORDS, max_rows: int = MAX_ROWS) -> str:
    """Return why the list is too large for a workbook, empty where it is not."""
    keys, address = list(listing.keys), listing.address_as("csv")
    if len(keys) > max_records:
        return _(
            "A spreadsheet has at most %(most)s records, and %(total)s are chosen. Choose fewer, "
            "or take all of them as CSV: %(address)s"
        ) % {"most": grouped(max_records), "total": grouped(len(keys)), "address": address}
    rows = sum(table.count(listing.answer.noun, keys) for table in listing.tables)
    if rows > max_rows:
        return _(
            "A spreadsheet has at most %(most)s rows, and what is chosen has %(total)s. Choose "
            "less, or take all of it as CSV: %(address)s"
        ) % {"most": grouped(max_rows), "total": grouped(rows), "address": address}
    return ""


def of_list(listing: Listing) -> Iterator[bytes]:
    """Yield the workbook, which is made in files on the way: its size needs no memory.

    The same records of the same revision, told in the same words, are the same bytes.
    """
    with TemporaryDirectory(prefix="coop-xlsx-") as folder:
        path = Path(folder, "list.xlsx")
        write(listing, path)
        with path.open("rb") as file:
            yield from iter(partial(file.read, PART), b"")


def write(listing: Listing, path: Path) -> None:
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    workbook = Workbook(str(path), options)
    moment = listing.revision.noted_at if listing.revision else NO_MOMENT
    created = moment.astimezone(UTC).replace(tzinfo=None)
    workbook.set_properties({"title": str(listing.answer.noun.title), "created": created})
    styles = Styles.of(workbook)
    sheets = [TableSheet(workbook, table, styles) for table in listing.tables]
    for records in listing.records():
        for sheet in sheets:
            sheet.add_records(records)
    for sheet in sheets:
        sheet.finish()
    about(workbook, listing, sheets, styles)
    workbook.close()


FORMAT = Format(
    extension="xlsx",
    content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    label=gettext_lazy("Spreadsheet"),
    standard="XLSX",
    of_list=of_list,
    is_whole=True,
    is_spooled=True,
    is_saved=True,
    too_large=too_large,
)
