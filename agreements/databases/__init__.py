"""What tells SQLite and PostgreSQL apart: a module for each, with the same functions."""

from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper

from . import postgresql, sqlite

MODULES = {"sqlite": sqlite, "postgresql": postgresql}


def of(connection: BaseDatabaseWrapper) -> ModuleType:
    """Return the module of the database that a connection leads to."""
    return MODULES[connection.vendor]
