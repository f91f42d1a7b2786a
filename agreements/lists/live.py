"""What this process keeps of the register for its lists, in step with every change."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from django.db import Error, connections
from django.db.models import Model

from agreements.changes import triggers
from agreements.databases import replica
from agreements.index.live_indexes import LiveIndexes, Snapshot
from agreements.models import Source
from agreements.models.web_address import words_of_address
from agreements.room import with_room
from agreements.search.links import own_names
from agreements.search.query import MAX_LENGTH, parse
from agreements.search.suggest import nearly_named

from .labels import Labels

# In seconds: so long editors and programs wait for a large change to be taken in.
PATIENCE = 10.0

logger = logging.getLogger(__name__)

labels = Labels()
indexes = LiveIndexes(followers=[labels.follow])
# Of the replica, which is at a revision of its own.
indexes_of_replica = LiveIndexes(followers=[labels.follow])


@contextmanager
def snapshot(patience: float = PATIENCE) -> Iterator[Snapshot]:
    """Give a Snapshot, to be asked within the block: of the newest revision, if it does not take
    longer than `patience` in seconds until a large change is taken in.
    """
    with snapshot_and_release(patience=patience) as (taken, _release):
        yield taken


def snapshot_and_release(
    moment: datetime | None = None, patience: float = PATIENCE
) -> AbstractContextManager[tuple[Snapshot, Callable[[], None]]]:
    """Give the same, and the function after which others may ask before the block ends.

    With a moment it is of what the register held then, however long that takes; LiveIndexes says
    what it raises.
    """
    asked = indexes_of_replica if replica.source() == replica.REPLICA else indexes
    return asked.snapshot(moment, patience=None if moment else patience)


def bearers(model: type[Model], name: str) -> list:
    """Return the primary keys of the records of a model that bear a name, in whichever script."""
    with snapshot() as taken:
        return taken.bearers(model._meta.model_name, name)


def nearly_bearers(model: type[Model], name: str) -> list:
    """Return the primary keys of the records of a model whose names have most words of a name."""
    noun, query = model._meta.model_name, parse(name[:MAX_LENGTH])
    if not query.terms:
        return []
    with snapshot() as taken:
        matches = taken.matches(query)
        near = matches.names.pks(noun, nearly_named(noun, matches))
        return list(dict.fromkeys([*taken.bearers(noun, name), *near]))


def sources_at(address: str) -> list:
    """Return the sources that stand at an address, however it is written, in their order."""
    address = address.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    words, query = words_of_address(address), parse(address[:MAX_LENGTH])
    if not words or not query.terms:
        return []
    with snapshot() as taken:
        named = own_names(Source, taken.matches(query))
    found = Source.objects.filter(named).select_related("publisher").order_by("pk")
    return [one for one in found if words in map(words_of_address, (one.url, one.archived_url))]


def catch_up() -> None:
    """Take in what was written, or begin to; raise django.db.Error where that cannot be read."""
    with snapshot(patience=0):
        pass


@with_room
def prepare() -> None:
    """Build all indexes before the first request, those of a replica too.

    Where that fails, a later request does it.

    Processes forked after this share the memory, and none shares a connection.
    """
    for source in replica.sources():
        with replica.reading_from(source):
            _prepare()
    connections.close_all()
    gc.collect()
    # The collector writes to what it looks at, and would so give each process a copy of its own.
    gc.freeze()


def _prepare() -> None:
    try:
        catch_up()
        for trigger in triggers.missing(replica.connection()):
            logger.error("The trigger %s is missing: pages will miss changes.", trigger.name)
    except Error as error:
        logger.warning("The index could not be built: %s", error)
