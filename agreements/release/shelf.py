"""The folder in which releases lie: which there are, and what is in them."""

import re
import zlib
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.conf import settings

from .archive import Member

NAME = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-r(?P<number>[0-9]{1,18})", re.ASCII)
PREFIX = "coop-"
SUMS = "SHA256SUMS"
SUM = re.compile(r"([0-9a-f]{64}) [ *]([A-Za-z0-9_.]+)", re.ASCII)
# A list of sums that is longer is none of ours.
LONGEST_SUMS = 100_000


class Release:
    """A release that lies in a folder, named by its day and the number of the revision."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem.removeprefix(PREFIX)
        match = NAME.fullmatch(self.name)
        self.day, self.number = match["day"], int(match["number"])

    @property
    def version(self) -> str:
        return f"r{self.number}"

    @property
    def file_name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    @cached_property
    def members(self) -> dict[str, Member]:
        """Return the files in it by name, in their order."""
        with ZipFile(self.path) as opened:
            return {
                name: Member(name, opened.getinfo(name).file_size, whole)
                for name, whole in read_sums(opened).items()
            }

    def open(self, name: str) -> IO[bytes]:
        """Open one of the members to be read; whoever reads it closes it."""
        with ZipFile(self.path) as opened:
            return opened.open(name)


def read_sums(opened: ZipFile) -> dict[str, str]:
    """Return {name: SHA-256} of the members of a zip, the list of sums included."""
    with opened.open(SUMS) as file:
        text = file.read(LONGEST_SUMS)
    found = map(SUM.fullmatch, text.decode("ascii", "replace").splitlines())
    sums = {match[2]: match[1] for match in found if match}
    return {**sums, SUMS: sha256(text).hexdigest()}


def release_name(day: str, number: int) -> str:
    return f"{day}-r{number}"


def path_of(folder: Path, name: str) -> Path:
    return folder / f"{PREFIX}{name}.zip"


def releases(folder: Path | None = None) -> list[Release]:
    """Return the releases in a folder, the register's own by default; the newest first."""
    folder = folder or settings.RELEASES
    found = map(_release_at, folder.glob(f"{PREFIX}*.zip"))
    return sorted(filter(None, found), key=lambda one: (one.day, one.number), reverse=True)


def _release_at(path: Path) -> Release | None:
    """Return the release at a path, None where something else lies there."""
    if not NAME.fullmatch(path.stem.removeprefix(PREFIX)):
        return None
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (BadZipFile, KeyError, OSError, zlib.error):
        return None


@lru_cache(maxsize=1000)
def _read(path: Path, _written_at: int) -> Release:
    """Return the release at a path, of which the members are read once, until it is another."""
    release = Release(path)
    release.members  # noqa: B018, it raises where there are none
    return release


def release_named(name: str) -> Release | None:
    """Return the release of a name such as 2026-11-25-r251, None where there is none."""
    return next((release for release in releases() if release.name == name), None)


def latest_before(folder: Path, name: str) -> Release | None:
    """Return the newest release that is older than the one of a name, None where there is none."""
    [day, number] = NAME.fullmatch(name).groups()
    own = (day, int(number))
    older = (found for found in releases(folder) if (found.day, found.number) < own)
    return next(older, None)
