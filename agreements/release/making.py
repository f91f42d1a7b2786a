"""Writes a release: the whole register as it stands, as one zip."""

import csv
import os
import tempfile
import zlib
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.db import connection
from django.utils import translation

from agreements import databases
from agreements.models import Change
from agreements.tables.written_values import csv_of

from . import shelf
from .archive import Archive
from .codebook import HEADINGS as CODEBOOK_HEADINGS
from .codebook import codebook
from .data_package import data_package
from .differences import HEADINGS, differences
from .papers import as_json, papers
from .released import released_tables
from .sheets import CHUNK, Sheet

# How much is held in memory of what differs from the release before.
IN_MEMORY = 1_000_000
# What reading a file raises that is not as it was written.
UNREADABLE = (BadZipFile, EOFError, IndexError, ValueError, csv.Error, zlib.error)


class CannotRelease(Exception):  # noqa: N818, it is no error of the program
    """The register is not ready, or the release before cannot be read; the words say which."""


def make_release(folder: Path) -> Path:
    """Write the register into a folder as one zip, and return its path.

    It is of one state of the database. The same state, the same release before it in the folder
    and the same settings give the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Words of a release are in one language, whoever makes it.
    with _one_state(), translation.override("en"):
        revision = Change.objects.revision()
        if revision is None:
            raise CannotRelease("This database is not ready: run manage.py migrate first.")
        moment = revision.noted_at.astimezone(UTC)
        name = shelf.release_name(moment.date().isoformat(), revision.number)
        path = shelf.path_of(folder, name)
        part = folder / f".{name}-{os.getpid()}.part"
        try:
            with part.open("w+b") as file, closing(Archive(file, moment)) as archive:
                _Writing(archive, name, moment).write(folder)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return path


def _one_state() -> AbstractContextManager:
    """Return the transaction in which all is read: the one that is open, or one of its own."""
    if connection.in_atomic_block:
        return nullcontext()
    return databases.of(connection).read_transaction(connection)


class _Writing:
    """A release that is being written."""

    def __init__(self, archive: Archive, name: str, moment: datetime) -> None:
        self.archive, self.name, self.moment = archive, name, moment
        self.tables = released_tables()
        self.sheets = [Sheet(table) for table in self.tables]

    def write(self, folder: Path) -> None:
        for sheet in self.sheets:
            self.archive.write(sheet.table.file_name, sheet)
        self._write_changes(folder)
        codes = [CODEBOOK_HEADINGS, *codebook(self.tables)]
        self.archive.write("codebook.csv", [csv_of(codes)])
        self._write_papers()
        sums = "".join(f"{one.sha256}  {one.name}\n" for one in self.archive.members)
        self.archive.write(shelf.SUMS, [sums.encode()])

    def _write_changes(self, folder: Path) -> None:
        before = shelf.latest_before(folder, self.name)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as held:
            held.write(csv_of([HEADINGS]))
            if before:
                try:
                    self._compare(before, held)
                except UNREADABLE as error:
                    raise CannotRelease(
                        f"{before.path} is damaged: put it back as it was, or take it away."
                    ) from error
            held.seek(0)
            self.archive.write("changes.csv", iter(lambda: held.read(IN_MEMORY), b""))

    def _compare(self, before: shelf.Release, held: IO[bytes]) -> None:
        """Write down in which rows the tables differ from those of the release before."""
        differing = [
            sheet.table
            for sheet, now in zip(self.sheets, self.archive.members, strict=True)
            if (then := before.members.get(now.name)) is None or then.sha256 != now.sha256
        ]
        with ZipFile(before.path) as old:
            rows = differences(differing, old, self.archive.zip)
            while part := list(islice(rows, CHUNK)):
                held.write(csv_of(part))

    def _write_papers(self) -> None:
        version = self.name.rpartition("-")[2]
        day = self.moment.date().isoformat()
        members = {member.name: member for member in self.archive.members}
        described = data_package(self.tables, members, version, self.moment)
        rows = [sheet.count for sheet in self.sheets]
        texts = papers(self.tables, rows, f"{shelf.PREFIX}{self.name}", day, version)
        for name, text in {"datapackage.json": as_json(described), **texts}.items():
            self.archive.write(name, [text.encode()])
