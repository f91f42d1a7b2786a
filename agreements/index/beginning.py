"""The index with which a process begins: out of a file, or read from the register for all."""

from django.db import connection

from agreements import databases
from agreements.models import Change
from agreements.models.change import Entry

from . import index_files
from .columns import many_tuples
from .register_index import RegisterIndex, is_heavy


def begun() -> RegisterIndex:
    """Return the index of the newest revision, and leave a file of it to processes to come."""
    with index_files.turn():
        with many_tuples(), databases.of(connection).read_transaction(connection):
            found, entries = from_file()
            register = found or RegisterIndex()
            register.catch_up_with_names()
        if found is None or is_heavy(entries):
            index_files.write(register)
    return register


def from_file() -> tuple[RegisterIndex | None, list[Entry]]:
    """Return the index of a file, brought up to the newest revision, and what was written since.

    It is None where there is no file, or nobody can tell what was written since.
    """
    revision = Change.objects.revision()
    found = revision and index_files.newest(revision.epoch)
    entries = found and found.unseen()
    if entries is None:
        return None, []
    if entries:
        found.take_in(entries)
    return found, entries
