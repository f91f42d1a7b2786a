"""A register in an SQLite file on a small disk."""

import shutil
import sqlite3
from contextlib import closing, contextmanager

from tests.faults.disk import Disk

MEGABYTES = 250


class SqlitePlace:
    """A file, and what can be done to it."""

    name = "SQLite"

    def __init__(self, folder):
        (folder / "disk").mkdir()
        self.disk = Disk(folder / "disk", MEGABYTES)
        self.folder, self.path = folder, folder / "disk" / "register.sqlite3"
        self.kept = folder / "kept.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def keep(self):
        """Keep what is there now, closed and whole, for renew()."""
        with closing(sqlite3.connect(self.path)) as here:
            here.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self.path, self.kept)

    def renew(self):
        """Be again what was kept; no server may run."""
        self.remove_logs()
        shutil.copyfile(self.kept, self.path)

    def remove_logs(self):
        for end in ("-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def titles(self):
        """Return {primary key: title} of agreements, by SQL alone."""
        with closing(sqlite3.connect(self.path)) as here:
            return dict(here.execute("SELECT id, title FROM agreements_agreement"))

    def problems(self):
        """Return what the database finds wrong with itself."""
        with closing(sqlite3.connect(self.path)) as here:
            found = [line for [line] in here.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    @contextmanager
    def locked(self):
        """Hold within the block what an import holds that has not ended."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as importing:
            importing.execute("BEGIN IMMEDIATE")
            yield
            importing.execute("ROLLBACK")

    @contextmanager
    def refusing_writes(self):
        """Be on a disk that takes no writes within the block."""
        with self.disk.read_only():
            yield

    def remove(self):
        self.disk.remove()
