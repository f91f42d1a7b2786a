"""Whether anybody still reads from a state of the register that has passed."""

from django.db import connection


def is_free():
    """Return whether nobody does: then SQLite can empty the log that readers read from.

    Of PostgreSQL only this process is known.
    """
    if connection.vendor != "sqlite":
        return not connection.in_atomic_block
    timeout = int(connection.settings_dict["OPTIONS"]["timeout"] * 1000)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [is_busy, _pages, _moved] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {timeout}")
    return not is_busy and not connection.in_atomic_block
