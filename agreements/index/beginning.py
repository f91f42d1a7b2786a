"""The index with which a process begins: out of a file, or read from the register for all."""

import logging
from contextlib import AbstractContextManager

from django.db import Error

from agreements import databases
from agreements.databases import replica
from agreements.models import Change, Epoch, Revision
from agreements.models.change import Entry

from . import index_files
from .register_index import RegisterIndex, is_heavy

logger = logging.getLogger(__name__)


def begun() -> RegisterIndex:
    """Return the index of the newest revision, and leave a file of it to processes to come."""
    with index_files.turn():
        filed = newest_file()
        if filed:
            look_for_loss(filed.revision)
        with read_transaction():
            found, entries = caught_up(filed)
            register = found or RegisterIndex()
            register.catch_up_with_names()
        if found is None or is_heavy(entries):
            index_files.write(register)
    return register


def newest_file() -> RegisterIndex | None:
    """Return the index that was written last of the register's epoch, None where none can be read.

    It is of a revision that the log need not have.
    """
    revision = Change.objects.revision()
    return revision and index_files.newest(revision.epoch)


def caught_up(filed: RegisterIndex | None) -> tuple[RegisterIndex | None, list[Entry]]:
    """Return an index out of a file with what was written since taken in, and that.

    It is None where there is none, or nobody can tell what was written since.
    """
    entries = filed and filed.unseen()
    if entries is None:
        return None, []
    if entries:
        filed.take_in(entries)
    return filed, entries


def read_transaction() -> AbstractContextManager[None]:
    """Read within the block from one state of the database that this thread reads from."""
    connection = replica.connection()
    return databases.of(connection).read_transaction(connection)


def look_for_loss(seen: Revision | None) -> None:
    """End the epoch of a revision where another state of the database was restored since.

    A replica has lost nothing: it only has not got it yet. Raises Behind there.
    """
    if seen is None or not Change.objects.has_lost(seen):
        return
    if replica.source() == replica.REPLICA:
        raise replica.Behind
    try:
        Epoch.objects.end(seen.epoch)
    except Error as error:
        logger.warning("That a database was restored could not be noted: %s", error)
