"""The processor's time that is taken for a process, with that of the database server."""

from pathlib import Path
from time import process_time

from django.db import connection

NANOSECOND = 1e-9


def processor_seconds():
    """Return the seconds of a processor that this process and whoever works for it took so far.

    SQLite works within the process. PostgreSQL has a process for each connection, which has to be
    one of this machine: `/proc/<pid>/schedstat` begins with the nanoseconds that it ran (Linux,
    Documentation/scheduler/sched-stats). Workers that it begins for parts of a query are not
    counted; `max_parallel_workers_per_gather=0` keeps it from that.
    """
    return process_time() + _seconds_of_server()


def _seconds_of_server():
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) * NANOSECOND
