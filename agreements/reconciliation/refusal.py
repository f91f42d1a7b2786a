"""What is wrong with a request, told in the terms of RFC 9457."""

import json
from typing import Any

from django.utils.translation import gettext as _

# So many errors are told at once, and so much of a wrong value is repeated.
MAX_ERRORS = 20
MAX_VALUE = 100


class Refusal(Exception):  # noqa: N818, it is an answer rather than an error of the program
    """A request that cannot be answered: its HTTP status, a title, a sentence for each error."""

    def __init__(self, title: str, errors: list[dict[str, str]], status: int = 400):
        super().__init__(title)
        self.status = status
        self.title = title
        self.errors = errors[:MAX_ERRORS]


def error(parameter: str, value: Any, detail: str) -> dict[str, str]:
    """Return what is wrong with a value; `parameter` says where it stands: "queries.q0.limit"."""
    written = value if isinstance(value, str) else _as_json(value)
    return {"parameter": parameter, "value": written[:MAX_VALUE], "detail": detail}


def _as_json(value: Any) -> str:
    """Return a value as JSON, "" of one that is nested too deeply to be written again."""
    try:
        return json.dumps(value)
    except RecursionError:
        return ""


def unreadable(errors: list[dict[str, str]]) -> Refusal:
    """Return the Refusal of what is not written as it should be."""
    return Refusal(_("The request cannot be read."), errors)


def read_json(text: str, parameter: str) -> Any:
    """Return what a text of JSON says; raise Refusal for anything else."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as reason:
        raise unreadable([error(parameter, text, _("This is not valid JSON."))]) from reason


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(name)
