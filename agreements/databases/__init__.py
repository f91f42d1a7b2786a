"""What tells SQLite and PostgreSQL apart: a module for each, with the same functions."""

from collections.abc import Iterable
from types import ModuleType

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, TextField
from django.db.models.expressions import RawSQL

from . import postgresql, postgresql_bulk, postgresql_file, sqlite, sqlite_bulk, sqlite_file

MODULES = {"sqlite": sqlite, "postgresql": postgresql}
BULK = {"sqlite": sqlite_bulk, "postgresql": postgresql_bulk}
FILES = {"sqlite": sqlite_file, "postgresql": postgresql_file}


def of(connection: BaseDatabaseWrapper) -> ModuleType:
    """Return the module of the database that a connection leads to."""
    return MODULES[connection.vendor]


def bulk_of(connection: BaseDatabaseWrapper) -> ModuleType:
    """Return the module that writes whole tables to the database that a connection leads to."""
    return BULK[connection.vendor]


def file_of(vendor: str) -> ModuleType:
    """Return the module that writes a whole database to a file, and reads it, by Django's name."""
    return FILES[vendor]


def read_alike(connection: BaseDatabaseWrapper, path: str, kind: str) -> F | Func:
    """Return a column as every database gives it alike, days as ISO texts; `kind` is its field's
    internal type, as Django has it.
    """
    template = bulk_of(connection).READ_AS.get(kind)
    return Func(F(path), template=template, output_field=TextField()) if template else F(path)


def id_list(numbers: Iterable[int]) -> RawSQL:
    """Return whole numbers, any number of them, as an expression for `pk__in`."""
    return of(default_connection).id_list(numbers)
