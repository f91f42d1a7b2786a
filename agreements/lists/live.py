"""What this process keeps of the register for its lists, in step with every change."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from django.db import Error, connection, connections
from django.db.models import Model

from agreements.changes import triggers
from agreements.index.live_indexes import LiveIndexes, Snapshot

from .labels import Labels

logger = logging.getLogger(__name__)

labels = Labels()
indexes = LiveIndexes(followers=[labels.follow])


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Give a Snapshot of the newest revision, to be asked within the block."""
    with indexes.snapshot() as (taken, _release):
        yield taken


def snapshot_and_release(
    moment: datetime | None = None,
) -> AbstractContextManager[tuple[Snapshot, Callable[[], None]]]:
    """Give a Snapshot, and the function after which others may ask before the block ends.

    With a moment it is of what the register held then; LiveIndexes says what that raises.
    """
    return indexes.snapshot(moment)


def bearers(model: type[Model], name: str) -> list:
    """Return the primary keys of the records of a model that bear a name, in whichever script."""
    with snapshot() as taken:
        return taken.bearers(model._meta.model_name, name)


def catch_up() -> None:
    """Take in all that was written; raise django.db.Error where the database cannot be read."""
    with snapshot():
        pass


def prepare() -> None:
    """Build all indexes before the first request; a later one does it where that fails.

    Processes forked after this share the memory, and none shares a connection.
    """
    try:
        catch_up()
        for trigger in triggers.missing(connection):
            logger.error("The trigger %s is missing: pages will miss changes.", trigger.name)
    except Error as error:
        logger.warning("The index could not be built: %s", error)
    connections.close_all()
    gc.collect()
    # The collector writes to what it looks at, and would so give each process a copy of its own.
    gc.freeze()
