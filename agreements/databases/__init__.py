"""What tells SQLite and PostgreSQL apart: a module for each, with the same functions."""

from collections.abc import Iterable
from types import ModuleType

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from . import postgresql, sqlite

MODULES = {"sqlite": sqlite, "postgresql": postgresql}


def of(connection: BaseDatabaseWrapper) -> ModuleType:
    """Return the module of the database that a connection leads to."""
    return MODULES[connection.vendor]


def id_list(numbers: Iterable[int]) -> RawSQL:
    """Return whole numbers, any number of them, as an expression for `pk__in`."""
    return of(default_connection).id_list(numbers)
