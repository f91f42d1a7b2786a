"""The WSGI application that gunicorn serves."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop.settings")

# By this status a process of gunicorn says that starting it again would not help.
CANNOT_START = 3

try:
    serve = get_wsgi_application()
except ImproperlyConfigured as error:
    print(error, file=sys.stderr)  # noqa: T201, nothing is set up yet that could log it
    sys.exit(CANNOT_START)

from agreements.lists import live  # noqa: E402, it needs the application's models
from agreements.search.folder import folder  # noqa: E402, as above

READING = {"GET", "HEAD", "OPTIONS"}

live.prepare()
# Threads do not survive a fork: each process of gunicorn starts its own, at once with --preload,
# else with its first request.
os.register_at_fork(after_in_child=folder.start)


def application(environ, start_response):
    """Answer a request; what it wrote is folded soon after it."""
    folder.start()
    try:
        return serve(environ, start_response)
    finally:
        if environ["REQUEST_METHOD"] not in READING:
            folder.wake()
