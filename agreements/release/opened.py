"""Opens a file that is said to be a release, and trusts nothing in it."""

import csv
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from agreements.models.change import Revision

from .cells import read_moment
from .released import ReleasedTable, released_tables
from .shelf import SUMS, read_sums

PAPERS = (
    *("CITATION.cff", "LICENSE", "README.md", "changes.csv", "codebook.csv"),
    *("datacite.json", "datapackage.json", SUMS),
)
# A zip of many like lines is this much smaller than they are, and never more.
MOST_TIMES_LARGER = 200
ALWAYS_ALLOWED = 1_000_000
LARGEST_DESCRIPTION = 10_000_000
LONGEST_TEXT = 10_000_000
PART = 1_000_000
IS_ENCRYPTED = 1
HIGHEST_NUMBER = 2**62


class NotARelease(Exception):  # noqa: N818, it is no error of the program
    """The file is no release that this register can be filled with; the words say why."""


@contextmanager
def open_release(path: Path) -> Iterator["OpenedRelease"]:
    """Open a file and check that it is a release, whole and as it was made.

    Raises NotARelease then, and where the file turns out to be damaged while it is read.
    """
    csv.field_size_limit(LONGEST_TEXT)
    try:
        with ZipFile(path) as opened:
            release = OpenedRelease(opened, path.stat().st_size)
            release.check()
            yield release
    except OSError as error:
        raise NotARelease(f"The file cannot be read: {error.strerror or error}.") from error
    except (BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
        raise NotARelease("The file is no zip, or it is damaged or cut short.") from error


class OpenedRelease:
    """A release that is open to be read; it is to be checked first."""

    def __init__(self, opened: ZipFile, size: int) -> None:
        self._zip, self._size = opened, size

    def check(self) -> None:
        """Raise NotARelease unless it has the files of a release, of the sums that it names."""
        infos = self._zip.infolist()
        self._check_names([info.filename for info in infos])
        self._check_sizes(infos)
        sums = self.sums
        for info in infos:
            if self._sum(info) != sums.get(info.filename):
                raise NotARelease(
                    f"{info.filename} is not as it was released: its SHA-256 is another one than "
                    f"{SUMS} has."
                )

    def _check_names(self, names: list[str]) -> None:
        expected = {*PAPERS, *(table.file_name for table in released_tables())}
        if lacking := sorted(expected - set(names)):
            raise NotARelease(f"This is no release of this register: it lacks {lacking[0]}.")
        if foreign := sorted(set(names) - expected):
            raise NotARelease(
                f"This is no release of this register: it holds a file called {foreign[0]!r}."
            )
        if len(names) > len(expected):
            raise NotARelease("This is no release of this register: it holds a file twice.")

    def _check_sizes(self, infos: list[ZipInfo]) -> None:
        methods = {info.compress_type for info in infos}
        if not methods <= {ZIP_DEFLATED, ZIP_STORED} or any(
            info.flag_bits & IS_ENCRYPTED for info in infos
        ):
            raise NotARelease("This is no release of this register: it is packed in another way.")
        whole = sum(info.file_size for info in infos)
        if whole > MOST_TIMES_LARGER * self._size + ALWAYS_ALLOWED:
            raise NotARelease(
                f"Unpacked it would be more than {MOST_TIMES_LARGER} times as large: no release is."
            )

    def _sum(self, info: ZipInfo) -> str:
        whole = sha256()
        with self._zip.open(info) as file:
            while part := file.read(PART):
                whole.update(part)
        return whole.hexdigest()

    @property
    def sums(self) -> dict[str, str]:
        """Return {file name: SHA-256} of what is in it."""
        return read_sums(self._zip)

    @property
    def revision(self) -> Revision:
        """Return the Revision of the register that was released."""
        with self._zip.open("datapackage.json") as file:
            text = file.read(LARGEST_DESCRIPTION)
        try:
            told = json.loads(text)
            number = int(str(told["version"]).removeprefix("r"))
            moment: datetime = read_moment(told["created"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NotARelease("datapackage.json does not say of which revision it is.") from error
        if not 0 < number < HIGHEST_NUMBER:
            raise NotARelease("datapackage.json does not say of which revision it is.")
        return Revision(number, moment)

    def rows(self, table: ReleasedTable) -> Iterator[list[str]]:
        """Yield the rows of a table as texts, each with as many as the table has columns."""
        name, expected = table.file_name, [column.name for column in table.columns]
        with self._zip.open(name) as file:
            rows = csv.reader(io.TextIOWrapper(file, "utf-8", newline=""), strict=True)
            try:
                self._check_headings(name, next(rows, []), expected)
                for row in rows:
                    if len(row) != len(expected):
                        raise NotARelease(
                            f"{name}, line {rows.line_num}: it has {len(row)} cells, not "
                            f"{len(expected)}."
                        )
                    yield row
            except UnicodeDecodeError as error:
                raise NotARelease(f"{name} is not in UTF-8.") from error
            except csv.Error as error:
                raise NotARelease(f"{name}, line {rows.line_num}: this is no CSV.") from error

    @staticmethod
    def _check_headings(name: str, found: list[str], expected: list[str]) -> None:
        if found != expected:
            raise NotARelease(
                f"{name} has other columns than this register: "
                f"{', '.join(found) or 'none'} instead of {', '.join(expected)}."
            )
