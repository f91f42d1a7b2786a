"""Answers where a page could not be made; those for a reader's errors are Django's own."""

import sys

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from agreements import databases

SECONDS_TO_WAIT = 60


def server_error(request):
    """Answer 503 where the database does not answer, takes no writes or is damaged, else 500.

    Django calls this while the error is being handled, whichever part of the register met it: a
    view, or the session of an editor. The pages are made without a database.
    """
    error = sys.exception()
    answering = databases.of(connection)
    page, is_unreachable = "503.html", isinstance(error, InterfaceError | OperationalError)
    if isinstance(error, Error) and answering.is_for_reading_only(error):
        page, is_unreachable = "not_written.html", True
    elif isinstance(error, Error) and answering.is_damaged(error):
        is_unreachable = True
    if not is_unreachable:
        page = "500.html"
    status = 503 if is_unreachable else 500
    response = HttpResponse(render_to_string(page, {"request": request}), status=status)
    if is_unreachable:
        response.headers["Retry-After"] = SECONDS_TO_WAIT
    add_never_cache_headers(response)
    return response
