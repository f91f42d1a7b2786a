"""Sheets of workbooks, opened as what strangers send: small, plain, without anything that acts."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812, zlib has no other name for it

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from .sheet import MAX_COLUMNS, MAX_SCANNED, Sheet, Unreadable, sheet_of

MAX_UNPACKED = 50 * 1024 * 1024
MAX_FILES = 1_000
PART = 64 * 1024
ENCRYPTED = 0x1
# The sheets of the register's own spreadsheets, by which it knows them in a larger workbook.
KNOWN = ("agreements", "institutions")
PACKED = re.compile(r"\.(zip|xls[xmb]?|docx?|bin|exe|js|vbs)$|embeddings/", re.IGNORECASE)
SETTINGS = re.compile(r"printerSettings\d*\.bin$", re.IGNORECASE)
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", *(t.encode("utf-16-le") for t in ("<!DOC", "<!ENT")))


def read_xlsx(data: bytes, name: str, digest: str) -> Sheet:
    """Return the sheet of a workbook: that of agreements or institutions, or else the first.

    Raises Unreadable.
    """
    _check_archive(data)
    with warnings.catch_warnings():
        # Of styles and the like that openpyxl leaves out.
        warnings.simplefilter("ignore")
        try:
            rows = list(_texts(data))
        except Unreadable:
            raise
        except Exception as error:
            # A damaged workbook makes openpyxl fail in ways without number.
            raise Unreadable(_damaged()) from error
    return sheet_of(name, digest, rows, is_exact=False)


def _damaged() -> str:
    return _("The workbook is damaged: open it in a spreadsheet and save it again as XLSX.")


def _check_archive(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_names({member.filename for member in members}, len(members))
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise Unreadable(_too_large())
            _check_contents(archive, members)
    except (BadZipFile, ZlibError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(_damaged()) from error


def _too_large() -> str:
    return _("Unpacked, the workbook is larger than 50 MB: keep only the rows to be imported.")


def _check_names(names: set[str], count: int) -> None:
    if "mimetype" in names or "content.xml" in names:
        raise Unreadable(_("This is an OpenDocument file: save it as XLSX or as CSV."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("The workbook has macros: save it as XLSX, which has none."))
    if "xl/workbook.bin" in names:
        raise Unreadable(_("This is a binary workbook (XLSB): save it as XLSX."))
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Unreadable(_("This is an archive, but no workbook: send an XLSX or a CSV file."))
    if any(PACKED.search(name) and not SETTINGS.search(name) for name in names):
        raise Unreadable(_("Other files are packed into the workbook: delete them from it."))
    if len(names) != count or count > MAX_FILES:
        raise Unreadable(_damaged())


def _check_contents(archive: ZipFile, members: list[ZipInfo]) -> None:
    """Unpack all once, part by part: what a directory says of sizes need not be true."""
    total = 0
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise Unreadable(_("The workbook is locked with a password: save it without one."))
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable(_damaged())
        before = b""
        with archive.open(member) as file:
            while part := file.read(PART):
                total += len(part)
                if total > MAX_UNPACKED:
                    raise Unreadable(_too_large())
                if any(word in before + part for word in DECLARATIONS):
                    raise Unreadable(_("The workbook declares entities, which none has to."))
                before = part[-20:]


def _texts(data: bytes) -> Iterator[list[str]]:
    """Yield the cells of each row as texts, and of formulas what they gave when it was saved."""
    values = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    sheet = _chosen(values.worksheets)
    pairs = zip(_rows(sheet), _rows(formulas[sheet.title]), strict=True)
    for number, (row, written) in enumerate(pairs, start=1):
        if number > MAX_SCANNED:
            raise Unreadable(_("The sheet goes on for too long: delete the empty rows in it."))
        cells = enumerate(zip(row, written, strict=True), start=1)
        texts = [_text(*pair, number, place) for place, pair in cells]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MAX_COLUMNS:
            sentence = _("A sheet has at most %(most)s columns, and row %(row)s has %(count)s.")
            facts = {"most": MAX_COLUMNS, "row": number, "count": len(texts)}
            raise Unreadable(sentence % facts)
        yield texts


def _chosen(sheets: list[ReadOnlyWorksheet]) -> ReadOnlyWorksheet:
    named = [sheet for sheet in sheets if sheet.title.strip().lower() in KNOWN]
    seen = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    for sheet in (*named, *seen):
        return sheet
    raise Unreadable(_("The workbook has no sheet that can be seen."))


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple]:
    # What a workbook says of its own extent need not be true.
    sheet.reset_dimensions()
    return sheet.iter_rows()


def _text(cell: Any, written: Any, number: int, place: int) -> str:
    """Return what a cell shows; raise Unreadable where it is an error, or was never computed."""
    facts = {"row": number, "column": place}
    if cell.data_type == "e":
        sentence = _("Row %(row)s, column %(column)s: the cell shows an error, %(error)s.")
        raise Unreadable(sentence % {**facts, "error": cell.value})
    if written.data_type == "f" and cell.value is None:
        sentence = _(
            "Row %(row)s, column %(column)s: a formula whose value is not known. Open the workbook "
            "in a spreadsheet and save it, or write the value itself."
        )
        raise Unreadable(sentence % facts)
    return shown(cell.value, getattr(cell, "number_format", ""))


def shown(value: Any, number_format: str = "") -> str:
    """Return a value of a cell as text: a day as ISO 8601, no more exactly than it is shown."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return _day(value, number_format.lower())
    return str(value)


def _day(value: date, number_format: str) -> str:
    plain = re.sub(r'"[^"]*"|\[[^]]*\]|\\.', "", number_format)
    if isinstance(value, datetime) and value.time() != datetime.min.time():
        return value.isoformat(sep=" ")
    length = 10 if "d" in plain or "y" not in plain else 7 if "m" in plain else 4
    return value.isoformat()[:length]
