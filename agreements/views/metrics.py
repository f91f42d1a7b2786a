"""Numbers of this process and its register, in the text form that Prometheus reads."""

from collections import Counter
from os import getpid
from threading import Lock

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpResponse

from agreements.admin.login_brake import caller
from agreements.operations.condition import look
from agreements.program_version import version

PROMETHEUS = "text/plain; version=0.0.4"


class Answered:
    """How many requests this process answered, by status, and for how many seconds it did."""

    def __init__(self):
        self._lock = Lock()
        self._by_status = Counter()
        self._seconds = 0.0

    def count(self, status, seconds):
        with self._lock:
            self._by_status[status] += 1
            self._seconds += seconds

    def lines(self):
        """Yield the numbers; those of other processes are told when these are asked."""
        process = getpid()
        for status, count in sorted(self._by_status.items()):
            yield f'coop_requests_total{{process="{process}",status="{status}"}} {count}'
        yield f'coop_request_seconds_total{{process="{process}"}} {self._seconds:.3f}'


answered = Answered()


def metrics(request):
    """Answer programs at the addresses of METRICS_FOR; for others the page is not there."""
    address = caller(request)
    if address is None or not any(address in one for one in settings.METRICS_FOR):
        raise Http404
    lines = [f'coop_info{{version="{version()}"}} 1', *answered.lines(), *_of_register()]
    return HttpResponse(
        "".join(f"{line}\n" for line in lines), content_type="text/plain; version=0.0.4"
    )


def _of_register():
    try:
        condition = look()
    except Error:
        yield "coop_database_answers 0"
        return
    yield "coop_database_answers 1"
    yield f"coop_revision {condition.revision}"
    yield f"coop_triggers_missing {condition.missing_triggers}"
    yield f"coop_index_in_step {int(condition.is_in_step)}"
    yield f"coop_unfolded_seconds {condition.unfolded:.0f}"
    yield f"coop_disk_free_bytes {condition.room}"
    yield f"coop_takes_writes {int(not condition.refuses_writes)}"
    if follower := condition.follower:
        yield f"coop_replica_answers {int(follower.revision is not None)}"
        if follower.revision is not None:
            yield f"coop_replica_revision {follower.revision}"
            yield f"coop_replica_behind_seconds {follower.behind:.0f}"
