"""End points that programs of other sites ask: answers in JSON, and what is wrong as a problem."""

import json
import re
from functools import wraps

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from agreements.formats.problem import not_taken, problem
from agreements.lists.fields import OneValueField, given
from agreements.reconciliation.refusal import Refusal, error, unreadable

from .data_answers import ASKING, as_data, of_revision, preflight

CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent)
# All parameters that end points take.
ONE_VALUE = ("queries", "extend", "prefix", "type", "cursor", "limit", "id", "callback")
# What a script of another site may send along when it asks.
ASKED_WITH = "Content-Type, Accept"


def service(*methods):
    """Make a view an end point that programs of any other site may ask by these methods.

    The view returns what is to be told, or a response; a Refusal becomes a problem (RFC 9457). The
    answer says of which `request.revision` it tells, where the view has set that.
    """

    def decorate(view):
        @csrf_exempt
        @wraps(view)
        def answered(request, **kwargs):
            return as_data(_response(view, request, methods, kwargs))

        answered.only_reads = True
        return answered

    return decorate


def _response(view, request, methods, kwargs):
    if request.method == ASKING:
        return preflight(methods, ASKED_WITH)
    if request.method not in methods:
        return not_taken((*methods, ASKING))
    try:
        for data in (request.GET, request.POST):
            _refuse_several(data)
        callback = _callback(request)
        told = view(request, **kwargs)
        response = told if isinstance(told, HttpResponse) else _json(told, callback)
        is_of_one = hasattr(request, "revision")
        return of_revision(response, request.revision) if is_of_one else response
    except Refusal as refusal:
        return refused(refusal)
    except TOO_LARGE:
        return refused(Refusal(_("The request is too large."), [], status=413))
    except UNREADABLE:
        return refused(unreadable([]))


def _refuse_several(data):
    """Raise Refusal where what is asked has several different texts for one of the parameters."""
    several = [name for name in ONE_VALUE if len(given(data.getlist(name))) > 1]
    if several:
        raise unreadable([error(name, data[name], str(OneValueField.several)) for name in several])


def _callback(request):
    """Return the function that JSONP names, "" where none is asked for."""
    name = request.GET.get("callback", "")
    if name and not CALLBACK.fullmatch(name):
        detail = _("This is no name of a function.")
        raise unreadable([error("callback", name, detail)])
    return name


def _json(told, callback):
    """Return an answer as JSON, or as a script that hands it to a function."""
    if not callback:
        return JsonResponse(told)
    script = f"/**/{callback}({json.dumps(told)});"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def refused(refusal):
    """Return a Refusal as an answer."""
    return problem(refusal.status, refusal.title, refusal.errors)
