"""Files that no register should take, by what is wrong with them: (name, bytes)."""

import gzip
import json
import random
import struct
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook

from tests.importing.workbook_bytes import part, saved, with_parts, workbook

HEADINGS = ["title", "kind", "parties"]
ROW = ["A college", "memorandum", "A | host | university | | UZ"]
GOOD = workbook(HEADINGS, ROW)
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOOM = 60 * 1024 * 1024
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def sheet_with(before, after):
    return with_parts(GOOD, {SHEET: part(GOOD, SHEET).replace(before, after, 1)})


def declared(declaration):
    """Return a workbook whose sheet begins with a declaration of its document type."""
    text = part(GOOD, SHEET)
    start = text.index("<worksheet")
    return with_parts(GOOD, {SHEET: f"{text[:start]}{declaration}{text[start:]}"})


def lying_about_size():
    """Return a workbook whose directory says that its largest part has a hundred bytes."""
    bomb = with_parts(GOOD, {SHEET: b" " * BOOM})
    return bomb.replace(struct.pack("<L", BOOM), struct.pack("<L", 100))


def encrypted():
    """Return a workbook whose directory says of each part that it is encrypted."""
    data = bytearray(GOOD)
    place = -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        data[place + 8] |= 1
    return bytes(data)


def archive(**files):
    written = BytesIO()
    with ZipFile(written, "w") as target:
        for name, content in files.items():
            target.writestr(name.replace("__", "."), content)
    return written.getvalue()


def with_formula():
    book = Workbook()
    book.active.append(HEADINGS)
    book.active.append(["=1+1", "memorandum", "x"])
    return saved(book)


def with_error():
    book = Workbook()
    book.active.append(HEADINGS)
    book.active.append(["#REF!", "memorandum", "x"])
    return saved(book)


def hidden_only():
    return with_parts(
        GOOD,
        {
            "xl/workbook.xml": part(GOOD, "xl/workbook.xml").replace(
                'state="visible"', 'state="hidden"'
            )
        },
    )


def noise(length):
    return random.Random(1).randbytes(length)


def text(*lines):
    return "\n".join(lines).encode()


BAD_FILES = {
    "nothing": ("a.csv", b""),
    "spaces only": ("a.csv", b" \n\t\r\n "),
    "zeros only": ("a.csv", b"\0" * 500),
    "a mark of Unicode only": ("a.csv", b"\xef\xbb\xbf"),
    "a mark of UTF-16 only": ("a.csv", b"\xff\xfe"),
    "headings only": ("a.csv", b"title,kind\n"),
    "headings and empty rows": ("a.csv", b"title,kind\n,\n,\n"),
    "an empty first row": ("a.csv", b"\ntitle,kind\nA,memorandum\n"),
    "larger than 5 MB": ("a.csv", b"title\n" + b"x\n" * 3_000_000),
    "more than 5,000 rows": ("a.csv", b"title\n" + b"x\n" * 5_001),
    "ten thousand columns": ("a.csv", ",".join(f"c{n}" for n in range(10_000)).encode() + b"\n1"),
    "double headings": ("a.csv", text("title,kind,Title", "A,b,c")),
    "an open quotation mark": ("a.csv", text("title,kind", '"A,memorandum', "B,grant")),
    "a quotation mark within": ("a.csv", text("title,kind", '"A "college" B",grant')),
    "a row too long": ("a.csv", text("title,kind", "A,grant,surplus")),
    "a row too short": ("a.csv", text("title,kind,parties", "A,grant")),
    "a text without a heading": ("a.csv", text("title,,kind", "A,x,grant")),
    "a zero in a text": ("a.csv", b"title,kind\nA\0B,grant\n"),
    "a zero in a heading": ("a.csv", b"title,ki\0nd\nA,grant\n"),
    "a bell": ("a.csv", b"title,kind\nA\x07B,grant\n"),
    "an escape": ("a.csv", b"title,kind\n\x1b[31mA,grant\n"),
    "half of a pair of UTF-16": ("a.csv", b"\xff\xfe" + "title\nA".encode("utf-16-le") + b"\0\xd8"),
    "UTF-16 cut in two": ("a.csv", b"\xff\xfe" + "title\nA".encode("utf-16-le")[:-1]),
    "UTF-32": ("a.csv", "title\nA".encode("utf-32")),
    "broken UTF-8 after its mark": ("a.csv", b"\xef\xbb\xbftitle\nF\xe9lix"),
    "Latin-1": ("a.csv", "title,kind\nInstitut Félix Houphouët,grant".encode("latin-1")),
    "Shift JIS": ("a.csv", "title,kind\nソフトウェア ｶﾀｶﾅ,grant".encode("shift-jis")),
    "a text of a million letters": ("a.csv", b"title\n" + b"x" * 1_000_000),
    "a field beyond all bounds": ("a.csv", b'title\n"' + b"x" * 200_000 + b'"'),
    "a web page": ("a.xls", b"<html><table><tr><td>title</td></tr></table></html>"),
    "XML with an outer entity": (
        "a.csv",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    ),
    "JSON": ("a.json", json.dumps([{"title": "A"}]).encode()),
    "a JSON object": ("a.csv", b'{"title": "A"}'),
    "PDF": ("a.pdf", b"%PDF-1.7\n..."),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n" + noise(200)),
    "a photograph": ("a.jpg", b"\xff\xd8\xff\xe0" + noise(200)),
    "gzip": ("a.csv.gz", gzip.compress(b"title\nA")),
    "7-Zip": ("a.7z", b"7z\xbc\xaf\x27\x1c" + noise(50)),
    "rich text": ("a.rtf", b"{\\rtf1\\ansi title}"),
    "a database": ("a.db", b"SQLite format 3\0" + noise(100)),
    "noise": ("a.csv", noise(5_000)),
    "an old workbook": ("a.xls", OLE + noise(2_000)),
    "a locked workbook": ("a.xlsx", OLE + noise(99) + "EncryptedPackage".encode("utf-16-le")),
    "an archive without a workbook": ("a.zip", archive(a__csv="title\nA")),
    "a text document": ("a.docx", archive(word="x", content="y")),
    "OpenDocument": ("a.ods", archive(mimetype="application/vnd.oasis", content__xml="<x/>")),
    "a binary workbook": ("a.xlsb", with_parts(GOOD, {"xl/workbook.bin": b"x"})),
    "macros": ("a.xlsm", with_parts(GOOD, {"xl/vbaProject.bin": OLE})),
    "a workbook in a workbook": ("a.xlsx", with_parts(GOOD, {"xl/embeddings/b.xlsx": GOOD})),
    "an archive in a workbook": ("a.xlsx", with_parts(GOOD, {"xl/media/b.zip": b"PK"})),
    "half a workbook": ("a.xlsx", GOOD[: len(GOOD) // 2]),
    "a workbook with a hole": ("a.xlsx", GOOD[:600] + noise(300) + GOOD[900:]),
    "a workbook without a sheet": ("a.xlsx", with_parts(GOOD, {}, without=[SHEET])),
    "a workbook of nonsense": ("a.xlsx", with_parts(GOOD, {"xl/workbook.xml": "<x>"})),
    "a sheet that is no XML": ("a.xlsx", with_parts(GOOD, {SHEET: "no XML"})),
    "a sheet cut in two": ("a.xlsx", with_parts(GOOD, {SHEET: part(GOOD, SHEET)[:300]})),
    "a cell of no column": ("a.xlsx", sheet_with('r="A2"', 'r="!!"')),
    "a workbook of 60 MB": ("a.xlsx", with_parts(GOOD, {"xl/media/a.txt": b" " * BOOM})),
    "a workbook that lies about its size": ("a.xlsx", lying_about_size()),
    "a workbook of thousands of parts": (
        "a.xlsx",
        with_parts(GOOD, {f"xl/media/{n}.txt": b"" for n in range(1_100)}),
    ),
    "an encrypted part": ("a.xlsx", encrypted()),
    "an outer entity in a workbook": (
        "a.xlsx",
        declared('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    ),
    "a billion laughs": ("a.xlsx", declared(f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>')),
    "a formula without a value": ("a.xlsx", with_formula()),
    "a cell with an error": ("a.xlsx", with_error()),
    "hidden sheets only": ("a.xlsx", hidden_only()),
    "an empty workbook": ("a.xlsx", workbook()),
    "a workbook of headings": ("a.xlsx", workbook(HEADINGS)),
    "a workbook of 300 columns": ("a.xlsx", workbook([f"c{n}" for n in range(300)], ROW)),
    "a workbook of 5,001 rows": ("a.xlsx", workbook(["title"], *(["x"] for _n in range(5_001)))),
    "a cell beyond the headings": ("a.xlsx", workbook(HEADINGS, [*ROW, "surplus"])),
}
