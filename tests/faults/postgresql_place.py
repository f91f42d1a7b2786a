"""A register on a PostgreSQL server of its own, whose files are on a small disk."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.faults.disk import Disk

MEGABYTES = 400
SETTINGS = "-c listen_addresses='' -c max_connections=50 -c max_wal_size=32MB -c min_wal_size=2MB"


def programs():
    """Return the folder of PostgreSQL's own programs, None where they are not installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


class PostgresqlPlace:
    """A server, and what can be done to it."""

    name = "PostgreSQL"

    def __init__(self, folder):
        folder.chmod(0o755)
        (folder / "disk").mkdir()
        self.disk = Disk(folder / "disk", MEGABYTES)
        self.folder, self.data = folder, folder / "disk" / "data"
        self.url = f"postgres://postgres@/register?host={self.disk.folder}"
        self.data.mkdir()
        for path in (self.disk.folder, self.data):
            shutil.chown(path, "postgres")
        self._run(
            *("initdb", "--username=postgres", "--auth=trust", "--wal-segsize=1"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "-D", self.data),
        )
        self.start()
        self._ask("postgres", "CREATE DATABASE register")

    def start(self):
        options = f"{SETTINGS} -c unix_socket_directories={self.disk.folder}"
        self._run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.data / "log", "-o", options)

    def stop(self, mode="fast"):
        self._run("pg_ctl", "stop", "-w", "-D", self.data, "-m", mode)

    def keep(self):
        """Keep what is there now for renew()."""
        self._ask("postgres", "CREATE DATABASE kept TEMPLATE register")

    def renew(self):
        """Be again what was kept; no server may run."""
        self._ask("postgres", "DROP DATABASE register WITH (FORCE)")
        self._ask("postgres", "CREATE DATABASE register TEMPLATE kept")
        # A copied sequence has numbers left that its own log never saw; a crash gave them anew.
        self._ask("postgres", "CHECKPOINT")

    def titles(self):
        """Return {primary key: title} of agreements, by SQL alone."""
        return dict(self._ask("register", "SELECT id, title FROM agreements_agreement"))

    def problems(self):
        """Return what the server's own log tells of damage."""
        lines = (self.data / "log").read_text(errors="replace").splitlines()
        return [line for line in lines if "PANIC" in line or "invalid page" in line]

    @contextmanager
    def locked(self):
        """Hold within the block what an import holds that has not ended."""
        with self._connected("register", autocommit=False) as importing:
            importing.execute("UPDATE agreements_country SET name = name")
            yield
            importing.rollback()

    @contextmanager
    def refusing_writes(self):
        """Take no writes within the block."""
        self._refuse("on")
        try:
            yield
        finally:
            self._refuse("off")

    def remove(self):
        self.stop("immediate")
        self.disk.remove()

    def _refuse(self, answer):
        with self._connected("postgres") as server:
            server.execute("SET default_transaction_read_only = off")
            server.execute(f"ALTER SYSTEM SET default_transaction_read_only = {answer}")
            server.execute("SELECT pg_reload_conf()")

    def _connected(self, name, *, autocommit=True):
        return psycopg.connect(
            host=str(self.disk.folder), user="postgres", dbname=name, autocommit=autocommit
        )

    def _ask(self, name, statement):
        with self._connected(name) as server:
            asked = server.execute(statement)
            return asked.fetchall() if asked.description else []

    def _run(self, program, *options):
        command = [str(programs() / program), *map(str, options)]
        # PostgreSQL refuses to run as root.
        subprocess.run(
            command if os.geteuid() else ["runuser", "-u", "postgres", "--", *command],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
