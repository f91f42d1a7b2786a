"""Saving while others write: a bounded wait, and never more waiting editors than threads can bear.

Only one writes at a time. Who has to wait does so inside a thread of the web server, and readers
need threads too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from agreements import databases

# In milliseconds; an ordinary save takes a few hundredths of that.
PATIENCE = 5_000

_places = BoundedSemaphore(settings.MAX_WRITERS)


class Busy(Exception):  # noqa: N818, it is no error of the program
    """Others are writing, and for longer than an editor is made to wait."""

    def __str__(self) -> str:
        return _(
            "Nothing was saved: other changes are being written to the register just now. "
            "Wait a moment, then save again."
        )


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Write within the block, which must be one transaction of its own.

    Raises Busy where the database is locked for too long, or where as many wait already as may.
    """
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        with databases.of(connection).wait_at_most(connection, PATIENCE):
            yield
    except OperationalError as error:
        if databases.of(connection).is_busy(error):
            raise Busy from error
        raise
    finally:
        _places.release()
