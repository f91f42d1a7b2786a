"""Files that people send, read as sheets whatever spreadsheet wrote them."""

from hashlib import sha256
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .csv_sheets import read_csv
from .sheet import MAX_BYTES, UNSEEN, Sheet, Unreadable
from .xlsx_sheets import read_xlsx

NO_TABLE = gettext_lazy("This is no table. Send the table as XLSX or as CSV.")
PACKED = gettext_lazy("The file is packed: unpack it first.")
# How files begin that are no sheets, or sheets that only some programs can open.
BEGINNINGS = {
    b"%PDF": NO_TABLE,
    b"\x89PNG": NO_TABLE,
    b"\xff\xd8\xff": NO_TABLE,
    b"GIF8": NO_TABLE,
    b"SQLite format 3": NO_TABLE,
    b"{\\rtf": NO_TABLE,
    b"PAR1": NO_TABLE,
    b"\x1f\x8b": PACKED,
    b"7z\xbc\xaf": PACKED,
    b"Rar!": PACKED,
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return the sheet that a file holds; `name` is that of the file.

    Raises Unreadable with a sentence that says what is wrong.
    """
    name = PurePath(UNSEEN.sub("", name.replace("\\", "/"))).name[:200]
    if len(data) > MAX_BYTES:
        raise Unreadable(_("A file has at most 5 MB: part the sheet in several."))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable(_("The file is empty."))
    digest = sha256(data).hexdigest()
    if data.startswith(ZIP):
        return read_xlsx(data, name, digest)
    _refuse_other_files(data)
    return read_csv(data, name, digest)


def _refuse_other_files(data: bytes) -> None:
    if data.startswith(OLE):
        if PROTECTED in data:
            raise Unreadable(_("The workbook is locked with a password: save it without one."))
        raise Unreadable(_("This is a workbook of the old kind (XLS): save it as XLSX."))
    for beginning, sentence in BEGINNINGS.items():
        if data.startswith(beginning):
            raise Unreadable(str(sentence))
