"""A backup: the whole database, accounts and history included, as one file with its checksum."""

import errno
import json
import re
import shutil
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from agreements import databases
from agreements.databases.refused_file import RefusedFile
from agreements.first_line import first_line
from agreements.models import Change, revision_number
from agreements.program_version import version

MANIFEST = "backup.json"
# What a manifest looks like; a program that writes another one counts on.
LAYOUT = 1
NAME = re.compile(r"coop-backup-[0-9]{8}T[0-9]{6}Z-r[0-9]+\.zip", re.ASCII)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CannotBackUp(Exception):  # noqa: N818, it is no error of the program
    """No backup was written; the sentence says why."""


def back_up(folder: Path) -> Path:
    """Write a backup of the database into a folder, and return its path.

    Others read and write meanwhile: it is the state of one moment. The file appears under its name
    once it is whole. Only its owner may read it: it has hashes of passwords, and readers' contacts.
    """
    file_module = databases.file_of(connection.vendor)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".coop-backup-", dir=folder) as scratch:
            copy = Path(scratch, file_module.NAME)
            with databases.of(connection).read_transaction(connection):
                manifest = _manifest()
                _refuse_little_room(folder, file_module.needed_bytes(connection))
                file_module.write_file(connection, copy)
            return _packed(copy, manifest, folder)
    except RefusedFile as error:
        raise CannotBackUp(str(error)) from error
    except DatabaseError as error:
        raise CannotBackUp(f"The database cannot be read: {first_line(error)}") from error
    except OSError as error:
        raise CannotBackUp(_why(error, folder)) from error


def backups(folder: Path) -> list[Path]:
    """Return the backups in a folder, the oldest first."""
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))


def _manifest() -> dict:
    """Return what a backup tells of itself, but for its file."""
    now = datetime.now(UTC)
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "layout": LAYOUT,
        "version": version(),
        "database": connection.vendor,
        "made_at": now.isoformat(timespec="seconds"),
        "revision": revision_number(Change.objects.revision()),
        "migrations": sorted(".".join(one) for one in applied),
    }


def _packed(copy: Path, manifest: dict, folder: Path) -> Path:
    """Pack a copy of a database and what it tells of itself into a file of the folder."""
    with copy.open("rb") as file:
        manifest["sha256"] = file_digest(file, "sha256").hexdigest()
    manifest["bytes"], manifest["file"] = copy.stat().st_size, copy.name
    # A dump is compressed already.
    method = ZIP_DEFLATED if copy.suffix == ".sqlite3" else ZIP_STORED
    packed = copy.with_suffix(".zip")
    packed.touch(0o600)
    with ZipFile(packed, "w", method, compresslevel=1) as zipped:
        zipped.writestr(MANIFEST, json.dumps(manifest, indent=2))
        zipped.write(copy, copy.name)
    moment = datetime.fromisoformat(manifest["made_at"])
    name = f"coop-backup-{moment:%Y%m%dT%H%M%SZ}-r{manifest['revision']}.zip"
    return packed.replace(folder / name)


def _refuse_little_room(folder: Path, size: int) -> None:
    """Raise CannotBackUp where a copy of so many bytes, and the file made of it, have no room."""
    free = shutil.disk_usage(folder).free
    if free < 2 * size:
        raise CannotBackUp(
            f"The disk of {folder} has {free / 1e6:,.0f} MB left, and a backup takes up to "
            f"{2 * size / 1e6:,.0f} MB while it is written. Free some, or name another folder."
        )


def _why(error: OSError, folder: Path) -> str:
    if error.errno in FULL:
        return f"The disk of {folder} is full. Free some of it, or name another folder."
    return f"{folder}: {error.strerror}."
