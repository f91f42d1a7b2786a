"""What is wrong with an address of data, in the one shape of RFC 9457."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"


def problem(
    status: int, detail: str, errors: Iterable[dict] = (), *, about: str = ""
) -> HttpResponse:
    """Return the answer that says what is wrong, in a sentence and for programs.

    `errors` name the parameter, the value, what is wrong and which name or value may be meant;
    `about` is the address that explains such problems.
    """
    data = {
        "type": about or "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "errors": list(errors),
    }
    text = json.dumps(data, ensure_ascii=False)
    return HttpResponse(f"{text}\n", status=status, content_type=CONTENT_TYPE)


def not_taken(methods: Iterable[str]) -> HttpResponse:
    """Return the answer to a method that an address does not take; it takes these."""
    detail = _("This address does not take this method.")
    response = problem(HTTPStatus.METHOD_NOT_ALLOWED, detail)
    response.headers["Allow"] = ", ".join(methods)
    return response


def errors_of(form: Form) -> list[dict]:
    """Return what is wrong with the parameters that a form has read."""
    return [
        error_of(error, "" if name == NON_FIELD_ERRORS else name, form.data)
        for name, errors in form.errors.as_data().items()
        for error in errors
    ]


def error_of(
    error: ValidationError, parameter: str = "", sent: Mapping[str, str] | None = None
) -> dict:
    """Return what is wrong with a parameter, which the error itself may name, as its value."""
    params = error.params or {}
    parameter = parameter or params.get("name", "")
    return {
        "parameter": parameter,
        "value": params.get("value", (sent or {}).get(parameter, "")),
        "detail": " ".join(error.messages),
        "nearest": params.get("nearest", ""),
    }
