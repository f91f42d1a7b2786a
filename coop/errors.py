"""Answers where a page could not be made; those for a reader's errors are Django's own."""

import sys

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from agreements import databases

SECONDS_TO_WAIT = 60
FAULT = "500.html"


def server_error(request):
    """Answer 503 where the database does not answer, takes no writes or is damaged, else 500.

    Django calls this while the error is being handled, whichever part of the register met it: a
    view, or the session of an editor. The pages are made without a database.
    """
    page = page_for(sys.exception())
    is_of_database = page != FAULT
    status = 503 if is_of_database else 500
    response = HttpResponse(render_to_string(page, {"request": request}), status=status)
    if is_of_database:
        response.headers["Retry-After"] = SECONDS_TO_WAIT
    add_never_cache_headers(response)
    return response


def page_for(error):
    """Return the template of the page that tells of an error."""
    if not isinstance(error, Error):
        return FAULT
    answering = databases.of(connection)
    if answering.is_for_reading_only(error):
        return "not_written.html"
    is_unreachable = isinstance(error, InterfaceError | OperationalError)
    return "503.html" if is_unreachable or answering.is_damaged(error) else FAULT
