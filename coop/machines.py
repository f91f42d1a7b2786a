"""Answers machines before anything else does: whatever host they name, and without a session."""

import time

from django.http import Http404

from agreements.views.health import healthz, readyz
from agreements.views.metrics import answered, metrics

VIEWS = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


def answer_machines(get_response):
    """Answer what machines ask, and count what all others were answered."""

    def with_numbers(request):
        view = VIEWS.get(request.path_info)
        if view and request.method in {"GET", "HEAD"}:
            try:
                return view(request)
            except Http404:
                return get_response(request)
        began = time.monotonic()
        response = get_response(request)
        answered.count(response.status_code, time.monotonic() - began)
        return response

    return with_numbers
