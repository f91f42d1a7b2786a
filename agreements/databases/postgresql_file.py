"""A whole PostgreSQL database as one file, and back, by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from agreements.first_line import first_line

from .refused_file import RefusedFile

NAME = "register.dump"
# The register's own tables and functions; those of others stay.
FUNCTIONS = (
    "SELECT oid::regprocedure::text FROM pg_proc"
    " WHERE pronamespace = current_schema()::regnamespace"
    " AND (proname LIKE 'coop\\_%' OR proname LIKE 'agreements\\_%')"
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


def needed_bytes(_connection: BaseDatabaseWrapper) -> int:
    """Return 0: how far a dump will be compressed is not known."""
    return 0


def write_file(connection: BaseDatabaseWrapper, path: Path) -> None:
    """Dump the state that the open transaction of the connection reads; writers do not wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    _run([_program("pg_dump"), *options, f"--file={path}", *_database(connection)], connection)


def check_file(path: Path) -> None:
    """Raise RefusedFile where a file is no dump whose contents can be listed."""
    _run([_program("pg_restore"), "--list", str(path)])


def read_file(connection: BaseDatabaseWrapper, path: Path) -> None:
    """Have the database be what the file holds: all of it, or nothing where that fails.

    Others wait meanwhile.
    """
    emptied = " ".join(["SET client_min_messages = warning;", *_removals(connection)])
    restoring = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(path)]
    writing = [
        *(_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--output=/dev/null"),
        *("--set=ON_ERROR_STOP=1", f"--command={emptied}", "--file=-", *_database(connection)),
    ]
    connection.close()
    with TemporaryFile() as told:
        script = subprocess.Popen(restoring, stdout=subprocess.PIPE, stderr=told)
        session = subprocess.Popen(
            writing, stdin=subprocess.PIPE, stderr=told, env=_environment(connection)
        )
        # Where psql gives up, it takes no more.
        with suppress(BrokenPipeError), script, session:
            shutil.copyfileobj(script.stdout, session.stdin)
            if script.wait():
                # Without its end psql would take what came so far for all of it.
                session.kill()
        if script.wait() or session.wait():
            told.seek(0)
            raise RefusedFile(_reason(told.read()))


def _removals(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Yield the statements that remove what is of the register, whichever version it is of."""
    own = tuple(f"{label}_" for label in ("django", *apps.app_configs))
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for [table] in cursor.fetchall():
            if table.startswith(own):
                yield f"DROP TABLE {connection.ops.quote_name(table)} CASCADE;"
        cursor.execute(FUNCTIONS)
        for [function] in cursor.fetchall():
            yield f"DROP FUNCTION {function};"


def _program(name: str) -> str:
    path = shutil.which(name)
    if not path:
        raise RefusedFile(
            f"{name} is not installed: it comes with PostgreSQL's client programs "
            "(postgresql-client), of the server's version or newer."
        )
    return path


def _database(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the option that leads a program to the database, without the password."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()} - {"password"}
    given = connection.get_connection_params()
    return [f"--dbname={make_conninfo(**{name: given[name] for name in known & {*given}})}"]


def _environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return the environment of a program; the password stands there, where nobody else sees it."""
    password = connection.settings_dict["PASSWORD"]
    return {**os.environ, **({"PGPASSWORD": password} if password else {})}


def _run(command: list[str], connection: BaseDatabaseWrapper | None = None) -> None:
    environment = _environment(connection) if connection else None
    ended = subprocess.run(command, capture_output=True, env=environment, check=False)
    if ended.returncode:
        raise RefusedFile(_reason(ended.stderr))


def _reason(told: bytes) -> str:
    return first_line(told.decode(errors="replace").strip() or "PostgreSQL's program broke off.")
