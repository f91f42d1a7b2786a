"""From which database is read: the register's own one, or a replica of it for readers."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

# The name under which Django knows the replica.
REPLICA = "replica"

_chosen = local()


class Behind(OperationalError):  # noqa: N818, it is no error of the program
    """The replica has not come as far yet as what readers were shown, or may have been."""

    def __str__(self) -> str:
        return "it lacks what readers may have been shown already."


def is_set() -> bool:
    """Return whether readers have a replica."""
    return REPLICA in connections.settings


def source() -> str:
    """Return the name of the database that this thread reads from."""
    return getattr(_chosen, "name", DEFAULT_DB_ALIAS)


def sources() -> list[str]:
    """Return the names of all databases that may be read from, the register's own one first."""
    return [DEFAULT_DB_ALIAS, REPLICA] if is_set() else [DEFAULT_DB_ALIAS]


def connection() -> BaseDatabaseWrapper:
    """Return the connection by which this thread reads."""
    return connections[source()]


@contextmanager
def reading_from(name: str) -> Iterator[None]:
    """Have this thread read from a database within the block; what it writes goes to its own."""
    before, _chosen.name = source(), name
    try:
        yield
    finally:
        _chosen.name = before


class ReadersReadReplica:
    """Has Django read where `reading_from` says, and write to the register's own database only."""

    def db_for_read(self, model, **hints):
        """Return the database to read from, None where that does not depend on the reader."""
        return source() if source() == REPLICA else self.db_for_write(model, **hints)

    def db_for_write(self, _model, instance=None, **_hints):
        """Return the register's own database for what was read from the replica."""
        is_of_replica = instance is not None and instance._state.db == REPLICA
        return DEFAULT_DB_ALIAS if is_of_replica else None

    def allow_relation(self, one, other, **_hints):
        """Allow what was read from both to be put together: they are one register."""
        both = {DEFAULT_DB_ALIAS, REPLICA}
        return True if {one._state.db, other._state.db} <= both else None

    def allow_migrate(self, name, _app_label, **_hints):
        """Leave the replica to follow the register's own database."""
        return False if name == REPLICA else None
