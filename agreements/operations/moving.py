"""Moves a register into another database, of either kind: all tables, exactly, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from agreements import databases
from agreements.changes import triggers
from agreements.database_address import settings_of
from agreements.first_line import first_line
from agreements.models import Change, Epoch, Version

from .summing import Rows, Sum, Summing
from .whole_tables import WholeTable, sums, whole_tables

SOURCE, TARGET, WRITERS = DEFAULT_DB_ALIAS, "moved_to", "kept_from_writing"
# What migrations put into a database by themselves.
MADE = {
    *(ContentType, Permission, Group, Group.permissions.through),
    *(Change, Epoch, Version, MigrationRecorder.Migration),
}


class CannotMove(Exception):  # noqa: N818, it is no error of the program
    """Nothing was moved; the sentence says why."""


def move(address: str, progress: Callable[[int, int], None]) -> int:
    """Copy all tables into the empty database of an address, and return how many rows they have.

    Others read the register meanwhile; who writes has to wait. `progress` is called with how many
    rows of how many were written. Either all of them stand there and were compared, or none.
    """
    try:
        with target(address):
            _refuse_unmigrated()
            _refuse_what_is_held()
            call_command("migrate", database=TARGET, verbosity=0)
            writing = databases.bulk_of(connections[TARGET]).for_whole_tables(connections[TARGET])
            with writing, _one_state(), transaction.atomic(using=TARGET):
                return _copy(progress)
    except DatabaseError as error:
        raise CannotMove(first_line(error)) from error


@contextmanager
def target(address: str) -> Iterator[None]:
    """Have Django know the database of an address within the block."""
    try:
        read = settings_of(address)
    except ValueError as error:
        raise CannotMove(f"--to {error}") from error
    own = connections.settings[SOURCE]
    if all(str(read[key]) == str(own[key]) for key in ("ENGINE", "NAME", "HOST", "PORT")) and (
        read.get("OPTIONS", {}).get("host") == own["OPTIONS"].get("host")
    ):
        raise CannotMove("--to names the database in which the register is.")
    added = {SOURCE: {}, TARGET: read, WRITERS: own}
    known = connections.configure_settings(added)
    connections.settings.update({alias: known[alias] for alias in (TARGET, WRITERS)})
    try:
        yield
    finally:
        for alias in (TARGET, WRITERS):
            connections[alias].close()
            del connections[alias], connections.settings[alias]


@contextmanager
def _one_state() -> Iterator[None]:
    """Have the register be read within the block as it is, while nobody writes."""
    with transaction.atomic(using=WRITERS):
        databases.of(connections[WRITERS]).lock_writers(connections[WRITERS])
        with databases.of(connections[SOURCE]).read_transaction(connections[SOURCE]):
            yield


def _refuse_unmigrated() -> None:
    executor = MigrationExecutor(connections[SOURCE])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotMove("The register is of an older version: run manage.py migrate first.")


def _refuse_what_is_held() -> None:
    """Raise CannotMove where the target holds more than migrations put there."""
    there = set(connections[TARGET].introspection.table_names())
    for table in whole_tables(TARGET):
        is_made = table.model in MADE
        if table.name in there and not is_made and table.model._base_manager.using(TARGET).exists():
            raise CannotMove(
                f"The database of --to holds {table.model._meta.verbose_name_plural} already: "
                "name an empty one."
            )


def _copy(progress: Callable[[int, int], None]) -> int:
    """Write all tables, make their numbers go on, and compare them with what was read."""
    tables, target = whole_tables(SOURCE), connections[TARGET]
    bulk = databases.bulk_of(target)
    triggers.remove(target)
    reading = _Reading(sum(table.count(SOURCE) for table in tables), progress)
    with bulk.without_links(target, [table.name for table in tables]):
        for table in tables:
            table.empty(TARGET)
        read = {table.name: reading.copy(table) for table in tables}
        bulk.continue_numbering(
            target, databases.bulk_of(connections[SOURCE]).numbering(connections[SOURCE])
        )
    triggers.make_missing(target)
    differing = [name for name, found in sums(TARGET).items() if found != read[name]]
    if differing:
        raise CannotMove(f"Once moved, these tables would differ: {', '.join(differing)}.")
    return reading.done


class _Reading:
    """Rows on their way; `done` of `total` were read."""

    def __init__(self, total: int, progress: Callable[[int, int], None]) -> None:
        self.total, self.done, self._progress = total, 0, progress

    def copy(self, table: WholeTable) -> Sum:
        """Copy a table, and return the Sum of what was read."""
        summing = Summing(table.parts(SOURCE))
        table.write(TARGET, self._told(summing))
        return summing.sum

    def _told(self, parts: Iterable[Rows]) -> Iterator[Rows]:
        for part in parts:
            yield part
            self.done += len(part)
            self._progress(self.done, self.total)
