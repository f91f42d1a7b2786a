"""States in which a database may be when it is asked."""

import threading
from contextlib import contextmanager

from django.db import connection as default_connection
from django.db import transaction

from agreements.models import Sector

MAX_SECONDS = 20


@contextmanager
def read_only(connection=default_connection):
    """Have the database refuse every write of a connection within the block."""
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": (
            "SET default_transaction_read_only = on",
            "SET default_transaction_read_only = off",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)


@contextmanager
def written_by_another():
    """Have a transaction of another connection that has written last as long as the block."""
    has_written, may_commit = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            Sector.objects.create(slug="by-another", name="By another")
            has_written.set()
            may_commit.wait(timeout=MAX_SECONDS)
        default_connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert has_written.wait(timeout=MAX_SECONDS)
    try:
        yield
    finally:
        may_commit.set()
        writer.join(timeout=MAX_SECONDS)
