"""A zip that is written as it goes: the same contents, the same bytes."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import IO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEVEL = 6
UNIX = 3
READABLE_FILE = 0o100644 << 16


class Member(NamedTuple):
    """A file in a release: its name, how many bytes it has, and their SHA-256 in hexadecimals."""

    name: str
    size: int
    sha256: str


class Archive:
    """A zip whose members bear one moment, rather than that at which each was written."""

    def __init__(self, file: IO[bytes], moment: datetime) -> None:
        self.zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self.members: list[Member] = []
        self._date = moment.timetuple()[:6]

    def write(self, name: str, parts: Iterable[bytes]) -> Member:
        """Write a member part by part."""
        size, whole = 0, sha256()
        with self.zip.open(self._info(name), "w", force_zip64=True) as file:
            for part in parts:
                file.write(part)
                whole.update(part)
                size += len(part)
        self.members.append(Member(name, size, whole.hexdigest()))
        return self.members[-1]

    def close(self) -> None:
        self.zip.close()

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._date)
        info.compress_type, info.create_system = ZIP_DEFLATED, UNIX
        info.external_attr = READABLE_FILE
        info._compresslevel = LEVEL
        return info
