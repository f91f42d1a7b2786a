"""The log tells when something happened and to which request, and no outage floods it."""

import json
import logging
import sys

from django.db import OperationalError

from coop.logs import Json, OutagesOnce, Text, request_id


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
    outage = OperationalError("connection refused\nIs the server running?")

    told = [outages.filter(record(outage)) for _request in range(3)]
    now[0] += 61
    later = outages.filter(record(outage))

    first = "The database does not answer (requests since that was told: 1): connection refused."
    assert [one and one.getMessage() for one in told] == [first, False, False]
    assert later.getMessage() == first.replace(": 1)", ": 3)")
    assert later.exc_info is None


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
