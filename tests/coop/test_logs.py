"""The log tells when something happened and to which request, and no outage floods it."""

import json
import logging
import sys
from io import StringIO

from django.db import InternalError, OperationalError

from coop.logs import Json, OutagesOnce, Stderr, Text, request_id


def record(error=None, **more):
    """Return a record of the log, of an error where one is given."""
    told = {"name": "django.request", "levelname": "ERROR", "msg": "Internal Server Error: %s"}
    made = logging.makeLogRecord({**told, "args": ("/agreements/",), "created": 0.25, **more})
    if error:
        try:
            raise error
        except type(error):
            made.exc_info = sys.exc_info()
    return made


def test_outage_is_told_once_with_a_count():
    now = [1000.0]
    outages = OutagesOnce(lambda: now[0])
    outage = OperationalError("connection refused.\nIs the server running?")

    told = [outages.filter(record(outage)) for _request in range(3)]
    now[0] += 61
    later = outages.filter(record(outage))

    first = "The database does not answer (requests since that was told: 1): connection refused."
    assert [one and one.getMessage() for one in told] == [first, False, False]
    assert later.getMessage() == first.replace(": 1)", ": 3)")
    assert later.exc_info is None


def test_log_holds_one_line_of_an_outage():
    handler = Stderr(OutagesOnce(lambda: 1000.0))
    handler.setStream(StringIO())
    for _request in range(3):
        handler.handle(record(OperationalError("connection refused.\nIs the server running?")))

    assert handler.stream.getvalue() == (
        "The database does not answer (requests since that was told: 1): connection refused.\n"
    )


class NoRoom(Exception):  # noqa: N818, as SQLite and PostgreSQL say it
    """What either database says of a disk that is full."""

    sqlite_errorcode, sqlstate = 13, "53100"


def test_refused_write_is_told_once_beside_an_outage():
    outages = OutagesOnce(lambda: 1000.0)
    refused = InternalError("no room")
    refused.__cause__ = NoRoom()

    told = [outages.filter(record(refused)) for _request in range(2)]
    outage = outages.filter(record(OperationalError("connection refused")))

    line = "The database takes no writes (requests since that was told: 1): no room."
    assert [one and one.getMessage() for one in told] == [line, False]
    assert told[0].exc_info is None
    assert outage.getMessage().startswith("The database does not answer")


def test_other_errors_are_told_each_time_with_their_traceback():
    outages = OutagesOnce()
    fault = record(ZeroDivisionError("secret"))

    assert [outages.filter(fault), outages.filter(fault)] == [fault, fault]


def test_line_of_text_begins_with_the_moment():
    assert Text().format(record()) == (
        "1970-01-01T00:00:00Z ERROR Internal Server Error: /agreements/"
    )


def test_line_of_json_names_the_request_and_nobody(rf):
    request = rf.get("/people/?q=Zhang", REMOTE_ADDR="203.0.113.9")
    token = request_id.set("0123456789abcdef")

    line = Json().format(record(request=request, status_code=500))

    request_id.reset(token)
    assert json.loads(line) == {
        "at": "1970-01-01T00:00:00.250+00:00",
        "level": "ERROR",
        "logger": "django.request",
        "message": "Internal Server Error: /agreements/",
        "request_id": "0123456789abcdef",
        "method": "GET",
        "path": "/people/",
        "status": 500,
    }
