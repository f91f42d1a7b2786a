"""Has a replica of the database answer readers, and the database itself whoever may have written.

A worker shows no reader an older state than it has shown before. So where the database itself
answered a reader once, because the replica did not or lacked something, the replica is asked again
when it has all of what was shown.
"""

import logging
from threading import Lock
from time import monotonic

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error
from django.http import Http404

from agreements import databases
from agreements.databases.replica import REPLICA, connection, is_set, reading_from
from agreements.first_line import first_line
from agreements.models import Change
from agreements.views.as_of import PARAMETER as AS_OF
from coop.language_of_path import EDITING, READING
from coop.logs import EVERY

# In seconds: a replica that did not answer is left alone for so long.
AWAY = 10.0
# What the replica lacks may have been written since.
LACKING = {404, 410}

logger = logging.getLogger(__name__)


class ReplicaFirst:
    """Has a view answer by the replica where it may, by the database itself where that fails."""

    def __init__(self, get_response):
        if not is_set():
            raise MiddlewareNotUsed
        self._get_response = get_response
        self._lock = Lock()
        # The newest state that the database itself may have shown to readers.
        self._shown = None
        self._away_until = self._told_at = -EVERY
        self._count = 0

    def __call__(self, request):
        return self._get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Return a reader's answer; None where the view is to be asked as usual."""
        if not is_of_reader(request, view):
            return None
        answer = self._from_replica(request, view, args, kwargs) if self._is_there() else None
        if answer is not None and answer.status_code not in LACKING:
            return answer
        try:
            return self._from_database(request, view, args, kwargs)
        except Error:
            with reading_from(REPLICA):
                return answer or view(request, *args, **kwargs)

    def _from_replica(self, request, view, args, kwargs):
        """Return the replica's answer, None where it has none."""
        try:
            with reading_from(REPLICA):
                return rendered(view(request, *args, **kwargs))
        except Error as error:
            self._leave(error)
        except Http404:
            pass
        return None

    def _from_database(self, request, view, args, kwargs):
        answer = rendered(view(request, *args, **kwargs))
        if answer.status_code not in LACKING:
            shown = Change.objects.revision()
            with self._lock:
                self._shown = shown
        return answer

    def _is_there(self):
        """Return whether the replica can be asked: it answers, and has all that was shown."""
        if monotonic() < self._away_until:
            return False
        shown = self._shown
        if shown is None:
            return True
        try:
            with reading_from(REPLICA):
                reached = Change.objects.revision()
        except Error as error:
            self._leave(error)
            return False
        has_all = reached and reached.epoch == shown.epoch and reached.number >= shown.number
        if has_all:
            with self._lock:
                self._shown = None if self._shown == shown else self._shown
        return has_all

    def _leave(self, error):
        """Leave the replica alone for a while, unless it only cancelled a query, and say why."""
        with self._lock:
            now, self._count = monotonic(), self._count + 1
            if not databases.of(connection()).is_cancelled(error):
                self._away_until = now + AWAY
            if now - self._told_at < EVERY:
                return
            count, self._count, self._told_at = self._count, 0, now
        logger.warning(
            "The database itself answers readers, for its replica does not (times since that was "
            "told: %d): %s",
            count,
            first_line(error),
        )


def is_of_reader(request, view):
    """Return whether a request is of somebody who reads only, and of what the register holds now.

    Rows of an earlier day are put together in tables of their own, which a replica cannot make.
    """
    is_reading = request.method in READING or getattr(view, "only_reads", False)
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    is_of_now = AS_OF not in request.GET
    return is_reading and is_of_now and not has_session and not request.path.startswith(EDITING)


def rendered(answer):
    """Return an answer that reads nothing any more, unless it is sent as it is made."""
    return answer.render() if hasattr(answer, "render") else answer
