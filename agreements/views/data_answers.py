"""Answers of data: who may read them, of which state they tell, and where else to look."""

from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from agreements.formats.problem import error_of, not_taken, problem
from agreements.lists.parameters import unknown_parameters
from agreements.models import revision_number

from .conditional import SAFE_METHODS, digest, tag
from .data_links import link_header, of_the_register
from .negotiation import HTML

# The header that says of which revision an answer tells.
REVISION = "Coop-Revision"
# Any page of anybody may read data; no page of a search engine holds it.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Disposition, Content-Range, Coop-Revision, Coop-Total, ETag, Link, "
        "Memento-Datetime"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}


# What a script of another site may send along when it reads: which form it takes, and what it has.
READ_WITH = "Accept, If-None-Match, If-Range, Range"
ASKING = "OPTIONS"
A_DAY = 24 * 60 * 60


def preflight(methods, headers=READ_WITH):
    """Answer a browser that asks what a page of another site may send, and by which methods."""
    allowed = ", ".join(dict.fromkeys((*methods, ASKING)))
    return HttpResponse(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Allow": allowed,
            "Access-Control-Allow-Methods": allowed,
            "Access-Control-Allow-Headers": headers,
            "Access-Control-Max-Age": A_DAY,
        },
    )


def as_data(response):
    """Return an answer as one that programs of any site may read, and search engines do not."""
    for name, value in OPEN.items():
        response.headers[name] = value
    return response


def of_revision(response, revision):
    """Return an answer that says of which Revision, or release, it tells; None is before any."""
    response.headers[REVISION] = revision_number(revision)
    return response


def data_file(*parameters):
    """Have a view of a file, which takes these parameters, answer as data does.

    Anybody may read it; what is wrong with the address is told as a problem.
    """

    def of_file(view):
        @csrf_exempt
        @wraps(view)
        def answered(request, **kwargs):
            if request.method == ASKING:
                return as_data(preflight(SAFE_METHODS))
            if request.method not in SAFE_METHODS:
                return as_data(not_taken((*SAFE_METHODS, ASKING)))
            if errors := unknown_errors(request.GET, parameters):
                return as_data(problem(HTTPStatus.BAD_REQUEST, errors[0]["detail"], errors))
            try:
                return as_data(tagged(request, view(request, **kwargs)))
            except Http404 as error:
                return as_data(problem(HTTPStatus.NOT_FOUND, str(error)))

        return answered

    return of_file


def unknown_errors(data, known=()):
    """Return an error for each parameter that data does not take; trackers are none."""
    return refusals(unknown_parameters(data, known), data)


def refusals(unknown, data):
    """Return an error for each name of an Unknown of an address, none of which data leaves out."""
    return [error_of(error, sent=data) for error in unknown.meant + unknown.refused]


def tagged(request, response):
    """Return an answer with an ETag of what it says, or 304 to who has that."""
    if response.status_code != HTTPStatus.OK or response.streaming or "ETag" in response.headers:
        return response
    etag = f'W/"{digest(response.content)}"'
    confirmed = get_conditional_response(request, etag=etag)
    if confirmed:
        confirmed.headers[REVISION] = response.headers[REVISION]
    return tag(confirmed or response, etag)


def with_links(response, page, following=None, preceding=None):
    """Return an answer of data with links to its page, those around it, its licence and the API."""
    links = [(page, "alternate", HTML), *of_the_register()]
    around = (("next", following), ("prev", preceding))
    links += [(address, relation, "") for relation, address in around if address]
    response.headers["Link"] = link_header(links)
    return response
