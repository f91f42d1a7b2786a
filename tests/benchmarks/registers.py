"""Registers of any size that the benchmarks make and keep, and processes that answer for them."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlsplit

ARTICLE = "article"


def parser(documentation, agreements, what):
    """Return the parser of a command that measures a register of so many agreements.

    It makes the register once, and keeps it in a folder.
    """
    made = argparse.ArgumentParser(description=documentation.splitlines()[0])
    made.add_argument("--agreements", type=int, default=agreements, help=what)
    made.add_argument("--folder", type=Path, default=Path(gettempdir()) / "coop-benchmark")
    return made


def environment(url, snapshots=""):
    """Return the environment of a production process on that database.

    Its indexes are in files of a folder of `snapshots`, or built where none is named: not read from
    a file of an earlier run.
    """
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "coop.settings",
        "SECRET_KEY": "known to everybody, for a benchmark only",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "HTTPS_ONLY": "False",
        "SNAPSHOTS": snapshots,
    }


def manage(url, *arguments):
    """Run a command of the register on that database."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    subprocess.run(command, check=True, env=environment(url), stdout=subprocess.DEVNULL)


def printed(url, module, *arguments, snapshots=""):
    """Return what a module of the benchmark prints, as JSON."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    found = subprocess.run(
        command, check=True, env=environment(url, snapshots), stdout=subprocess.PIPE
    )
    return json.loads(found.stdout)


def fill(url, size):
    """Make the register of that size."""
    manage(url, "migrate", "--verbosity", 0)
    if size == ARTICLE:
        manage(url, "loaddata", "countries", "article", "corroboration", "--verbosity", 0)
    else:
        manage(url, "synthesize", "--agreements", size)


def sqlite_register(folder, size):
    """Return the file of a register of that size, made where it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"coop-{size}.sqlite3"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        for leftover in folder.glob(f"{unfinished.name}*"):
            leftover.unlink()
        fill(f"sqlite:///{unfinished}", size)
        unfinished.rename(path)
    return path


def postgres_register(url, size):
    """Return the address of a register of that size on a server, made where it is not there yet."""
    import psycopg  # noqa: PLC0415, only for who measures PostgreSQL

    name = f"coop_benchmark_{size}"
    own = urlsplit(url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if there.fetchone():
            return own
        connection.execute(f"CREATE DATABASE {name}_unfinished")
    fill(urlsplit(url)._replace(path=f"/{name}_unfinished").geturl(), size)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name}_unfinished RENAME TO {name}")
    with psycopg.connect(own, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return own


class Register:
    """A process that keeps a register, or Datasette's copy, and says how long its pages take."""

    def __init__(self, url, module="tests.benchmarks.answers", *arguments):
        self.url = url
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            env=environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, act, query=""):
        """Return what an act of the process answers."""
        self._process.stdin.write(json.dumps({"act": act, "query": query}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        """End the process."""
        self._process.communicate()
