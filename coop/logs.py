"""How the server's log is written: with the moment, as text or as JSON, and no flood of it."""

import json
import logging
import time
from collections import Counter
from contextvars import ContextVar
from datetime import UTC, datetime
from threading import Lock
from uuid import uuid4

from django.db import Error, InterfaceError, OperationalError, connection

from agreements import databases
from agreements.first_line import first_line

# In seconds: so often an outage of the database is told, however many requests met it.
EVERY = 60
SERVER_ERROR = 500

request_id: ContextVar[str] = ContextVar("request_id", default="")


def name_requests(get_response):
    """Give each request a number of its own: that of its lines in the log, and of an error."""

    def with_id(request):
        name = uuid4().hex[:16]
        token = request_id.set(name)
        try:
            response = get_response(request)
        finally:
            request_id.reset(token)
        if response.status_code >= SERVER_ERROR:
            response.headers["X-Request-ID"] = name
        return response

    return with_id


class OutagesOnce:
    """Lets a database that does not answer be told once a minute, in a line, with a count.

    So is one that takes no writes, beside it.
    """

    def __init__(self, clock=time.monotonic):
        self._clock, self._lock = clock, Lock()
        self._told_at, self._counts = {}, Counter()

    def filter(self, record):
        """Return the record, in a line of its own where it is of an outage; None in between."""
        error = record.exc_info and record.exc_info[1]
        outage = sentence_for(error)
        if not outage:
            return record
        with self._lock:
            self._counts[outage] += 1
            if self._clock() - self._told_at.get(outage, -EVERY) < EVERY:
                return False
            count, self._told_at[outage] = self._counts.pop(outage), self._clock()
        told = logging.makeLogRecord(record.__dict__)
        told.msg = f"{outage} (requests since that was told: %d): %s"
        told.args = (count, first_line(error))
        told.exc_info = told.exc_text = None
        return told


class Stderr(logging.StreamHandler):
    """Writes records to the server's own log, those of an outage once a minute."""

    def __init__(self, outages=None):
        super().__init__()
        self._outages = outages or OutagesOnce()

    def emit(self, record):
        if told := self._outages.filter(record):
            super().emit(told)


def sentence_for(error):
    """Return what an error says of the database, "" where it is no outage."""
    if isinstance(error, Error) and databases.of(connection).is_for_reading_only(error):
        return "The database takes no writes"
    if isinstance(error, OperationalError | InterfaceError):
        return "The database does not answer"
    return ""


class Text(logging.Formatter):
    """A line with the moment, the level and what happened."""

    converter = time.gmtime

    def __init__(self):
        super().__init__("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")


class Json(logging.Formatter):
    """A line of JSON; of a request its number, method, path and status, and nobody's address.

    What was asked behind the path is left out: people look for people.
    """

    def format(self, record):
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if name := request_id.get():
            told["request_id"] = name
        if request := getattr(record, "request", None):
            told |= {"method": getattr(request, "method", ""), "path": getattr(request, "path", "")}
        if status := getattr(record, "status_code", None):
            told["status"] = status
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)
