"""Has a database be what a backup holds."""

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from agreements import databases
from agreements.changes.dependencies import tracked_models
from agreements.databases.refused_file import RefusedFile
from agreements.models import Agreement, Change, revision_number

from .backing_up import LAYOUT, MANIFEST

DAMAGED = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError)
VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class CannotRestore(Exception):  # noqa: N818, it is no error of the program
    """Nothing was restored; the sentence says why."""


class Backup(NamedTuple):
    """A backup that was looked through: its database as a file, and what it tells of itself."""

    file: Path
    version: str
    is_older: bool


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Give a backup that this program can restore into its database; else raise CannotRestore.

    The database itself is not touched.
    """
    beside = path.parent if os.access(path.parent, os.W_OK) else None
    with TemporaryDirectory(prefix=".coop-restore-", dir=beside) as scratch:
        yield _unpacked(path, Path(scratch).resolve())


def _unpacked(path: Path, scratch: Path) -> Backup:
    try:
        with ZipFile(path) as zipped:
            manifest = json.loads(zipped.read(MANIFEST))
            _refuse_other(manifest)
            file = scratch / databases.file_of(manifest["database"]).NAME
            with zipped.open(file.name) as packed, file.open("wb") as unpacked:
                copyfileobj(packed, unpacked)
        _refuse_damaged(file, manifest)
        return Backup(file, manifest["version"], _is_older(manifest))
    except DAMAGED as error:
        raise CannotRestore(f"{path} is damaged, or is no backup.") from error
    except OSError as error:
        raise CannotRestore(f"{path}: {error.strerror}.") from error


def restore(backup: Backup) -> None:
    """Have the database be what the backup holds: all of it, or nothing where that fails."""
    try:
        databases.file_of(connection.vendor).read_file(connection, backup.file)
    except RefusedFile as error:
        raise CannotRestore(f"The database takes none of it: {error}") from error


def what_is_held() -> str:
    """Return what the register holds, agreements before all else; empty where it is nothing."""
    tables = set(connection.introspection.table_names())
    for model in (Agreement, *tracked_models()):
        if model._meta.db_table in tables and model._base_manager.exists():
            return str(model._meta.verbose_name_plural)
    return ""


def revision() -> int:
    """Return the number of the revision of the register."""
    return revision_number(Change.objects.revision())


def _refuse_other(manifest: dict) -> None:
    """Raise CannotRestore where a backup is of a newer program or of another kind of database."""
    newer = set(manifest["migrations"]) - _known_migrations()
    if manifest["layout"] > LAYOUT or newer:
        raise CannotRestore(
            f"It was made by a newer version, {manifest['version']}: upgrade the program first."
        )
    if manifest["database"] != connection.vendor:
        raise CannotRestore(
            f"It is of {VENDORS[manifest['database']]}, and DATABASE_URL names "
            f"{VENDORS[connection.vendor]}: restore it into {VENDORS[manifest['database']]}, "
            "then use manage.py move."
        )


def _refuse_damaged(file: Path, manifest: dict) -> None:
    with file.open("rb") as unpacked:
        if file_digest(unpacked, "sha256").hexdigest() != manifest["sha256"]:
            raise CannotRestore("It is damaged: its checksum is not that of the database in it.")
    try:
        databases.file_of(connection.vendor).check_file(file)
    except RefusedFile as error:
        raise CannotRestore(f"The database in it cannot be read: {error}") from error


def _known_migrations() -> set[str]:
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


def _is_older(manifest: dict) -> bool:
    return bool(_known_migrations() - set(manifest["migrations"]))
