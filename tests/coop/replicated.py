"""A register in a PostgreSQL server of its own, which a standby follows, and servers of both."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from glob import glob
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psycopg
from django.conf import settings

from tests.coop.starts import PRODUCTION
from tests.servers import free_port

PROGRAMS = max(glob("/usr/lib/postgresql/*/bin"), default="")
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=''"
FIXTURES = ("countries", "article", "corroboration", "wider")
PATIENCE = 120


class Answer(NamedTuple):
    """What a server answered: status, body, headers by their names in small letters."""

    status: int
    body: str
    headers: dict

    @property
    def revision(self):
        """Return the number of the revision that the ETag tells."""
        return int(self.headers["etag"].removeprefix('W/"').split("-")[0])


class Cluster:
    """A server of PostgreSQL, whose files are in a folder."""

    def __init__(self, folder):
        self.data, self.socket = folder / "data", folder
        self.url = f"postgres://postgres@/coop?host={folder}"

    def control(self, act, *options):
        _as_postgres("pg_ctl", "-D", self.data, "-w", "-l", self.socket / "log", *options, act)

    def start(self):
        self.control("start", "-o", f"{QUICK} -c unix_socket_directories={self.socket}")

    def stop(self):
        self.control("stop", "-m", "fast")

    def run(self, statement, *values):
        """Return the rows of a statement, which is a transaction of its own."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            found = connection.execute(statement, values or None)
            return found.fetchall() if found.description else []

    @contextmanager
    def held(self):
        """Have a standby take over nothing within the block."""
        self.run("SELECT pg_wal_replay_pause()")
        until(lambda: self.run("SELECT pg_get_wal_replay_pause_state()") == [("paused",)])
        try:
            yield
        finally:
            self.run("SELECT pg_wal_replay_resume()")

    def environment(self, **more):
        return {
            **os.environ,
            **PRODUCTION,
            **{"ENV_FILE": os.devnull, "HTTPS_ONLY": "False", "ALLOWED_HOSTS": "127.0.0.1"},
            **{"DATABASE_URL": self.url, "KEPT_PAGES_MB": "64", "METRICS_FOR": "127.0.0.1"},
            **more,
        }

    def manage(self, *arguments, **environment):
        """Return what a command prints."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=True,
        ).stdout


@contextmanager
def clusters():
    """Give two Clusters in folders of their own, which PostgreSQL may write to."""
    with ExitStack() as folders:
        names = [folders.enter_context(TemporaryDirectory(prefix="coop-")) for _ in range(2)]
        if os.geteuid() == 0:
            for name in names:
                shutil.chown(name, "postgres")
        yield [Cluster(Path(name)) for name in names]


@contextmanager
def following(primary, standby, delay):
    """Run a register of the fixtures and its standby, which is so many milliseconds late."""
    signs = ("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    _as_postgres("initdb", "-D", primary.data, "--username=postgres", "--auth=trust", *signs)
    primary.start()
    try:
        _as_postgres("createdb", "-h", primary.socket, "-U", "postgres", "coop")
        primary.manage("migrate", "--verbosity", "0")
        primary.manage("loaddata", "--verbosity", "0", *FIXTURES)
        primary.manage("fold_names")
        copy = ("-R", "-D", standby.data, "-c", "fast", "--no-sync")
        _as_postgres("pg_basebackup", "-h", primary.socket, "-U", "postgres", *copy)
        with (standby.data / "postgresql.auto.conf").open("a") as file:
            file.write(f"recovery_min_apply_delay = {delay}\n")
        standby.start()
        try:
            yield
        finally:
            standby.stop()
    finally:
        primary.stop()


class Served:
    """A process of gunicorn that answers on a port, and what it wrote to its log."""

    def __init__(self, port, log):
        self._port, self._log = port, log

    def get(self, address, **headers):
        client = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            client.request("GET", address, headers=headers)
            answer = client.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, answer.read().decode(errors="replace"), told)
        finally:
            client.close()

    @property
    def log(self):
        return self._log.read_text()


@contextmanager
def served(primary, folder, **environment):
    """Run the register in one process of gunicorn."""
    port, log = free_port(), folder / f"{len([*folder.iterdir()])}.log"
    command = [
        *(sys.executable, "-m", "gunicorn", "tests.coop.uncollected", "--preload"),
        *("--threads", "4", "--worker-class", "coop.worker.PatientWorker"),
        *("--bind", f"127.0.0.1:{port}"),
    ]
    told = primary.environment(SNAPSHOTS=str(folder / "snapshots"), **environment)
    with log.open("w") as file:
        process = subprocess.Popen(command, env=told, cwd=settings.BASE_DIR, stderr=file)
    server = Served(port, log)
    try:
        until(lambda: is_up(server))
        yield server
    finally:
        process.terminate()
        process.wait()


def is_up(server):
    try:
        return server.get("/healthz").status == 200
    except OSError:
        return False


def until(holds):
    """Wait until something holds, and fail where it never does."""
    end = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def _as_postgres(program, *arguments):
    """Run a program of PostgreSQL, which refuses to be run by root."""
    command = [f"{PROGRAMS}/{program}", *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    ended = subprocess.run(command, cwd="/", capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
