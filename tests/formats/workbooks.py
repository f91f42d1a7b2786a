"""What stands in the cells of a workbook: as its XML says, and as LibreOffice reads it."""

import csv
import re
import subprocess
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Commas, quotes, UTF-8, from the first line on, values as they are shown, and each of the sheets.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def rows_of(body, name):
    """Return the texts of a sheet, a list a row; a cell that is not written is not in it."""
    return [["".join(cell.itertext()) for cell in row] for row in sheet(body, name)]


def kinds_of(body, name):
    """Return the types of the cells of a sheet; that of numbers and of days is None."""
    return [cell.get("t") for row in sheet(body, name) for cell in row]


def sheet(body, name):
    """Return the rows of a sheet as elements of XML."""
    with ZipFile(BytesIO(body)) as archive:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314, it is our own
        names = [one.get("name") for one in book.iter(f"{MAIN}sheet")]
        path = f"xl/worksheets/sheet{names.index(name) + 1}.xml"
        return list(ET.fromstring(archive.read(path)).iter(f"{MAIN}row"))  # noqa: S314


def formulas(body):
    """Return the formulas of all sheets."""
    with ZipFile(BytesIO(body)) as archive:
        sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/work.*/s.*xml", name)]
        return [
            cell.text
            for name in sheets
            for cell in ET.fromstring(archive.read(name)).iter(f"{MAIN}f")  # noqa: S314
        ]


def opened(soffice, folder, **bodies):
    """Return what LibreOffice shows of workbooks: {name: {sheet: rows}}."""
    for name, body in bodies.items():
        (folder / f"{name}.xlsx").write_bytes(body)
    subprocess.run(
        [
            soffice,
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            *("--convert-to", AS_SHOWN),
            *("--outdir", folder),
            *(folder / f"{name}.xlsx" for name in bodies),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: sheets_in(folder, name) for name in bodies}


def sheets_in(folder, name):
    found = {}
    for path in folder.glob(f"{name}-*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            found[path.stem.removeprefix(f"{name}-")] = list(csv.reader(file))
    return found
