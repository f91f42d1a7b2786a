"""What machines ask: whether the register can be read, and sees every change."""

from django.db import Error, connection
from django.http import HttpResponse

from agreements.changes import triggers
from agreements.lists import live


def healthz(request):
    """Answer 200 when the database answers and the index is ready, 503 with a reason otherwise."""
    try:
        live.catch_up()
        missing = triggers.missing(connection)
    except Error:
        return answer("database does not answer", 503)
    if missing:
        return answer(f"triggers missing: {len(missing)}; run manage.py migrate", 503)
    return answer("ok", 200)


def answer(words, status):
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain")
