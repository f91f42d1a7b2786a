"""XLSX: a workbook with a sheet for each table of a list, and one that says what it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext_lazy as _
from xlsxwriter import Workbook

from .about_sheet import about
from .format import Format
from .listing import Listing
from .workbook import Styles, TableSheet

MAX_RECORDS = 50_000
PART = 64 * 1024
# The earliest moment that a file in a ZIP archive can have.
NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)


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
    label=_("Spreadsheet (XLSX)"),
    of_list=of_list,
    is_whole=True,
    is_spooled=True,
    is_saved=True,
    max_records=MAX_RECORDS,
)
