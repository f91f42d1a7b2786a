"""Answers of data: who may read them, of which state they tell, and where else to look."""

from functools import wraps
from http import HTTPStatus

from django.http import Http404
from django.views.decorators.csrf import csrf_exempt

from agreements.formats.problem import not_taken, problem
from agreements.models import revision_number

from .conditional import SAFE_METHODS
from .data_links import link_header, of_the_register
from .negotiation import HTML

# The header that says of which revision an answer tells.
REVISION = "Coop-Revision"
# Any page of anybody may read data; no page of a search engine holds it.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Coop-Revision, Coop-Total, Content-Disposition, ETag, Link, Memento-Datetime"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}


def as_data(response):
    """Return an answer as one that programs of any site may read, and search engines do not."""
    for name, value in OPEN.items():
        response.headers[name] = value
    return response


def of_revision(response, revision):
    """Return an answer that says of which Revision, or release, it tells; None is before any."""
    response.headers[REVISION] = revision_number(revision)
    return response


def data_file(view):
    """Have a view of a file answer as data does: to anybody who reads, and with a problem."""

    @csrf_exempt
    @wraps(view)
    def answered(request, **kwargs):
        if request.method not in SAFE_METHODS:
            return as_data(not_taken(SAFE_METHODS))
        try:
            return as_data(view(request, **kwargs))
        except Http404 as error:
            return as_data(problem(HTTPStatus.NOT_FOUND, str(error)))

    return answered


def with_links(response, page, following=None, preceding=None):
    """Return an answer of data with links to its page, those around it, its licence and the API."""
    links = [(page, "alternate", HTML), *of_the_register()]
    around = (("next", following), ("prev", preceding))
    links += [(address, relation, "") for relation, address in around if address]
    response.headers["Link"] = link_header(links)
    return response
