"""Indexes as files in a folder: a process that starts reads one rather than the whole register.

A file is of one program, one line of changes and one revision; what came after it the change log
tells. What is damaged or of another program is not read. Arrays stay where they lie in the file,
so that all processes of a machine share their memory until they change them.
"""

import fcntl
import logging
import mmap
import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings

from agreements.models.pinyin import Readings
from agreements.nouns import NOUNS
from agreements.search.texts import RULES
from agreements.search.vocabulary import Part, Stems, Vocabulary
from agreements.search.word_index import WordIndex
from agreements.search.word_places import Texts

from . import codec
from .adjacency import Adjacency
from .bit_sliced import BitSliced
from .bitmap_index import BitmapIndex
from .contents import Contents
from .counted_docs import CountedDocs
from .day_spans import DaySpans
from .doc_ids import CodeIds, DocIds
from .heard_postings import HeardPostings
from .held_days import HeldDays
from .key_numbers import KeyNumbers
from .named_docs import NamedDocs, rules_of_order
from .orders import Orders
from .pair_postings import PairPostings
from .postings import FewPostings, LinkPostings, ManyPostings
from .register_index import RegisterIndex
from .register_names import RegisterNames
from .sorted_docs import SortedDocs
from .sorted_keys import SortedKeys
from .term_postings import TermPostings
from .value_rows import ValueRows

CLASSES = (
    RegisterIndex,
    RegisterNames,
    BitmapIndex,
    Contents,
    DocIds,
    CodeIds,
    BitSliced,
    DaySpans,
    CountedDocs,
    Orders,
    NamedDocs,
    SortedDocs,
    SortedKeys,
    Adjacency,
    KeyNumbers,
    ValueRows,
    FewPostings,
    ManyPostings,
    LinkPostings,
    PairPostings,
    HeldDays,
    TermPostings,
    HeardPostings,
    WordIndex,
    Texts,
    Vocabulary,
    Part,
    Stems,
    Readings,
)
KNOWN = {cls.__name__: cls for cls in CLASSES} | NOUNS
# Whatever says what an index holds, and how.
PROGRAM = ("arrays.py", "databases", "evidence", "index", "models", "nouns", "search")
LIBRARIES = ("numpy", "pyroaring", "pypinyin")
# The newest one, and one that a process may be about to read.
MOST_FILES = 2
SUM_SIZE = sha256().digest_size
# In seconds: so long a process waits for the index that another one makes.
PATIENCE = 300.0
PAUSE = 0.05

logger = logging.getLogger(__name__)


def newest(epoch: str) -> RegisterIndex | None:
    """Return the index of an epoch that this program wrote last, None where none can be read.

    It is of a revision that the log need not have.
    """
    for path in _files(f"{epoch}-*-{program()}.index"):
        try:
            return _read(path)
        except Exception as error:  # whatever it is, the register itself can still be read
            logger.warning("The index in %s is not read: %s", path, error)
    return None


def write(register: RegisterIndex) -> bool:
    """Write an index for processes to come, and remove those before it; return whether it is there.

    Where it cannot be written, that is said in the log.
    """
    revision = register.revision
    if not settings.SNAPSHOTS or not (revision and revision.epoch) or register.names.misses_many:
        return False
    path = settings.SNAPSHOTS / f"{revision.epoch}-{revision.number}-{program()}.index"
    try:
        _write(path, codec.Writer(KNOWN).parts(register))
        for old in _files("*.index")[MOST_FILES:]:
            old.unlink(missing_ok=True)
    except (OSError, TypeError) as error:
        logger.warning("The index could not be written: %s", error)
        return False
    return True


@contextmanager
def turn(patience: float = PATIENCE) -> Iterator[None]:
    """Be the only process of this machine, within the block, that makes an index to be written.

    After `patience` in seconds it is not waited for any longer.
    """
    end, lock = monotonic() + patience, None
    try:
        settings.SNAPSHOTS.mkdir(parents=True, exist_ok=True)
        lock = os.open(settings.SNAPSHOTS / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        logger.warning("Indexes are not kept as files: %s", error)
    try:
        while lock is not None and not _is_locked(lock) and monotonic() < end:
            sleep(PAUSE)
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _is_locked(lock: int) -> bool:
    """Return whether this process has got a lock."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@cache
def program() -> str:
    """Return a short text that is another for every change of what makes or reads a file."""
    whole = sha256(f"{platform.machine()} {RULES} {rules_of_order()}".encode())
    whole.update(" ".join(map(version, LIBRARIES)).encode())
    root = Path(__file__).parents[1]
    for name in PROGRAM:
        for path in sorted([root / name, *(root / name).rglob("*.py")]):
            if path.suffix == ".py":
                whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def _files(pattern: str) -> list[Path]:
    """Return the files that are there, the one that was written last first."""
    try:
        written = {path: path.stat().st_mtime_ns for path in settings.SNAPSHOTS.glob(pattern)}
    except OSError:
        return []
    return sorted(written, key=written.get, reverse=True)


def _write(path: Path, parts: Iterator) -> None:
    total = sha256()
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            file.write(bytes(SUM_SIZE))
            for part in parts:
                total.update(part)
                file.write(part)
            file.seek(0)
            file.write(total.digest())
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def _read(path: Path) -> RegisterIndex:
    with path.open("rb") as file:
        # What is changed is copied, and only the part that is.
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    if sha256(content[SUM_SIZE:]).digest() != content[:SUM_SIZE]:
        raise ValueError("it is damaged.")
    return codec.read(content[SUM_SIZE:], KNOWN)
