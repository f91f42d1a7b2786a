"""Reads the address of a database, such as DATABASE_URL, into Django's settings of it."""

import re

from environ import Env

ADDRESS = re.compile(r"(?P<scheme>[a-z]+)://(?P<rest>.+)", re.DOTALL)
POSTGRESQL = {"postgres", "postgresql"}
FORMS = "postgres://user:password@host/name or sqlite:////folder/file.sqlite3"


def settings_of(address: str) -> dict:
    """Return Django's settings of a database from its address.

    Raise ValueError where it is none. Its sentence does not repeat the address, which may hold a
    password.
    """
    match = ADDRESS.fullmatch(address.strip())
    if not match:
        raise ValueError(f"must have the form {FORMS}.")
    scheme = match["scheme"]
    if scheme in POSTGRESQL:
        return _postgresql(address.strip())
    if scheme == "sqlite":
        return _sqlite(address.strip())
    raise ValueError(f"must have the form {FORMS}; nothing here reads {scheme}://.")


def _postgresql(address: str) -> dict:
    try:
        read = Env.db_url_config(address)
    except ValueError as error:
        raise ValueError("must have a port from 1 to 65535 behind the host, or none.") from error
    if not read["NAME"]:
        raise ValueError(
            "must name the database after the host: postgres://user:password@host/name."
        )
    return {**read, **_kept_connections()}


def _sqlite(address: str) -> dict:
    if not address.startswith(("sqlite:///", "sqlite://:memory:")) or address == "sqlite:///":
        raise ValueError(
            "must name a file after three strokes, four where the path begins at the root: "
            "sqlite:////folder/file.sqlite3."
        )
    # A write that starts as a read fails when another writer is ahead of it, whatever the
    # timeout; one that says at once that it will write waits its turn.
    # What leads to the records of a large register is kept in 16 MB, 2 would lose it at each page.
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA cache_size=-16384;",
    }
    read = Env.db_url_config(address) | {"ENGINE": "agreements.databases.sqlite_connection"}
    return {**read, "OPTIONS": options, **_kept_connections()}


def _kept_connections() -> dict:
    """Return settings by which connections stay open.

    To open one takes longer than to tell a reader that nothing changed.
    """
    return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
