"""Workbooks for tests, made in memory; and the same with other parts put into them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook


def workbook(*rows, title="Sheet"):
    """Return the bytes of a workbook with these rows on its one sheet."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_parts(data, parts, *, without=(), stored=()):
    """Return a workbook in which parts, by their names, are others; None leaves one as it is."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            if member.filename not in parts and member.filename not in without:
                target.writestr(member.filename, source.read(member.filename))
        for name, content in parts.items():
            target.writestr(name, content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return written.getvalue()


def part(data, name):
    with ZipFile(BytesIO(data)) as source:
        return source.read(name).decode()
